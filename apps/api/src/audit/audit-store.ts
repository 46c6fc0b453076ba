import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { noHead, type AuditActor, type AuditHead, type KeptEntry } from './audit-entry';

/** An entry and the hash that is stored beside it. */
export type ChainedEntry = KeptEntry & { readonly hash: Buffer };

/** Both ends of what is kept: the entry before the first one that is there, and the last one. */
export type KeptChain = Readonly<{ start: AuditHead; head: AuditHead }>;

/** What is looked for, newest first; each part narrows it. */
export type AuditSearch = Readonly<{
  /** Instants in ms, half-open. */
  from?: number | undefined;
  to?: number | undefined;
  /** The ids of whoever may have done it. */
  actors?: readonly string[] | undefined;
  actorKind?: AuditActor['kind'] | undefined;
  /** Whole actions, or what they begin with up to a dot; any of them. */
  actions?: readonly string[] | undefined;
  /** What is said within the subject. */
  subject?: string | undefined;
  /** Only entries with a smaller number: the last one of the page before. */
  before?: number | undefined;
  limit: number;
}>;

type Row = Omit<KeptEntry, 'actor'> &
  Readonly<{ kind: AuditActor['kind']; id: string | null; role: string | null; hash: Buffer }>;

const columns = `seq, ${msOf('at')} AS at, actor_kind AS kind, actor_id AS id, actor_role AS role,
  action, subject, request_id AS "requestId", address, times, hash`;

/** The end of the tenant's chain, held until the transaction ends: whoever else writes waits for it. */
export async function lockHead(tx: EntityManager, tenantId: string): Promise<AuditHead> {
  const held = 'SELECT seq, hash FROM audit_head WHERE tenant_id = $1 FOR UPDATE';
  const [head] = await tx.query<AuditHead[]>(held, [tenantId]);
  if (head !== undefined) return head;
  await tx.query(
    `INSERT INTO audit_head (tenant_id, seq, hash, kept_after, kept_after_hash) VALUES ($1, 0, $2, 0, $2)
     ON CONFLICT DO NOTHING`,
    [tenantId, noHead.hash],
  );
  const [made] = await tx.query<AuditHead[]>(held, [tenantId]);
  return made ?? noHead;
}

/** Appends entries in the order of their numbers, and moves the end of the chain to the last of them. */
export async function appendEntries(
  tx: EntityManager,
  tenantId: string,
  entries: readonly ChainedEntry[],
): Promise<void> {
  const last = entries.at(-1);
  if (last === undefined) return;
  const column = (read: (entry: ChainedEntry) => unknown): unknown[] => entries.map(read);
  await tx.query(
    `INSERT INTO audit_entry
     SELECT $1, u.seq, to_timestamp(u.at / 1000.0), u.kind, u.id, u.role, u.action, u.subject, u.request, u.address, u.times,
       decode(u.hash, 'hex')
     FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::int[], $12::text[])
       AS u(seq, at, kind, id, role, action, subject, request, address, times, hash)
     RETURNING 1`,
    [
      tenantId,
      column(({ seq }) => seq),
      column(({ at }) => at),
      column(({ actor }) => actor.kind),
      column(({ actor }) => actor.id),
      column(({ actor }) => actor.role),
      column(({ action }) => action),
      column(({ subject }) => subject),
      column(({ requestId }) => requestId),
      column(({ address }) => address),
      column(({ times }) => times),
      column(({ hash }) => hash.toString('hex')),
    ],
  );
  await tx.query('UPDATE audit_head SET seq = $2, hash = $3 WHERE tenant_id = $1', [
    tenantId,
    last.seq,
    last.hash,
  ]);
}

/** The end of the tenant's chain; undefined where nothing was ever written. */
export async function chainHead(tx: EntityManager, tenantId: string): Promise<AuditHead | undefined> {
  const [head] = await tx.query<AuditHead[]>('SELECT seq, hash FROM audit_head WHERE tenant_id = $1', [
    tenantId,
  ]);
  return head;
}

/** Both ends of the tenant's chain; undefined where nothing was ever written. */
export async function keptChain(tx: EntityManager, tenantId: string): Promise<KeptChain | undefined> {
  const [row] = await tx.query<{ seq: number; hash: Buffer; keptAfter: number; keptAfterHash: Buffer }[]>(
    `SELECT seq, hash, kept_after AS "keptAfter", kept_after_hash AS "keptAfterHash"
     FROM audit_head WHERE tenant_id = $1`,
    [tenantId],
  );
  if (row === undefined) return undefined;
  return {
    start: { seq: row.keptAfter, hash: row.keptAfterHash },
    head: { seq: row.seq, hash: row.hash },
  };
}

/** The hash of one entry; undefined where none has this number. */
export async function hashAt(tx: EntityManager, tenantId: string, seq: number): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ hash: Buffer }[]>(
    'SELECT hash FROM audit_entry WHERE tenant_id = $1 AND seq = $2',
    [tenantId, seq],
  );
  return row?.hash;
}

/** Entries after a number, ascending. */
export async function entriesAfter(
  tx: EntityManager,
  tenantId: string,
  after: number,
  limit: number,
): Promise<ChainedEntry[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${columns} FROM audit_entry WHERE tenant_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [tenantId, after, limit],
  );
  return rows.map(toEntry);
}

/** What is looked for, newest first. */
export async function searchEntries(
  tx: EntityManager,
  tenantId: string,
  { from, to, actors, actorKind, actions, subject, before, limit }: AuditSearch,
): Promise<ChainedEntry[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${columns} FROM audit_entry WHERE tenant_id = $1
       AND ($2::bigint IS NULL OR at >= to_timestamp($2 / 1000.0)) AND ($3::bigint IS NULL OR at < to_timestamp($3 / 1000.0))
       AND ($4::text[] IS NULL OR actor_id = ANY ($4)) AND ($5::text IS NULL OR actor_kind = $5)
       AND ($6::text[] IS NULL OR EXISTS (
         SELECT 1 FROM unnest($6) AS wanted(a) WHERE action = wanted.a OR starts_with(action, wanted.a || '.')))
       AND ($7::text IS NULL OR position(lower($7) IN lower(subject)) > 0)
       AND ($8::bigint IS NULL OR seq < $8)
     ORDER BY seq DESC LIMIT $9`,
    [
      tenantId,
      from ?? null,
      to ?? null,
      actors ?? null,
      actorKind ?? null,
      actions ?? null,
      subject ?? null,
      before ?? null,
      limit,
    ],
  );
  return rows.map(toEntry);
}

/** The beginning of a log that may go: how many entries, and the last of them. */
export type OldPiece = Readonly<{ count: number; last: AuditHead }>;

/** The entries of the beginning that were all written before an instant, at most `limit`; undefined when none was. */
export async function oldPiece(
  tx: EntityManager,
  tenantId: string,
  before: number,
  limit: number,
): Promise<OldPiece | undefined> {
  const [row] = await tx.query<{ count: number; seq: number; hash: Buffer }[]>(
    `WITH piece AS (SELECT seq, at, hash FROM audit_entry WHERE tenant_id = $1 ORDER BY seq LIMIT $3),
     young AS (SELECT min(seq) AS seq FROM piece WHERE at >= to_timestamp($2 / 1000.0))
     SELECT count(*) OVER () AS count, p.seq, p.hash FROM piece p, young
     WHERE young.seq IS NULL OR p.seq < young.seq ORDER BY p.seq DESC LIMIT 1`,
    [tenantId, before, limit],
  );
  return row === undefined ? undefined : { count: row.count, last: { seq: row.seq, hash: row.hash } };
}

/** Takes away every entry up to this one. With the owner's rights. */
export async function keepAfter(tx: EntityManager, tenantId: string, last: AuditHead): Promise<void> {
  await tx.query('DELETE FROM audit_entry WHERE tenant_id = $1 AND seq <= $2', [tenantId, last.seq]);
  await tx.query('UPDATE audit_head SET kept_after = $2, kept_after_hash = $3 WHERE tenant_id = $1', [
    tenantId,
    last.seq,
    last.hash,
  ]);
}

function toEntry({ kind, id, role, ...rest }: Row): ChainedEntry {
  return { ...rest, actor: { kind, id, role } };
}

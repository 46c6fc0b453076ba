import type { HeardGreeting, Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { upsertParameters, upsertSql, type Column } from './bulk-upsert';

/** A call's greeting as it is stored. */
export type GreetingRow = { readonly key: string; readonly heard: HeardGreeting };

const columns: readonly Column<GreetingRow>[] = [
  { name: 'call_key', type: 'uuid', key: true, of: (row) => row.key },
  { name: 'started_at', type: 'instant', of: ({ heard }) => heard.started?.at ?? null },
  { name: 'started_tie', type: 'text', of: ({ heard }) => heard.started?.tie ?? null },
  { name: 'message_id', type: 'text', of: ({ heard }) => heard.started?.messageId ?? null },
  { name: 'after', type: 'text', of: ({ heard }) => heard.started?.after ?? null },
  { name: 'ended_at', type: 'instant', of: ({ heard }) => heard.ended?.at ?? null },
  { name: 'ended_tie', type: 'text', of: ({ heard }) => heard.ended?.tie ?? null },
  { name: 'completed', type: 'boolean', of: ({ heard }) => heard.ended?.completed ?? null },
  { name: 'announced_at', type: 'instant', of: ({ heard }) => heard.announced?.at ?? null },
  { name: 'announced_tie', type: 'text', of: ({ heard }) => heard.announced?.tie ?? null },
  { name: 'announced_ms', type: 'bigint', of: ({ heard }) => heard.announced?.waitMs ?? null },
];
const writeSql = upsertSql('call_greeting', columns);

type StoredRow = Readonly<{
  key: string;
  startedAt: Instant | null;
  startedTie: string | null;
  messageId: string | null;
  after: string | null;
  endedAt: Instant | null;
  endedTie: string | null;
  completed: boolean | null;
  announcedAt: Instant | null;
  announcedTie: string | null;
  announcedMs: number | null;
}>;

/** What is stored of these calls' greetings. */
export async function keptGreetings(
  tx: EntityManager,
  tenantId: string,
  keys: readonly string[],
): Promise<readonly GreetingRow[]> {
  const rows = await tx.query<StoredRow[]>(
    `SELECT call_key AS key, ${msOf('started_at')} AS "startedAt", started_tie AS "startedTie",
       message_id AS "messageId", after, ${msOf('ended_at')} AS "endedAt", ended_tie AS "endedTie", completed,
       ${msOf('announced_at')} AS "announcedAt", announced_tie AS "announcedTie", announced_ms AS "announcedMs"
     FROM call_greeting WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])`,
    [tenantId, keys],
  );
  return rows.map(toRow);
}

/** Writes greetings as they are now. */
export async function writeGreetings(
  tx: EntityManager,
  tenantId: string,
  rows: readonly GreetingRow[],
): Promise<void> {
  await tx.query(writeSql, await upsertParameters(tenantId, columns, rows));
}

function toRow({ key, messageId, after, completed, ...row }: StoredRow): GreetingRow {
  const { startedAt, startedTie, endedAt, endedTie, announcedAt, announcedTie, announcedMs } = row;
  return {
    key,
    heard: {
      started: startedAt === null ? null : { at: startedAt, tie: startedTie ?? '', messageId, after },
      ended: endedAt === null ? null : { at: endedAt, tie: endedTie ?? '', completed },
      announced:
        announcedAt === null ? null : { at: announcedAt, tie: announcedTie ?? '', waitMs: announcedMs ?? 0 },
    },
  };
}

import type { EntityManager } from 'typeorm';

import { serverSource } from '../event-log/server-events';
import { actAs } from '../platform/transaction';
import { incidentEvents } from './incident-note-projection';
import { obligationEvents } from './obligation-note';

/** A call as events name it. */
export type NamedCall = { readonly source: string; readonly callId: string };

/** What of a call's row may tell who called. */
export type TellingCall = { readonly key: string; readonly facts: string };

/** SQL: whether an event tells one of the callers with these hashes, by either key. */
const isOneOf = (hashes: string): string =>
  `(data->>'aniHash' = ANY(${hashes}::text[]) OR data->>'aniHashBefore' = ANY(${hashes}::text[]))`;

/** The calls of which the log, or what is folded of it, tells one of these callers. With the owner's rights. */
export async function callsOfCallers(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<NamedCall[]> {
  await actAs(tx, tenantId);
  return tx.query<NamedCall[]>(
    `SELECT source, subject AS "callId" FROM event_log WHERE tenant_id = $1
       AND ${isOneOf('$2')}
     UNION SELECT source, call_id FROM call WHERE tenant_id = $1 AND ani_hash = ANY($2::text[])`,
    [tenantId, hashes],
  );
}

/**
 * Takes these callers' hashes, the masks of their numbers, and the clinic's own word for them, out of the events of their
 * calls and follow-ups; gives back of how many.
 * The events stay, with number, source and id, so that one that is sent again is known. With the owner's rights.
 */
export async function blankEvents(
  tx: EntityManager,
  tenantId: string,
  calls: readonly NamedCall[],
  hashes: readonly string[],
): Promise<number> {
  await actAs(tx, tenantId);
  const [, blanked] = await tx.query<[unknown, number]>(
    `UPDATE event_log e
     SET data = CASE WHEN ${isOneOf('$4')} THEN data - '{aniHash,aniHashBefore,aniMask,reference}'::text[] ELSE data - 'aniMask' END
     FROM unnest($2::text[], $3::text[]) AS told (source, subject)
     WHERE e.tenant_id = $1 AND e.source = told.source AND e.subject = told.subject
       AND (${isOneOf('$4')} OR data->>'aniMask' IS NOT NULL)`,
    [tenantId, calls.map(({ source }) => source), calls.map(({ callId }) => callId), hashes],
  );
  return blanked;
}

/** The follow-ups that were planned for these callers, by key. */
export async function plannedFor(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ key: string }[]>(
    `SELECT DISTINCT call_key AS key FROM obligation_note
     WHERE tenant_id = $1 AND note->'patient'->>'aniHash' = ANY($2::text[])`,
    [tenantId, hashes],
  );
  return rows.map(({ key }) => key);
}

/** SQL: the server's events beside which somebody wrote something. */
const withNotes = [obligationEvents.closed, ...Object.values(incidentEvents)]
  .map((type) => `'${type}'`)
  .join(', ');

/** Takes what was said beside the ends of what these calls and follow-ups were owed, and of incidents, out of the log. With the owner's rights. */
export async function blankNotes(
  tx: EntityManager,
  tenantId: string,
  keys: readonly string[],
): Promise<void> {
  await actAs(tx, tenantId);
  await tx.query(
    `UPDATE event_log SET data = data - '{reason,note}'::text[]
     WHERE tenant_id = $1 AND source = '${serverSource}' AND type IN (${withNotes})
       AND data->>'callKey' = ANY($2::text[]) AND (data->>'note' IS NOT NULL OR data->>'reason' IS NOT NULL)`,
    [tenantId, keys],
  );
}

/** The same out of what is folded of it. */
export async function forgetNotes(
  tx: EntityManager,
  tenantId: string,
  keys: readonly string[],
): Promise<void> {
  await tx.query(
    `UPDATE obligation_note SET note = note - '{reason,note}'::text[]
     WHERE tenant_id = $1 AND call_key = ANY($2::uuid[]) AND note->>'kind' = 'tried'`,
    [tenantId, keys],
  );
  await tx.query('UPDATE incident_note SET note = NULL WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])', [
    tenantId,
    keys,
  ]);
}

/** Takes out what these callers are and were owed; gives back the ids. Their calls are to be folded again. */
export async function forgetOwed(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<string[]> {
  const [gone] = await tx.query<[{ id: string }[], number]>(
    'DELETE FROM obligation WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) RETURNING obligation_id AS id',
    [tenantId, hashes],
  );
  return gone.map(({ id }) => id);
}

/** Takes these callers out of what was planned for them; gives back the keys of the follow-ups. */
export async function forgetPatients(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<string[]> {
  const [kept] = await tx.query<[{ key: string }[], number]>(
    `UPDATE obligation_note SET note = note - 'patient' || '{"reference":null}'
     WHERE tenant_id = $1 AND note->'patient'->>'aniHash' = ANY($2::text[]) RETURNING call_key AS key`,
    [tenantId, hashes],
  );
  return [...new Set(kept.map(({ key }) => key))];
}

/** The patients of follow-ups by another hash; gives back the keys of the follow-ups. */
export async function renamePatients(
  tx: EntityManager,
  tenantId: string,
  names: ReadonlyMap<string, string>,
): Promise<string[]> {
  const [kept] = await tx.query<[{ key: string }[], number]>(
    `UPDATE obligation_note SET note = jsonb_set(note, '{patient,aniHash}', to_jsonb(told.name))
     FROM unnest($2::text[], $3::text[]) AS told (hash, name)
     WHERE tenant_id = $1 AND note->'patient'->>'aniHash' = told.hash RETURNING call_key AS key`,
    [tenantId, [...names.keys()], [...names.values()]],
  );
  return [...new Set(kept.map(({ key }) => key))];
}

/** These calls, as far as they are kept. */
export function tellingCalls(
  tx: EntityManager,
  tenantId: string,
  keys: readonly string[],
): Promise<TellingCall[]> {
  return tx.query<TellingCall[]>(
    'SELECT call_key AS key, facts FROM call WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])',
    [tenantId, keys],
  );
}

/** Keeps a call's facts with another caller, or none. */
export async function keepCaller(
  tx: EntityManager,
  tenantId: string,
  { key, facts, aniHash }: TellingCall & { readonly aniHash: string | null },
): Promise<void> {
  await tx.query('UPDATE call SET facts = $3, ani_hash = $4 WHERE tenant_id = $1 AND call_key = $2', [
    tenantId,
    key,
    facts,
    aniHash,
  ]);
}

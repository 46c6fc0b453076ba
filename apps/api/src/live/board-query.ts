import { openNames, outcomeNames, type Instant } from '@vigie/calls';
import type { ClaimView } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { serverSource } from '../event-log/server-events';
import { tallyColumn } from '../fold/rollup-store';
import { msOf } from '../platform/sql-instant';
import type { BoardCall } from './board/board-call';
import { claimHoldsMs, type Claim } from './board/claims';
import type { PastHour } from './board/usual-rhythm';

/** Somebody deals with a clinic; the subject is the clinic, `by` in the data a name. */
export const troubleClaimed = 'trouble.claimed';
/** Nobody does so any more. */
export const troubleReleased = 'trouble.released';

type Row = {
  readonly type: string;
  readonly subject: string;
  readonly by: string | null;
  readonly at: number;
};

/** What the log tells boards beyond what is folded. */
export type BoardEvents = { readonly claims: readonly Claim[]; readonly plannedAnew: boolean };

const columns = `type, subject, data->>'by' AS by, ${msOf('at')} AS at`;
const ofBoards = `source = '${serverSource}' AND type IN ('trouble.claimed', 'trouble.released', 'staff.planned')`;

/** The events for boards with a number above `after` and up to `until`. */
export async function boardEventsBetween(
  tx: EntityManager,
  tenantId: string,
  after: number,
  until: number,
): Promise<BoardEvents> {
  const rows = await tx.query<Row[]>(
    `SELECT ${columns} FROM event_log
     WHERE tenant_id = $1 AND seq > $2 AND seq <= $3 AND ${ofBoards} ORDER BY seq`,
    [tenantId, after, until],
  );
  return { claims: rows.flatMap(toClaim), plannedAnew: rows.some(({ type }) => type === 'staff.planned') };
}

/** The claims that may still hold at `at`, as the log knew them then. */
export async function claimsAt(tx: EntityManager, tenantId: string, at: Instant): Promise<readonly Claim[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${columns} FROM event_log
     WHERE tenant_id = $1 AND ${ofBoards}
       AND at > to_timestamp($2 / 1000.0) AND at <= to_timestamp($3 / 1000.0) ORDER BY seq`,
    [tenantId, at - claimHoldsMs, at],
  );
  return rows.flatMap(toClaim);
}

function toClaim({ type, subject, by, at }: Row): Claim[] {
  if (type === troubleClaimed && by !== null) return [{ clinicId: subject, by, at }];
  return type === troubleReleased ? [{ clinicId: subject, by: null, at }] : [];
}

/** The calls with who looks after the urgent ones: the last who had said so at `at`, whenever without it. */
export async function withTakers(
  tx: EntityManager,
  tenantId: string,
  calls: readonly BoardCall[],
  at: Instant | null = null,
): Promise<readonly BoardCall[]> {
  const keys = calls.filter(({ urgent }) => urgent).map(({ key }) => key);
  if (keys.length === 0) return calls;
  const rows = await tx.query<(ClaimView & { readonly key: string })[]>(
    `SELECT DISTINCT ON (call_key) call_key AS key, by_name AS by, ${msOf('at')} AS at FROM incident_note
     WHERE tenant_id = $1 AND call_key = ANY($2::uuid[]) AND kind IN ('taken', 'ended')
       AND ($3::bigint IS NULL OR at <= to_timestamp($3 / 1000.0))
     ORDER BY call_key, incident_note.at DESC, note_key`,
    [tenantId, keys, at],
  );
  const takers = new Map(rows.map(({ key, by, at: since }) => [key, { by, at: since }]));
  return calls.map((call) => (call.urgent ? { ...call, taken: takers.get(call.key) ?? null } : call));
}

const weeksBack = 4;
const weekMs = 7 * 24 * 3_600_000;
/** The running day is no example of what is usual. */
const youngestMs = 24 * 3_600_000;

const presented = [...outcomeNames, ...openNames]
  .map((name) => `coalesce(sum(${tallyColumn(name)}), 0)`)
  .join(' + ');

/** How many calls were presented in each hour of the four weeks that ended a day ago. */
export function pastHours(tx: EntityManager, tenantId: string, now: Instant): Promise<PastHour[]> {
  return tx.query<PastHour[]>(
    `SELECT ${msOf("date_trunc('hour', bucket)")} AS at, (${presented})::bigint AS calls
     FROM rollup WHERE tenant_id = $1 AND cuboid = 'total' AND key1 = '' AND key2 = ''
       AND bucket >= to_timestamp($2 / 1000.0) AND bucket < to_timestamp($3 / 1000.0)
     GROUP BY 1 ORDER BY 1`,
    [tenantId, now - weeksBack * weekMs, now - youngestMs],
  );
}

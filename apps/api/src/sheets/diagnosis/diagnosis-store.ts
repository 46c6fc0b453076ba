import type { Instant } from '@vigie/calls';
import { nothingCounted, type Counted, type DiagnosisCounts, type TimeRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

type CallsRow = Readonly<{ clinicId: string; presented: number; queued: number }>;
type GreetingRow = Readonly<{ clinicId: string; greeted: number; late: number; medianMs: number | null }>;
type NoteRow = Readonly<{
  clinicId: string;
  kind: 'path' | 'found' | 'missed';
  item: string | null;
  count: number;
}>;
type SearchRow = Readonly<{ clinicId: string; medianMs: number | null }>;

const callsSql = `SELECT clinic_id AS "clinicId", count(*) AS presented, count(*) FILTER (WHERE offered) AS queued
FROM call WHERE tenant_id = $1 AND counted AND clinic_id IS NOT NULL
  AND arrived_at >= to_timestamp($2::float8 / 1000) AND arrived_at < to_timestamp($3::float8 / 1000)
GROUP BY clinic_id`;

/**
 * The first greeting of each call that came to a queue, after the first that was told of it; within an hour of the month.
 * Looked up call by call: joined as a whole it takes a plan of minutes where PostgreSQL has not yet counted what was
 * loaded.
 */
const greetingsSql = `SELECT c.clinic_id AS "clinicId", count(*) AS greeted,
  count(*) FILTER (WHERE g.at - c.first_at > make_interval(secs => $4::float8)) AS late,
  round(percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM g.at - c.first_at)) * 1000)::bigint AS "medianMs"
FROM call c CROSS JOIN LATERAL (SELECT min(n.at) AS at FROM sheet_note n
  WHERE n.tenant_id = $1 AND n.call_key = c.call_key AND n.kind = 'greeting'
    AND n.at >= to_timestamp($2::float8 / 1000) AND n.at < to_timestamp($3::float8 / 1000 + 3600)) g
WHERE c.tenant_id = $1 AND c.counted AND c.offered AND c.clinic_id IS NOT NULL AND g.at IS NOT NULL
  AND c.arrived_at >= to_timestamp($2::float8 / 1000) AND c.arrived_at < to_timestamp($3::float8 / 1000)
GROUP BY c.clinic_id`;

/** A note is of the clinic that its event names, else of its call's. */
const told = `FROM sheet_note n LEFT JOIN call c ON c.tenant_id = $1 AND c.call_key = n.call_key
WHERE n.tenant_id = $1 AND n.kind <> 'greeting' AND coalesce(n.clinic_id, c.clinic_id) IS NOT NULL
  AND n.at >= to_timestamp($2::float8 / 1000) AND n.at < to_timestamp($3::float8 / 1000)`;
const notesSql = `SELECT coalesce(n.clinic_id, c.clinic_id) AS "clinicId", n.kind, n.item_id AS item, count(*) AS count
${told} GROUP BY 1, 2, 3`;
const searchesSql = `SELECT coalesce(n.clinic_id, c.clinic_id) AS "clinicId",
  percentile_disc(0.5) WITHIN GROUP (ORDER BY n.took_ms) AS "medianMs"
${told} AND n.kind IN ('found', 'missed') AND n.took_ms IS NOT NULL GROUP BY 1`;

const mostQuestions = 20;
/** What was asked once may be about somebody: it is counted, and not told. */
const leastAsked = 2;

/** What happened within a range at each clinic that anything happened at. */
export async function countByClinic(
  tx: EntityManager,
  tenantId: string,
  { start, end }: TimeRange,
  greetingWithinSeconds: number,
): Promise<ReadonlyMap<string, DiagnosisCounts>> {
  const range = [tenantId, start, end];
  const found = new Map<string, DiagnosisCounts>();
  const add = (clinicId: string, more: Partial<DiagnosisCounts>): void =>
    void found.set(clinicId, { ...(found.get(clinicId) ?? nothingCounted), ...more });
  for (const { clinicId, presented, queued } of await tx.query<CallsRow[]>(callsSql, range))
    add(clinicId, { presented, queued });
  const greetings = await tx.query<GreetingRow[]>(greetingsSql, [...range, greetingWithinSeconds]);
  for (const { clinicId, greeted, late, medianMs } of greetings)
    add(clinicId, { greeted, greetedLate: late, medianToGreetingMs: medianMs });
  const notes = Map.groupBy(await tx.query<NoteRow[]>(notesSql, range), ({ clinicId }) => clinicId);
  for (const [clinicId, rows] of notes) add(clinicId, ofNotes(rows));
  for (const { clinicId, medianMs } of await tx.query<SearchRow[]>(searchesSql, range))
    add(clinicId, { medianSearchMs: medianMs });
  return found;
}

function ofNotes(rows: readonly NoteRow[]): Partial<DiagnosisCounts> {
  const of = (...kinds: NoteRow['kind'][]): readonly NoteRow[] =>
    rows.filter(({ kind }) => kinds.includes(kind));
  const sum = (all: readonly NoteRow[]): number => all.reduce((total, { count }) => total + count, 0);
  return {
    paths: countedItems(of('path')),
    lookUps: sum(of('found', 'missed')),
    missed: sum(of('missed')),
    missedQuestions: countedItems(of('missed'))
      .filter(({ count }) => count >= leastAsked)
      .slice(0, mostQuestions),
  };
}

/** The most frequent first; equal ones by name, so that the same calls always say the same. */
function countedItems(rows: readonly NoteRow[]): Counted[] {
  return rows
    .flatMap(({ item, count }) => (item === null ? [] : [{ id: item, count }]))
    .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/** Since when every call is kept that there was: null where none was taken away; and the first call, null without one. */
export type KeptCalls = Readonly<{ wholeFrom: Instant | null; firstAt: Instant | null }>;

export async function keptCalls(tx: EntityManager, tenantId: string): Promise<KeptCalls> {
  const [row] = await tx.query<KeptCalls[]>(
    `SELECT (SELECT ${msOf('calls_from')} FROM fold_cursor WHERE tenant_id = $1) AS "wholeFrom",
       (SELECT ${msOf('min(arrived_at)')} FROM call WHERE tenant_id = $1) AS "firstAt"`,
    [tenantId],
  );
  return row ?? { wholeFrom: null, firstAt: null };
}

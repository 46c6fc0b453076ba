import type { Instant } from '@vigie/calls';
import { nothingCounted, type Counted, type DiagnosisCounts, type TimeRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

type CallsRow = Readonly<{
  clinicId: string;
  presented: number;
  queued: number;
  greeted: number;
  late: number;
  medianMs: number | null;
}>;
type NoteRow = Readonly<{
  clinicId: string;
  kind: 'path' | 'found' | 'missed';
  item: string | null;
  count: number;
}>;
type SearchRow = Readonly<{ clinicId: string; medianMs: number | null }>;

const from = `to_timestamp($2::float8 / 1000)`;
const to = `to_timestamp($3::float8 / 1000)`;

/**
 * The calls of a month, and of those that came to a queue the first greeting after the first that was told of it, within
 * an hour of the month. Calls and greetings are each read once, by time, and joined as a whole.
 */
const callsSql = `WITH calls AS MATERIALIZED (
  SELECT call_key, clinic_id, offered, first_at FROM call WHERE tenant_id = $1 AND counted AND clinic_id IS NOT NULL
    AND arrived_at >= ${from} AND arrived_at < ${to}),
greetings AS MATERIALIZED (
  SELECT call_key, min(at) AS at FROM sheet_note WHERE tenant_id = $1 AND kind = 'greeting'
    AND at >= ${from} AND at < ${to} + interval '1 hour' GROUP BY call_key)
SELECT c.clinic_id AS "clinicId", count(*) AS presented, count(*) FILTER (WHERE c.offered) AS queued,
  count(g.at) FILTER (WHERE c.offered) AS greeted,
  count(*) FILTER (WHERE c.offered AND g.at - c.first_at > make_interval(secs => $4::float8)) AS late,
  round(percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM g.at - c.first_at))
    FILTER (WHERE c.offered AND g.at IS NOT NULL) * 1000)::bigint AS "medianMs"
FROM calls c LEFT JOIN greetings g ON g.call_key = c.call_key GROUP BY c.clinic_id`;

/**
 * A note is of the clinic that its event names, else of its call's: nearly always a call of the month, which is read once
 * by time; any other is looked up.
 */
const told = `WITH calls AS MATERIALIZED (
  SELECT call_key, clinic_id FROM call WHERE tenant_id = $1
    AND arrived_at >= ${from} - interval '1 day' AND arrived_at < ${to}),
notes AS MATERIALIZED (
  SELECT call_key, clinic_id, kind, item_id, took_ms FROM sheet_note WHERE tenant_id = $1 AND kind <> 'greeting'
    AND at >= ${from} AND at < ${to}),
told AS (
  SELECT coalesce(n.clinic_id, c.clinic_id, CASE WHEN c.call_key IS NULL THEN
      (SELECT o.clinic_id FROM call o WHERE o.tenant_id = $1 AND o.call_key = n.call_key) END) AS clinic_id,
    n.kind, n.item_id, n.took_ms
  FROM notes n LEFT JOIN calls c ON c.call_key = n.call_key)`;
const notesSql = `${told} SELECT clinic_id AS "clinicId", kind, item_id AS item, count(*) AS count
FROM told WHERE clinic_id IS NOT NULL GROUP BY 1, 2, 3`;
const searchesSql = `${told} SELECT clinic_id AS "clinicId", percentile_disc(0.5) WITHIN GROUP (ORDER BY took_ms) AS "medianMs"
FROM told WHERE clinic_id IS NOT NULL AND kind IN ('found', 'missed') AND took_ms IS NOT NULL GROUP BY 1`;

const mostQuestions = 20;
/** What was asked once may be about somebody: it is counted, and not told. */
const leastAsked = 2;

/**
 * What happened within a range at each clinic that anything happened at. Never by a loop over one side of a join: where
 * PostgreSQL has not yet counted what was loaded it takes the sides for a few rows, and such a loop for minutes.
 */
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
  await tx.query('SET LOCAL enable_nestloop = off');
  for (const row of await tx.query<CallsRow[]>(callsSql, [...range, greetingWithinSeconds])) {
    const { clinicId, presented, queued, greeted, late, medianMs } = row;
    add(clinicId, { presented, queued, greeted, greetedLate: late, medianToGreetingMs: medianMs });
  }
  const notes = Map.groupBy(await tx.query<NoteRow[]>(notesSql, range), ({ clinicId }) => clinicId);
  for (const [clinicId, rows] of notes) add(clinicId, ofNotes(rows));
  for (const { clinicId, medianMs } of await tx.query<SearchRow[]>(searchesSql, range))
    add(clinicId, { medianSearchMs: medianMs });
  await tx.query('SET LOCAL enable_nestloop = on');
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

import type { Instant } from '@vigie/calls';
import type { ReturnNumbers } from '@vigie/contracts';
import {
  journeyHours,
  noReturns,
  repeatDays,
  returnNumbers,
  type JourneyTimes,
  type ReturnTally,
} from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { idsOf, ofScope, type OwedQuestion } from './owed-query';

type Tally = ReturnTally & JourneyTimes;
type Row = Tally & { readonly place: number | null; readonly key: string | null; readonly isTotal: boolean };

const keySqls = { none: 'NULL::text', clinic: 'clinic_id', team: `coalesce(team_id, '')` } as const;
const again = (at: string, within: string): string => `${at} <= arrived_at + interval '${within}'`;
const repeat = `${repeatDays} days`;
const gap = `${journeyHours} hours`;
/** The row of an instant: its piece is the last that began, if it has not ended; pieces are in order. */
const placeOf = (instant: string): string => {
  const ms = msOf(instant);
  const piece = `width_bucket(${ms}, $4::bigint[])`;
  return `CASE WHEN ${ms} < ($5::bigint[])[${piece}] THEN ($3::int[])[${piece}] END`;
};

/** SQL: a call of the day on which its caller was called to be reminded of a visit: it is about that. */
const answersReminder = `ani_hash IS NOT NULL AND EXISTS (
    SELECT FROM obligation o WHERE o.tenant_id = $1 AND o.followup_type = 'visit_reminder' AND o.ani_hash = call.ani_hash
      AND o.clinic_id = call.clinic_id AND o.first_tried_at <= arrived_at
      AND (o.first_tried_at AT TIME ZONE $11::text)::date = (arrived_at AT TIME ZONE $11::text)::date)`;

/**
 * Every caller's calls to a clinic, in order, from a day before the range to seven days after it: whoever takes the next
 * one, it is the next one, so a scope narrows what is told and not what is looked at. Clinics are apart from the start.
 */
const callsInOrder = (scope: OwedQuestion['scope']): string => `
read AS MATERIALIZED (
  SELECT clinic_id, team_id, ani_hash, call_key, arrived_at, reason, outcome IS NOT DISTINCT FROM 'answered' AS answered,
    coalesce(ended_at, decided_at, arrived_at) AS over_at, ani_hash IS NOT NULL AND ani_hash <> ALL($9::text[]) AS known
  FROM call WHERE tenant_id = $1 AND arrived_at >= to_timestamp($6 / 1000.0) - interval '${gap}'
    AND arrived_at < to_timestamp($7 / 1000.0) + interval '${repeat}' AND counted AND clinic_id IS NOT NULL
    AND NOT (${answersReminder})
    AND ($8::text[] IS NULL OR clinic_id = ANY($8)) AND ${scope.kind === 'clinics' ? ofScope(scope, '$2') : 'true'}),
ordered AS (
  SELECT *, lead(arrived_at) OVER caller AS next_at, lag(arrived_at) OVER caller AS before_at,
    lead(arrived_at) OVER (PARTITION BY clinic_id, ani_hash, reason ORDER BY arrived_at, call_key) AS next_same_at
  FROM read WHERE known WINDOW caller AS (PARTITION BY clinic_id, ani_hash ORDER BY arrived_at, call_key))`;

/** The last call of each journey that began in the range, and when that was. */
const lastOfJourneys = `
numbered AS (
  SELECT *, count(*) FILTER (WHERE before_at IS NULL OR arrived_at > before_at + interval '${gap}')
    OVER (PARTITION BY clinic_id, ani_hash ORDER BY arrived_at, call_key) AS journey FROM ordered),
begun AS (
  SELECT clinic_id, ani_hash, journey, arrived_at, call_key, answered, over_at,
    first_value(arrived_at) OVER whole AS began_at, first_value(team_id) OVER whole AS team_id
  FROM numbered
  WINDOW whole AS (PARTITION BY clinic_id, ani_hash, journey ORDER BY arrived_at, call_key)),
latest AS (
  SELECT DISTINCT ON (clinic_id, ani_hash, journey) * FROM begun
  WHERE began_at >= to_timestamp($6 / 1000.0) AND began_at < to_timestamp($7 / 1000.0)
    AND arrived_at <= began_at + interval '${repeat}'
  ORDER BY clinic_id, ani_hash, journey, arrived_at DESC, call_key DESC)`;

/** A line for each answered call, and one for each journey; \`took\` is null while the need is open. */
const linesToTell = `
told AS (
  SELECT ${placeOf('arrived_at')} AS place, clinic_id, team_id, 'call' AS kind, known, reason IS NOT NULL AS reasoned,
    ${again('next_at', repeat)} AS repeated, ${again('next_at', gap)} AS within_day,
    reason IS NOT NULL AND ${again('next_same_at', repeat)} AS same_reason, NULL::bigint AS took
  FROM (
    SELECT clinic_id, team_id, arrived_at, known, reason, next_at, next_same_at FROM ordered WHERE answered
    UNION ALL
    SELECT clinic_id, team_id, arrived_at, known, NULL, NULL, NULL FROM read WHERE answered AND NOT known) AS calls
  UNION ALL
  SELECT ${placeOf('began_at')}, clinic_id, team_id, 'journey', true, false, false, false, false,
    (extract(epoch FROM CASE WHEN answered THEN over_at ELSE (
      SELECT min(closed_at) FROM obligation o WHERE o.tenant_id = $1 AND o.ani_hash = latest.ani_hash
        AND o.clinic_id = latest.clinic_id AND o.closed_at >= latest.arrived_at
        AND (o.state = 'recovered' OR o.closed_as = 'settled')) END - began_at) * 1000)::bigint
  FROM latest)`;

const figuresOf = (by: OwedQuestion['by'], scope: OwedQuestion['scope']): string => `
WITH ${[callsInOrder(scope), lastOfJourneys, linesToTell].join(',')}
SELECT place, ${keySqls[by]} AS key, grouping(place) = 1 AS "isTotal",
  count(*) FILTER (WHERE kind = 'call' AND known) AS "answeredKnown",
  count(*) FILTER (WHERE kind = 'call' AND NOT known) AS "answeredUnknown",
  count(*) FILTER (WHERE kind = 'call' AND known AND repeated) AS repeated,
  count(*) FILTER (WHERE kind = 'call' AND known AND within_day) AS "repeatedWithinDay",
  count(*) FILTER (WHERE kind = 'call' AND known AND reasoned) AS "reasonKnown",
  count(*) FILTER (WHERE kind = 'call' AND known AND same_reason) AS "repeatedSameReason",
  count(*) FILTER (WHERE kind = 'journey') AS journeys, count(took) AS "journeysClosed",
  percentile_disc(0.5) WITHIN GROUP (ORDER BY took) AS "medianJourneyMs",
  percentile_disc(0.9) WITHIN GROUP (ORDER BY took) AS "journeyP90Ms"
FROM (SELECT * FROM told WHERE place IS NOT NULL AND ${ofScope(scope, '$2')}
  AND ($10::text[] IS NULL OR coalesce(team_id, '') = ANY($10))) AS told
GROUP BY GROUPING SETS ((place, key), ())`;

/** How callers came back, by row and key, and in all. */
export class ReturnFigures {
  private readonly cells = new Map<string | null, Map<number, Tally>>();
  private sum: Tally = noReturns;

  constructor(
    rows: readonly Row[],
    private readonly plan: OwedQuestion['plan'],
    private readonly now: Instant,
  ) {
    for (const { place, key, isTotal, ...tally } of rows) {
      const cells = this.cells.get(key) ?? new Map<number, Tally>();
      if (isTotal) this.sum = tally;
      else this.cells.set(key, cells.set(place ?? 0, tally));
    }
  }

  keys(): (string | null)[] {
    return [...this.cells.keys()];
  }

  of(row: number, key: string | null): ReturnNumbers {
    const piece = this.plan.pieces.findLast((one) => one.row === row);
    return this.told(this.cells.get(key)?.get(row) ?? noReturns, piece);
  }

  total(): ReturnNumbers {
    return this.told(this.sum, this.plan.pieces.at(-1));
  }

  private told(tally: Tally, last: { readonly end: Instant } | undefined): ReturnNumbers {
    const completeAt = (last?.end ?? 0) + repeatDays * 86_400_000;
    return { ...returnNumbers(tally), provisional: this.now < completeAt };
  }
}

/** Reads them; percentiles are those of each row, and of all, by themselves. */
export async function readReturnFigures(
  tx: EntityManager,
  { tenantId, sharedCallers, timezone }: Pick<ResolvedSettings, 'tenantId' | 'sharedCallers' | 'timezone'>,
  { scope, plan, by, clinicIds, teamIds, now }: OwedQuestion,
): Promise<ReturnFigures> {
  const { pieces } = plan;
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return new ReturnFigures([], plan, now);
  const rows = await tx.query<Row[]>(figuresOf(by, scope), [
    tenantId,
    idsOf(scope),
    pieces.map(({ row }) => row),
    pieces.map(({ start }) => start),
    pieces.map(({ end }) => end),
    first.start,
    last.end,
    clinicIds ?? null,
    sharedCallers,
    teamIds ?? null,
    timezone,
  ]);
  return new ReturnFigures(rows, plan, now);
}

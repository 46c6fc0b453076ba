import type { Instant } from '@vigie/calls';
import type { CallbackNumbers } from '@vigie/contracts';
import { callbackNumbers, noCallers, type CallbackMedians, type CallbackTally } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { ViewerScope } from '../access/viewer';
import type { ResolvedSettings } from '../settings/resolved-settings';
import type { MetricsQuestion } from './metrics-question';
import type { TimePlan } from './time-plan';

/** SQL: where it stands at an instant, also before the event of its end is written. */
export const stateAt = (parameter: string): string =>
  `CASE WHEN state = 'open' AND ends_at <= to_timestamp(${parameter} / 1000.0) THEN 'neverReached' ELSE state END`;

/** SQL: whether a row of `obligation` is of the scope; the parameter holds its ids. */
export function ofScope({ kind }: ViewerScope, parameter: string): string {
  switch (kind) {
    case 'all':
      return `${parameter}::text[] IS NULL`;
    case 'clinics':
      return `clinic_id = ANY(${parameter}::text[])`;
    case 'teams':
      return `team_id = ANY(${parameter}::text[])`;
    case 'agent':
      return `${parameter}::text[] = '{}' AND false`;
  }
}

/** The ids of a scope; null for everything. */
export function idsOf(scope: ViewerScope): readonly string[] | null {
  switch (scope.kind) {
    case 'all':
      return null;
    case 'clinics':
      return scope.clinicIds;
    case 'teams':
      return scope.teamIds;
    case 'agent':
      return [];
  }
}

/** Whose figures are asked for: of a scope, in the rows of a plan, by the instant at which the first call was lost. */
export type OwedQuestion = {
  readonly scope: ViewerScope;
  readonly plan: Pick<TimePlan, 'pieces'>;
  readonly by: 'none' | 'clinic' | 'team';
  readonly clinicIds?: readonly string[] | undefined;
  readonly teamIds?: readonly string[] | undefined;
  readonly now: Instant;
};

type Tally = CallbackTally & CallbackMedians;
type Row = Tally & { readonly place: number | null; readonly key: string | null; readonly isTotal: boolean };

/** SQL of the key of a row. */
const keySqls = { none: 'NULL::text', clinic: 'clinic_id', team: `coalesce(team_id, '')` } as const;
const recovered = `FILTER (WHERE state = 'recovered'`;
const msBetween = (later: string): string => `(extract(epoch FROM ${later} - opened_at) * 1000)::bigint`;
/** A caller who rang again by themselves did so once more than their unanswered calls tell. */
const redials = `calls - CASE WHEN closed_as = 'calledAgain' THEN 0 ELSE 1 END`;

/** What became of callers who were owed a call, by row and key, and of all of them. */
export class OwedFigures {
  private readonly cells = new Map<string | null, Map<number, Tally>>();
  private sum: Tally = noCallers;

  constructor(
    rows: readonly Row[],
    private readonly targetOf: (key: string | null) => number | null,
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

  /** The rows of a key that hold anybody. */
  places(key: string | null): number[] {
    return [...(this.cells.get(key)?.keys() ?? [])].sort((a, b) => a - b);
  }

  of(row: number, key: string | null): CallbackNumbers {
    return this.told(this.cells.get(key)?.get(row) ?? noCallers, key);
  }

  total(): CallbackNumbers {
    return this.told(this.sum, null);
  }

  private told(tally: Tally, key: string | null): CallbackNumbers {
    return { ...callbackNumbers(tally), recoveredBeforeClosingTarget: this.targetOf(key) };
  }
}

/** SQL: how soon those recovered were, how long it took, and how often they rang. */
export const soonSql = `count(*) ${recovered} AND same_half_day) AS "recoveredSameHalfDay",
     count(*) ${recovered} AND before_closing) AS "recoveredBeforeClosing",
     coalesce(sum(${redials}) ${recovered}), 0)::bigint AS redials,
     count(calls) ${recovered}) AS "redialsKnown",
     percentile_disc(0.5) WITHIN GROUP (ORDER BY ${msBetween('first_tried_at')})
       FILTER (WHERE first_tried_at IS NOT NULL) AS "medianToFirstTryMs",
     percentile_disc(0.5) WITHIN GROUP (ORDER BY ${msBetween('closed_at')}) ${recovered}) AS "medianToReachedMs"`;

const figuresOf = (by: OwedQuestion['by'], scope: ViewerScope): string =>
  `SELECT place, key, grouping(place) = 1 AS "isTotal",
     count(*) ${recovered}) AS recovered,
     count(*) ${recovered} AND closed_as = 'calledAgain') AS "calledAgain",
     count(*) ${recovered} AND closed_at <= opened_at + interval '1 hour') AS "recoveredWithinHour",
     ${soonSql},
     count(*) FILTER (WHERE state = 'neverReached') AS "neverReached",
     count(*) FILTER (WHERE state = 'closed') AS "closedForReason",
     count(*) FILTER (WHERE state = 'open') AS "toCallBack"
   FROM (SELECT p.place, ${keySqls[by]} AS key, opened_at, closed_at, closed_as, first_tried_at, same_half_day,
       before_closing, calls, ${stateAt('$6')} AS state
     FROM unnest($3::int[], $4::bigint[], $5::bigint[]) AS p(place, start_ms, end_ms)
     JOIN obligation ON tenant_id = $1 AND opened_at >= to_timestamp(p.start_ms / 1000.0)
       AND opened_at < to_timestamp(p.end_ms / 1000.0) AND followup_type IS NULL
     WHERE ${ofScope(scope, '$2')} AND ($7::text[] IS NULL OR clinic_id = ANY($7))
       AND ($8::text[] IS NULL OR coalesce(team_id, '') = ANY($8))) AS owed
   GROUP BY GROUPING SETS ((place, key), ())`;

/** Reads them; medians are those of each row, and of all, by themselves. */
export async function readOwedFigures(
  tx: EntityManager,
  settings: Pick<ResolvedSettings, 'tenantId' | 'clinic'>,
  { scope, plan: { pieces }, by, clinicIds, teamIds, now }: OwedQuestion,
): Promise<OwedFigures> {
  const rows = await tx.query<Row[]>(figuresOf(by, scope), [
    settings.tenantId,
    idsOf(scope),
    pieces.map(({ row }) => row),
    pieces.map(({ start }) => start),
    pieces.map(({ end }) => end),
    now,
    clinicIds ?? null,
    teamIds ?? null,
  ]);
  const ofOne = clinicIds?.length === 1 ? clinicIds[0] : undefined;
  return new OwedFigures(rows, (key) => {
    const clinicId = by === 'clinic' && key !== null ? key : ofOne;
    return clinicId === undefined ? null : settings.clinic(clinicId).reachedBeforeClosingTarget;
  });
}

/** What of a question the list to call back can tell; null where it is about, or narrowed by, what it does not know. */
export function askedOfOwed(
  { by, filters, coveredOnly }: Pick<MetricsQuestion, 'by' | 'filters' | 'coveredOnly'>,
  scope: ViewerScope,
): Pick<OwedQuestion, 'by' | 'clinicIds' | 'teamIds'> | null {
  const { clinic: clinicIds, team: teamIds, ...others } = filters;
  const isKnown = by === 'none' || by === 'clinic' || by === 'team';
  if (!isKnown || coveredOnly || Object.keys(others).length > 0 || scope.kind === 'agent') return null;
  return { by, clinicIds, teamIds };
}

import { lossNames, type Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { stateAt } from '../../metrics/owed-query';
import type { CallerFigures } from './report-figures';

type Range = { readonly start: Instant; readonly end: Instant };

/** Whoever is owed a call only for what was said in a survey, or for having been put back, was not missed. */
const isMissed = `coalesce(NOT detail->'causes' <@ '["badAnswer","reopened"]', true)`;
/** A message, or a wish for a call, tells how to call back; else nobody can be without a number. */
const saysHow = ['voicemail', 'callbackExit'];

/** What became, as of `now`, of the callers of a clinic whom nobody answered in a range, each once. */
export async function readCallers(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  { start, end, now }: Range & { readonly now: Instant },
): Promise<CallerFigures> {
  const [callers] = await tx.query<Omit<CallerFigures, 'hiddenCalls' | 'numberedCalls'>[]>(
    `SELECT count(*) AS numbers,
       count(*) FILTER (WHERE state = 'recovered' AND closed_as = 'calledAgain') AS "calledAgain",
       count(*) FILTER (WHERE state = 'recovered' AND closed_as <> 'calledAgain') AS "calledBack",
       count(*) FILTER (WHERE state = 'recovered' AND closed_at <= opened_at + interval '1 hour') AS "withinHour",
       count(*) FILTER (WHERE state = 'closed') AS closed,
       count(*) FILTER (WHERE state = 'neverReached') AS "neverReached",
       count(*) FILTER (WHERE state = 'open') AS pending
     FROM (SELECT opened_at, closed_at, closed_as, ${stateAt('$5')} AS state FROM obligation
       WHERE tenant_id = $1 AND clinic_id = $2 AND opened_at >= to_timestamp($3 / 1000.0)
         AND opened_at < to_timestamp($4 / 1000.0) AND followup_type IS NULL AND ${isMissed}) AS missed`,
    [tenantId, clinicId, start, end, now],
  );
  const [calls] = await tx.query<Pick<CallerFigures, 'hiddenCalls' | 'numberedCalls'>[]>(
    `SELECT count(*) FILTER (WHERE NOT reachable) AS "hiddenCalls", count(*) FILTER (WHERE reachable) AS "numberedCalls"
     FROM (SELECT ani_hash IS NOT NULL OR outcome = ANY($6::text[]) AS reachable FROM call
       WHERE tenant_id = $1 AND clinic_id = $2 AND counted AND outcome = ANY($5::text[])
         AND arrived_at >= to_timestamp($3 / 1000.0) AND arrived_at < to_timestamp($4 / 1000.0)) AS lost`,
    [tenantId, clinicId, start, end, lossNames, saysHow],
  );
  if (callers === undefined || calls === undefined) throw new Error('a count gives a row');
  return { ...callers, ...calls };
}

/** The notes of an answered call, still packed. */
export type NotedCall = {
  readonly reason: string | null;
  readonly waitMs: number | null;
  readonly facts: string;
};

/** The answered calls of a clinic in a range. */
export function readNotedCalls(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  range: Range,
): Promise<NotedCall[]> {
  return tx.query<NotedCall[]>(
    `SELECT reason, wait_ms AS "waitMs", facts FROM call
     WHERE tenant_id = $1 AND clinic_id = $2 AND counted AND outcome = 'answered'
       AND arrived_at >= to_timestamp($3 / 1000.0) AND arrived_at < to_timestamp($4 / 1000.0)`,
    [tenantId, clinicId, range.start, range.end],
  );
}

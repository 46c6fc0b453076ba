import { lossNames, type Instant } from '@vigie/calls';
import type { CampaignTally, FollowupTally } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { campaignTally } from '../../callbacks/campaigns/campaign-figures';
import { saidByDay } from '../../callbacks/campaigns/campaign-notes-query';
import { listCampaigns } from '../../callbacks/campaigns/campaign-store';
import { followupTallies } from '../../callbacks/followups/followup-query';
import { soonSql, stateAt } from '../../metrics/owed-query';
import type { ClinicSettings } from '../../settings/resolved-settings';
import type { CallerFigures, ReachedSoon } from './report-figures';

type Range = { readonly start: Instant; readonly end: Instant };

/** Whoever is owed a call only for what was said in a survey, or for having been put back, was not missed. */
const isMissed = `coalesce(NOT detail->'causes' <@ '["badAnswer","reopened"]', true)`;
/** A message, or a wish for a call, tells how to call back; else nobody can be without a number. */
const saysHow = ['voicemail', 'callbackExit'];

/** What became, as of `now`, of the callers of a clinic whom nobody answered in a range, each once. */
export async function readCallers(
  tx: EntityManager,
  tenantId: string,
  { id: clinicId, reachedBeforeClosingTarget }: Pick<ClinicSettings, 'id' | 'reachedBeforeClosingTarget'>,
  { start, end, now }: Range & { readonly now: Instant },
): Promise<CallerFigures> {
  const [row] = await tx.query<(Counted & Omit<ReachedSoon, 'beforeClosingTarget'>)[]>(
    `SELECT count(*) AS numbers,
       count(*) FILTER (WHERE state = 'recovered' AND closed_as = 'calledAgain') AS "calledAgain",
       count(*) FILTER (WHERE state = 'recovered' AND closed_as <> 'calledAgain') AS "calledBack",
       count(*) FILTER (WHERE state = 'recovered' AND closed_at <= opened_at + interval '1 hour') AS "withinHour",
       count(*) FILTER (WHERE state = 'closed') AS closed,
       count(*) FILTER (WHERE state = 'neverReached') AS "neverReached",
       count(*) FILTER (WHERE state = 'open') AS pending, ${soonSql}
     FROM (SELECT opened_at, closed_at, closed_as, first_tried_at, same_half_day, before_closing, calls,
         ${stateAt('$5')} AS state FROM obligation
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
  if (row === undefined || calls === undefined) throw new Error('a count gives a row');
  const { numbers, calledAgain, calledBack, withinHour, closed, neverReached, pending, ...soon } = row;
  return {
    ...{ numbers, calledAgain, calledBack, withinHour, closed, neverReached, pending, ...calls },
    soon: { ...soon, beforeClosingTarget: reachedBeforeClosingTarget },
  };
}

type Counted = Omit<Required<CallerFigures>, 'hiddenCalls' | 'numberedCalls' | 'soon'>;

/** What became, as of `now`, of the calls to patients of a clinic that were due in a range; undefined where none was. */
export async function readFollowups(
  tx: EntityManager,
  tenantId: string,
  { id, timezone }: Pick<ClinicSettings, 'id' | 'timezone'>,
  { start, end, now }: Range & { readonly now: Instant },
): Promise<FollowupTally | undefined> {
  const scope = { kind: 'clinics', clinicIds: [id] } as const;
  const asked = { scope, from: start, to: end, now, timezone, by: 'none' } as const;
  const [told] = await followupTallies(tx, tenantId, asked);
  return told;
}

/** What the campaigns of a clinic offered in a range; undefined where nothing was answered nor noted. */
export async function readCampaigns(
  tx: EntityManager,
  tenantId: string,
  { id: clinicId, timezone }: Pick<ClinicSettings, 'id' | 'timezone'>,
  { start, end }: Range,
): Promise<CampaignTally | undefined> {
  const own = (await listCampaigns(tx, tenantId)).filter((campaign) => campaign.clinicId === clinicId);
  if (own.length === 0) return undefined;
  const campaignIds = own.map(({ id }) => id);
  const said = await saidByDay(tx, tenantId, { campaignIds, from: start, to: end, timezone });
  return said.length === 0 ? undefined : campaignTally(said);
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

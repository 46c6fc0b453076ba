import { Injectable } from '@nestjs/common';
import type {
  CallbackNumbers,
  CampaignNumbers,
  FollowupNumbers,
  HandoverNumbers,
  IncidentNumbers,
  ShareOf,
} from '@vigie/contracts';
import { localClock, type TimeRange } from '@vigie/metrics';

import type { Viewer } from '../access/viewer';
import { CallbackFiguresReader } from '../callbacks/callback-figures';
import { CampaignFiguresReader } from '../callbacks/campaigns/campaign-figures';
import { Followups } from '../callbacks/followups/followups';
import { Handovers } from '../callbacks/handovers/handovers';
import { IncidentNumbersReader } from '../incidents/incident-numbers';
import type { AskedHistory } from './history-questions';
import { toShare } from './sums';

/** In a range, and in what it is compared with. */
type NowAndBefore<T> = { readonly now: T; readonly before: T | null };
export type OwedNow = NowAndBefore<CallbackNumbers>;

type AskedDays = Pick<AskedHistory, 'frame' | 'settings'> & {
  readonly question: Pick<AskedHistory['question'], 'filters' | 'window' | 'coveredOnly'>;
};
type ReadDays<T> = (
  days: { readonly from: string; readonly to: string },
  clinicIds: readonly string[] | undefined,
) => Promise<T>;

/**
 * What became of the callers who were owed a call, as `GET /api/v1/callbacks/figures` and `…/followups/figures` tell it,
 * and of urgent calls.
 */
@Injectable()
export class OwedCallers {
  constructor(
    private readonly callbacks: CallbackFiguresReader,
    private readonly planned: Followups,
    private readonly campaigns: CampaignFiguresReader,
    private readonly messages: Handovers,
    private readonly urgent: IncidentNumbersReader,
  ) {}

  /** Null where the list to call back does not know what a question is narrowed by, or the days are not the centre's. */
  of(viewer: Viewer, asked: AskedDays): Promise<OwedNow | null> {
    return ofDays(asked, (days, clinicIds) => this.callbacks.total(viewer, days, clinicIds));
  }

  /** All of it, as a page of history tells it. */
  async told(viewer: Viewer, asked: AskedDays & Pick<AskedHistory, 'asked'>) {
    return {
      callbacks: await this.of(viewer, asked),
      followups: await this.followups(viewer, asked),
      campaigns: await this.offered(viewer, asked),
      handovers: await this.passedOn(viewer, asked),
      incidents: await this.incidents(viewer, { ...asked, question: asked.asked }),
    };
  }

  /** The same of calls that were planned; null also where none was. */
  private async followups(viewer: Viewer, asked: AskedDays): Promise<NowAndBefore<FollowupNumbers> | null> {
    const told = await ofDays(asked, async (days, clinicIds) =>
      withoutKey((await this.planned.figures(viewer, days, 'none', clinicIds)).total),
    );
    const isAny = [told?.now, told?.before].some(
      (one) => one && one.followupsDue + one.cancelled + one.clinicAlerts > 0,
    );
    return isAny ? told : null;
  }

  /** The same of what campaigns offered; null also where nothing was offered, nor noted as not offered. */
  private async offered(viewer: Viewer, asked: AskedDays): Promise<NowAndBefore<CampaignNumbers> | null> {
    const told = await ofDays(asked, async (days, clinicIds) =>
      withoutKey((await this.campaigns.of(viewer, days, 'none', clinicIds)).total),
    );
    const isAny = [told?.now, told?.before].some(
      (one) => one && one.campaignOffered + one.campaignNotOffered > 0,
    );
    return isAny ? told : null;
  }

  /** The same of messages for clinics; null also where there was none. */
  private async passedOn(viewer: Viewer, asked: AskedDays): Promise<NowAndBefore<HandoverNumbers> | null> {
    const told = await ofDays(asked, async (days, clinicIds) =>
      withoutKey((await this.messages.figures(viewer, days, 'none', clinicIds)).total),
    );
    return [told?.now, told?.before].some((one) => one && one.handovers > 0) ? told : null;
  }

  /** The same of urgent calls, of a team's too; null also where there was none. */
  private async incidents(viewer: Viewer, asked: AskedDays): Promise<NowAndBefore<IncidentNumbers> | null> {
    const told = await ofDays(asked, (days, clinicIds) => this.urgent.ofDays(viewer, days, clinicIds));
    return [told?.now, told?.before].some((one) => one && one.incidents > 0) ? told : null;
  }
}

const withoutKey = <T extends { readonly key: string }>({ key: _, ...numbers }: T): Omit<T, 'key'> => numbers;

async function ofDays<T>(
  { frame, question, settings }: AskedDays,
  read: ReadDays<T>,
): Promise<NowAndBefore<T> | null> {
  const { clinic: clinicIds, ...others } = question.filters;
  const isNarrowed = Object.keys(others).length > 0 || Object.keys(question.window).length > 0;
  const { timezone, range, compared } = frame;
  if (isNarrowed || question.coveredOnly || timezone !== settings.timezone) return null;
  if (!isMidnight(range.start, timezone)) return null;
  const numbersOf = (of: TimeRange): Promise<T> =>
    read({ from: dateOf(of.start, timezone), to: dateAfter(of.end, timezone) }, clinicIds);
  // Days are told whole: of one that is still under way no part of another can be set beside it.
  const isWhole = compared !== null && [compared.start, compared.end].every((at) => isMidnight(at, timezone));
  return { now: await numbersOf(range), before: isWhole ? await numbersOf(compared) : null };
}

/** The share whom nobody reached. */
export const neverReachedOf = ({ neverReached, callersOwed }: CallbackNumbers): ShareOf =>
  toShare(neverReached, callersOwed);

const dateOf = (at: number, timezone: string): string => localClock(at, timezone).date;

/** The day after the last one a range touches. */
function dateAfter(end: number, timezone: string): string {
  const last = Date.parse(dateOf(end - 1, timezone));
  return new Date(last + 86_400_000).toISOString().slice(0, 10);
}

const isMidnight = (at: number, timezone: string): boolean => localClock(at, timezone).minuteOfDay === 0;

import type { HistoryHeadlines, ShareOf, Volume } from '@vigie/contracts';
import {
  changeOfMean,
  changeOfShare,
  countOf,
  countWithin,
  percentileMs,
  waitCount,
  waitPopulations,
  type Change,
  type FigureOptions,
  type QuotientName,
} from '@vigie/metrics';

import { shareOf, toShare, type Sums } from './sums';

/** The sums of a stretch of time, and how many calls each of its days had. */
export type Period = { readonly total: Sums; readonly callsADay: readonly number[] };

type Shares = { readonly now: ShareOf; readonly before: ShareOf | null; readonly change: Change | null };

/** Beyond so long a wait is told apart where nine in ten are judged; see {@link headlinesOf}. */
export const longWaitMs = 60_000;

/**
 * The numbers on top. A percentile has no interval of its own, so what is judged is the share of waits beyond a minute;
 * calls are judged by the day, days without any left out. `neverReached` is found elsewhere.
 */
export function headlinesOf(
  now: Period,
  before: Period | null,
  options: FigureOptions,
  neverReached: { readonly now: ShareOf; readonly before: ShareOf | null } | null,
): HistoryHeadlines {
  const ofRatio = (name: QuotientName): Shares =>
    compared(
      shareOf(name, now.total, options),
      before === null ? null : shareOf(name, before.total, options),
    );
  return {
    presented: {
      now: volumeOf(now, options),
      before: before === null ? null : volumeOf(before, options),
      change: before === null ? null : changeOfMean(now.callsADay, before.callsADay),
    },
    unansweredRate: ofRatio('unansweredRate'),
    serviceLevel: ofRatio('serviceLevel'),
    abandonRate: ofRatio('abandonRate'),
    waitP90: {
      nowMs: percentileMs(now.total.bins, 0.9),
      beforeMs: before === null ? null : percentileMs(before.total.bins, 0.9),
      overMs: longWaitMs,
      over: compared(longWaits(now.total), before === null ? null : longWaits(before.total)),
    },
    neverReached: neverReached === null ? null : compared(neverReached.now, neverReached.before),
  };
}

function compared(now: ShareOf, before: ShareOf | null): Shares {
  const of = (share: ShareOf) => ({ count: share.part, of: share.of });
  return { now, before, change: before === null ? null : changeOfShare(of(now), of(before)) };
}

function volumeOf({ total, callsADay }: Period, options: FigureOptions): Volume {
  const value = countOf('presented', { ...total, options });
  const days = callsADay.length;
  return { value, days, perDay: days === 0 ? null : value / days };
}

function longWaits({ bins }: Sums): ShareOf {
  const known = waitCount(bins);
  const within = waitPopulations.reduce((sum, who) => sum + countWithin(bins, who, longWaitMs), 0);
  return toShare(known - within, known);
}

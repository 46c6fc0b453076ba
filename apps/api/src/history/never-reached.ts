import { Injectable } from '@nestjs/common';
import type { CallbackFigures, ShareOf } from '@vigie/contracts';
import { localClock, type TimeRange } from '@vigie/metrics';

import type { Viewer } from '../access/viewer';
import { CallbackFiguresReader } from '../callbacks/callback-figures';
import type { AskedHistory } from './history-questions';
import { toShare } from './sums';

/** How many of the callers who were owed a call nobody reached, as `GET /api/v1/callbacks/figures` tells it. */
@Injectable()
export class NeverReached {
  constructor(private readonly callbacks: CallbackFiguresReader) {}

  /** Null where the list to call back does not know what a question is narrowed by, or the days are not the centre's. */
  async of(
    viewer: Viewer,
    { frame, question, settings }: Pick<AskedHistory, 'frame' | 'question' | 'settings'>,
  ): Promise<{ readonly now: ShareOf; readonly before: ShareOf | null } | null> {
    const { clinic: clinicIds, ...others } = question.filters;
    const isNarrowed = Object.keys(others).length > 0 || Object.keys(question.window).length > 0;
    const { timezone, range, compared } = frame;
    if (isNarrowed || question.coveredOnly || timezone !== settings.timezone) return null;
    if (!isMidnight(range.start, timezone)) return null;
    const shareOf = async (of: TimeRange): Promise<ShareOf> => {
      const asked = { from: dateOf(of.start, timezone), to: dateAfter(of.end, timezone), by: 'clinic' };
      return toShareOf(await this.callbacks.of(viewer, asked), clinicIds);
    };
    // Days are told whole: of one that is still under way no part of another can be set beside it.
    const isWhole =
      compared !== null && [compared.start, compared.end].every((at) => isMidnight(at, timezone));
    return { now: await shareOf(range), before: isWhole ? await shareOf(compared) : null };
  }
}

function toShareOf({ rows, total }: CallbackFigures, clinicIds: readonly string[] | undefined): ShareOf {
  const wanted = clinicIds === undefined ? [total] : rows.filter(({ key }) => clinicIds.includes(key));
  const sum = (of: (row: CallbackFigures['total']) => number): number =>
    wanted.reduce((all, row) => all + of(row), 0);
  return toShare(
    sum(({ neverReached }) => neverReached),
    sum(({ callersOwed }) => callersOwed),
  );
}

const dateOf = (at: number, timezone: string): string => localClock(at, timezone).date;

/** The day after the last one a range touches. */
function dateAfter(end: number, timezone: string): string {
  const last = Date.parse(dateOf(end - 1, timezone));
  return new Date(last + 86_400_000).toISOString().slice(0, 10);
}

const isMidnight = (at: number, timezone: string): boolean => localClock(at, timezone).minuteOfDay === 0;

import type { Instant } from '@vigie/calls';
import type { HeadlineView, SourceView, TotalsView } from '@vigie/contracts';

import type { LevelNow } from './level-track';
import { trendOf } from './pressure';

/** What the sentence is made of. Counts of the last five minutes end in `5m`. */
export type HeadlineFacts = Pick<HeadlineView, 'clinic' | 'team' | 'missing'> & {
  readonly totals: TotalsView;
  readonly level: LevelNow;
  readonly entered5m: number;
  readonly taken5m: number;
  readonly sources: readonly SourceView[];
  /** Since when a telephone system is silent, or was until less than a minute ago. */
  readonly silentSince: Instant | null;
};

/** The sentence on top. A silent telephone system comes before all: its figures look perfect. */
export function headlineOf(facts: HeadlineFacts): HeadlineView {
  const { totals, level, silentSince } = facts;
  const silent = facts.sources.find((source) => source.silent);
  const isAlarmed = silentSince !== null && level.level !== 'act';
  return {
    kind: silent === undefined ? level.kind : 'telephony_silent',
    level: silentSince === null ? level.level : 'act',
    levelSince: isAlarmed ? silentSince : level.since,
    waiting: totals.waiting,
    trend: trendOf({ waiting: totals.waiting, entered5m: facts.entered5m, taken5m: facts.taken5m }),
    inPerMinute: totals.inPerMinute,
    takenPerMinute: totals.takenPerMinute,
    lostPerMinute: totals.lostPerMinute,
    clinic: facts.clinic,
    team: facts.team,
    missing: facts.missing,
    expectedWaitMs: totals.expectedWaitMs,
    ...ofSource(silent),
    count: silent === undefined ? countOf(level, totals) : null,
  };
}

function ofSource(silent: SourceView | undefined): Pick<HeadlineView, 'sourceId' | 'since'> {
  const lastAt = silent?.lastEventAt ?? null;
  return { sourceId: silent?.id ?? null, since: lastAt === null ? null : new Date(lastAt).toISOString() };
}

function countOf({ kind }: LevelNow, totals: TotalsView): number | null {
  if (kind === 'rings_untaken') return totals.ringNoAnswer5m;
  return kind === 'lines_busy' ? totals.blocked5m : null;
}

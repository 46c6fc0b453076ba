import type { Instant } from '@vigie/calls';
import type { HeadlineKind, HeadlineView, SourceView, TotalsView } from '@vigie/contracts';

import type { LevelNow } from './level-track';
import { judge, stands, trendOf, type Pressure } from './pressure';

/** What the sentence is made of. Counts of the last five minutes end in `5m`. */
export type HeadlineFacts = Pick<HeadlineView, 'clinic' | 'team' | 'missing'> & {
  readonly totals: TotalsView;
  readonly level: LevelNow;
  /** As the figures of this moment have it; the level looks at ten seconds that are over. */
  readonly pressure: Pressure;
  readonly answerRateTarget: number;
  readonly sources: readonly SourceView[];
  /** Since when a telephone system is silent, or was until less than a minute ago. */
  readonly silentSince: Instant | null;
};

/** The sentence on top. A silent telephone system comes before all: its figures look perfect. */
export function headlineOf(facts: HeadlineFacts): HeadlineView {
  const { totals, level, silentSince } = facts;
  const silent = facts.sources.find((source) => source.silent);
  const isAlarmed = silentSince !== null && level.level !== 'act';
  const kind = silent === undefined ? kindOf(facts) : 'telephony_silent';
  return {
    kind,
    level: silentSince === null ? level.level : 'act',
    levelSince: isAlarmed ? silentSince : level.since,
    waiting: totals.waiting,
    trend: trendOf(facts.pressure),
    inPerMinute: totals.inPerMinute,
    takenPerMinute: totals.takenPerMinute,
    lostPerMinute: totals.lostPerMinute,
    clinic: facts.clinic,
    team: facts.team,
    missing: facts.missing,
    expectedWaitMs: totals.expectedWaitMs,
    ...ofSource(silent),
    count: countOf(kind, totals),
  };
}

function ofSource(silent: SourceView | undefined): Pick<HeadlineView, 'sourceId' | 'since'> {
  const lastAt = silent?.lastEventAt ?? null;
  return { sourceId: silent?.id ?? null, since: lastAt === null ? null : new Date(lastAt).toISOString() };
}

/**
 * A level is held for a minute, and the worst cause of that minute with it: what the figures beside it deny is not
 * named any more.
 */
function kindOf({ level, pressure, answerRateTarget, silentSince }: HeadlineFacts): HeadlineKind {
  if (level.level === 'calm' && silentSince === null) return 'calm';
  if (stands(level.kind, pressure, answerRateTarget)) return level.kind;
  const { kind } = judge(pressure, answerRateTarget);
  return kind === 'calm' ? 'easing' : kind;
}

function countOf(kind: HeadlineKind, totals: TotalsView): number | null {
  if (kind === 'rings_untaken') return totals.ringNoAnswer5m;
  return kind === 'lines_busy' ? totals.blocked5m : null;
}

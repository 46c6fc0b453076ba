import { sparedNames, type Instant } from '@vigie/calls';
import type { ClinicView, QuarterView, Ratio, RowFigures, TroubleReason, WaitsView } from '@vigie/contracts';
import { countOf, countsOf, metricOf, partsOf } from '@vigie/metrics';
import type { FigureOptions } from '@vigie/metrics';
import type { BoardSettings } from './board-settings';
import type { OwedCaller } from './owed';
import { perMinute } from './scope';
import type { Scope } from './scope';
import type { Sum } from './sums';
import type { WaitingSum } from './waiting-now';

const unreachedWithinMs = 15 * 60_000;

/** How the settings want service level told. */
export function figureOptions(settings: BoardSettings): FigureOptions {
  return {
    serviceLevelSeconds: settings.serviceLevelSeconds,
    serviceLevelFormula: settings.serviceLevelFormula,
  };
}

/** A ratio of the metric registry with its two counts. */
export function ratioOf(metric: 'answerRate' | 'serviceLevel', sum: Sum, options: FigureOptions): Ratio {
  return partsOf(metric, sum.tally, sum.bins, options);
}

/** Waits of everyone who waited and is decided, answered or not. */
export function waitsOf({ tally, bins }: Sum, options: FigureOptions): WaitsView {
  return {
    known: countOf('waitsKnown', { tally, bins, options }),
    p50Ms: metricOf('waitP50Ms', tally, bins, options),
    p90Ms: metricOf('waitP90Ms', tally, bins, options),
    meanMs: metricOf('meanWaitMs', tally, bins, options),
  };
}

/** What team and clinic rows share. */
export function rowFigures(
  scope: Scope,
  waiting: WaitingSum,
  toCallBack: number,
  row: Pick<RowFigures, 'lines' | 'answerRateTarget'> & { readonly options: FigureOptions },
): RowFigures {
  return {
    waiting: waiting.count,
    longestSince: waiting.longestSince,
    inPerMinute: perMinute(scope.entered),
    takenPerMinute: perMinute(scope.taken),
    lostPerMinute: perMinute(scope.lost),
    ...losses30m(scope, row.options),
    answerRate30m: ratioOf('answerRate', scope.decided.recent, row.options),
    answerRateDay: ratioOf('answerRate', scope.day, row.options),
    toCallBack,
    presentedDay: countOf('presented', {
      tally: scope.day.tally,
      bins: scope.day.bins,
      options: row.options,
    }),
    lines: row.lines,
    answerRateTarget: row.answerRateTarget,
  };
}

/** What was lost in the last 30 minutes, and of whom nobody was reached since. */
export function losses30m({ decided: { recent }, recovered30m }: Scope, options: FigureOptions) {
  const lost30m = countOf('unanswered', { tally: recent.tally, bins: recent.bins, options });
  return { lost30m, lostUnreached30m: lost30m - recovered30m.total };
}

/**
 * Why a clinic is in trouble: someone waits past its target, two wait, or somebody lost in the last quarter of an hour
 * has not been reached.
 */
export function troubleOf(
  waiting: WaitingSum,
  unreached: Iterable<OwedCaller>,
  { lines }: Pick<ClinicView, 'lines'>,
  now: Instant,
): readonly TroubleReason[] {
  const reasons: TroubleReason[] = [];
  if (waiting.longestSince !== null && now - waiting.longestSince > lines.targetMs)
    reasons.push('past_target');
  if (waiting.count >= 2) reasons.push('two_waiting');
  for (const { latestAt } of unreached) {
    if (now - latestAt > unreachedWithinMs) continue;
    reasons.push('unreached');
    break;
  }
  return reasons;
}

/** A quarter of the day: its parts sum to what was presented. */
export function toQuarterView(start: Instant, { tally, bins }: Sum, options: FigureOptions): QuarterView {
  const counts = countsOf(tally, bins, options);
  return {
    start: new Date(start).toISOString(),
    presented: counts.presented,
    answered: counts.answered,
    abandoned: counts.abandoned,
    otherUnanswered: counts.unanswered - counts.abandoned,
    outside: sparedNames.reduce((sum, name) => sum + counts[name], 0),
    open: counts.waiting + counts.greeting,
    p90Ms: metricOf('waitP90Ms', tally, bins, options),
  };
}

import type { Instant } from '@vigie/calls';
import type { AgentCounts, Ratio, TotalsView } from '@vigie/contracts';
import { countOf, metricOf, type FigureOptions } from '@vigie/metrics';

import type { BoardCall } from './board-call';
import type { BoardSettings } from './board-settings';
import type { CentreScope } from './centre-scope';
import type { Figures } from './figures';
import { figureOptions, losses30m, ratioOf, waitsOf } from './row-views';
import { perMinute } from './scope';
import { isQueued, sinceOf } from './waiting-now';

const sparkMinutes = 60;
const fiveMinutesMs = 300_000;

/** What the tiles are drawn from. */
export type TotalsInput = {
  readonly figures: Figures;
  /** Undecided callers on the wall. */
  readonly shown: readonly BoardCall[];
  /** Null where nothing is told of secretaries. */
  readonly agents: AgentCounts | null;
  readonly freeWhileWaiting: boolean | null;
  /** Secretaries planned now; null without a plan. */
  readonly planned: number | null;
  readonly settings: BoardSettings;
  readonly now: Instant;
};

/** The tiles. Windows are of decided calls, the day is of calls that arrived on it. */
export function toTotalsView(input: TotalsInput): TotalsView {
  const options = figureOptions(input.settings);
  const queued = input.shown.filter(isQueued);
  return {
    ...waitingTile(input, queued, options),
    ...dayCounts(input.figures, options),
    ...rates(input.figures.centre, options),
    ...levels(input, options),
    ...callBacks(input),
    ...losses30m(input.figures.centre, options),
    ...lines(input),
    ringNoAnswer30m: input.figures.centre.missedRings30m.total,
    blocked30m: input.figures.centre.decided.recent.tally.blocked,
    agents: input.agents,
    planned: input.planned,
    freeWhileWaiting: input.freeWhileWaiting,
  };
}

function waitingTile(
  { figures, agents, now, shown, settings }: TotalsInput,
  queued: readonly BoardCall[],
  options: FigureOptions,
) {
  const { centre } = figures;
  const { tally, bins } = centre.decided.recent;
  const sums = { tally, bins, options };
  const thresholdMs = settings.serviceLevelSeconds * 1000;
  const evidence = {
    waiting: queued.length,
    freeAgents: agents?.free ?? 0,
    left5m: centre.taken.total + centre.lost.total,
    answered30m: countOf('answered', sums),
    answeredMedianMs: metricOf('answeredWaitP50Ms', tally, bins, options),
  };
  return {
    waiting: queued.length,
    greeting: shown.length - queued.length,
    talkingNow: centre.talking,
    longestSince: queued.length === 0 ? null : Math.min(...queued.map(sinceOf)),
    inPerMinute: perMinute(centre.entered),
    takenPerMinute: perMinute(centre.taken),
    lostPerMinute: perMinute(centre.lost),
    waitingChange5m: queued.length - centre.track.waitingAt(now - fiveMinutesMs, queued.length),
    waitingSpark: centre.track.minuteEnds(now, sparkMinutes, queued.length),
    waitingPastThreshold: queued.filter((call) => now - sinceOf(call) > thresholdMs).length,
    expectedWaitMs: expectedWaitMs(evidence),
  };
}

/** What keeps the telephone lines busy, and what they turned away. */
function lines({ figures: { centre }, shown, agents, settings }: TotalsInput) {
  return {
    linesBusy: agents && shown.length + agents.on_call + agents.outbound,
    phoneLines: agents && settings.phoneLines,
    ringNoAnswer5m: centre.missedRings.total,
    blocked5m: centre.blocked.total,
  };
}

function dayCounts({ centre: { day } }: Figures, options: FigureOptions) {
  const sums = { tally: day.tally, bins: day.bins, options };
  return {
    presentedDay: countOf('presented', sums),
    offeredDay: countOf('offered', sums),
    decidedDay: countOf('offered', sums) - countOf('waiting', sums),
    unansweredDay: countOf('unanswered', sums),
  };
}

function rates(centre: CentreScope, options: FigureOptions) {
  return {
    answerRate30m: ratioOf('answerRate', centre.decided.recent, options),
    answerRateDay: ratioOf('answerRate', centre.day, options),
    answerRatePreviousHour: ratioOf('answerRate', centre.decided.window(30, 60), options),
    answerRateSpark: fiveMinuteRates(centre, options),
  };
}

function fiveMinuteRates(centre: CentreScope, options: FigureOptions): (number | null)[] {
  const windows = Array.from({ length: 12 }, (_, index) => centre.decided.window((11 - index) * 5, 5));
  return windows.map((sum) => ratioOf('answerRate', sum, options).value);
}

function levels({ figures: { centre }, settings }: TotalsInput, options: FigureOptions) {
  const second = { ...options, serviceLevelSeconds: settings.secondServiceLevelSeconds };
  const level = (recent: boolean, with_: FigureOptions): Ratio =>
    ratioOf('serviceLevel', recent ? centre.decided.recent : centre.day, with_);
  return {
    serviceLevel30m: level(true, options),
    serviceLevelDay: level(false, options),
    secondServiceLevel30m: level(true, second),
    waits30m: waitsOf(centre.decided.recent, options),
    waitsDay: waitsOf(centre.day, options),
  };
}

/** Whom clinics owe a call: those of the list to call back. */
function callBacks({ figures: { owed, day, centre }, settings, now }: TotalsInput) {
  let [oldest, callers, calls] = [Infinity, 0, 0];
  for (const one of owed.openAt(now)) {
    oldest = Math.min(oldest, one.openedAt);
    callers += 1;
    calls += one.calls;
  }
  const { owed: owedDay, recovered: recoveredDay, ...recoveredSoonDay } = owed.sumOf(day);
  const plans = settings.clinics.some(({ followUps }) => followUps);
  return {
    ...{ owedDay, recoveredDay, recoveredSoonDay },
    followups: plans ? owed.followupsAt(now, day) : null,
    toCallBack: callers,
    toCallBackCalls: calls,
    oldestToCallBackAt: Number.isFinite(oldest) ? oldest : null,
    unreachableDay: centre.unreachable,
  };
}

/** What an estimate of the wait rests on. */
export type WaitEvidence = {
  readonly waiting: number;
  readonly freeAgents: number;
  /** Callers who left the queue in the last five minutes, taken or lost. */
  readonly left5m: number;
  readonly answered30m: number;
  /** Half of the callers answered in the last 30 minutes waited no longer than this. */
  readonly answeredMedianMs: number | null;
};

const roundedToMs = 5_000;
/** On fewer calls a wait is no estimate: one caller who left in five minutes would make ten minutes of two who wait. */
const fewestCalls = 5;

/**
 * The wait of one who calls now: the queue, with the caller at its end, divided by the pace at which callers leave it;
 * with nobody waiting, what half of those answered lately waited. Null when fewer than five callers left, or were
 * answered: then it cannot be told.
 */
export function expectedWaitMs(evidence: WaitEvidence): number | null {
  const { waiting, freeAgents, left5m, answered30m, answeredMedianMs } = evidence;
  if (waiting === 0 || freeAgents > waiting) return answered30m < fewestCalls ? null : answeredMedianMs;
  if (left5m < fewestCalls) return null;
  const waitMs = ((waiting + 1) * 300_000) / left5m;
  return Math.round(waitMs / roundedToMs) * roundedToMs;
}

import type { Call, Instant, Leg, Segment } from '@vigie/calls';
import { addNoted } from './noted-calls';
import type { CountedUnit, MutableTally, Tally, TallyName } from './tally';
import { emptyTally } from './tally';
import type { WaitBins } from './wait-bins';
import { binsOfWait, noBins } from './wait-bins';

/** The key of a call, segment or leg whose clinic, team, queue, agent, language or reason is not known. */
export const unknownKey = '';

/** A conversation shorter than this is counted apart. */
export const shortTalkMs = 5000;

/** The counts that agents' legs have; every other one is 0 there. */
export const legTallyNames = [
  'offered',
  'answered',
  'talks',
  'talkMs',
  'holdMs',
  'held',
  'holds',
  'handled',
  'handleMs',
  'wrapMs',
] as const satisfies readonly TallyName[];

/** One call, one passage through a queue, or one agent's part, as what it adds and under which keys. */
export type Share = {
  readonly unit: CountedUnit;
  /** Where it counts: a call where it arrived, a segment where it was entered, a leg where it was offered. */
  readonly at: Instant;
  readonly queueId: string;
  readonly teamId: string;
  readonly clinicId: string;
  readonly agentId: string;
  readonly language: string;
  readonly reason: string;
  readonly tally: Tally;
  readonly bins: WaitBins;
};

/**
 * What a call adds to the figures of a unit: itself once, at its arrival; or each of its segments, at its own enqueue;
 * or each of its legs, at its own offer (else its answer). What is known of the call as a whole goes with each of them:
 * settings, coverage, language, reason. What the caller thought of it stays where the call arrived:
 * by queue it is a share of its own. A call that does not count has no share; neither has a queue that only rang beside the one that answered.
 */
export function sharesOf(call: Call, unit: CountedUnit): readonly Share[] {
  if (!call.counted) return [];
  if (unit === 'calls') return [callShare(call)];
  if (unit === 'legs') return call.legs.map((leg) => legShare(call, leg));
  const shares: Share[] = [];
  for (let index = 0; index < call.segments.length; index += 1) {
    const segment = call.segments[index] as Segment;
    if (segment.subCode !== 'rescinded') shares.push(segmentShare(call, segment, index));
  }
  const rated = call.rating === null && call.resolved === null ? undefined : ratedSegment(call);
  if (rated !== undefined) shares.push(judgementShare(call, rated));
  return shares;
}

/** Whether this is somebody who waits at an instant for longer than the threshold; equal is not past it. */
export const isWaitingPast = (share: Share, thresholdSeconds: number, now: Instant): boolean =>
  share.tally.waiting > 0 && share.at < now - thresholdSeconds * 1000;

/** Under which keys something counts. */
export type Keys = Omit<Share, 'unit' | 'at' | 'tally' | 'bins'>;

/** The keys of a call as a whole. */
export const keysOf = (call: Call): Keys => ({
  queueId: call.queueId ?? unknownKey,
  teamId: call.teamId ?? unknownKey,
  clinicId: call.clinicId ?? unknownKey,
  agentId: unknownKey,
  language: call.languageRequested ?? unknownKey,
  reason: call.reason ?? unknownKey,
});

function callShare(call: Call): Share {
  const tally = emptyTally();
  addOutcome(tally, call, call.phase === 'greeting');
  const bins = addWait(tally, call);
  if (call.outcome === 'answered' && !call.covered) tally.answeredOutsideHours = 1;
  if (call.greetingMs !== null) {
    tally.greetings = 1;
    tally.greetingMs = call.greetingMs;
  }
  addHandling(tally, call.legs);
  addJudgement(tally, call);
  addNoted(tally, call);
  return { ...keysOf(call), unit: 'calls', at: call.arrivedAt, tally, bins };
}

function segmentShare(call: Call, segment: Segment, index: number): Share {
  const tally = emptyTally();
  addOutcome(tally, segment, false);
  const bins = addWait(tally, segment);
  if (segment.outcome === 'answered' && !call.covered) tally.answeredOutsideHours = 1;
  addHandling(
    tally,
    call.legs.filter((leg) => leg.segment === index),
  );
  return { ...segmentKeys(call, segment), unit: 'segments', at: segment.enqueuedAt, tally, bins };
}

const segmentKeys = (call: Call, { queueId, teamId }: Segment): Keys => ({
  ...keysOf(call),
  queueId,
  teamId,
});

function judgementShare(call: Call, segment: Segment): Share {
  const tally = emptyTally();
  addJudgement(tally, call);
  return { ...segmentKeys(call, segment), unit: 'segments', at: call.arrivedAt, tally, bins: noBins };
}

/** A rating is given to the queue that answered, else to the last one. */
const ratedSegment = (call: Call): Segment | undefined =>
  call.segments.find((segment) => segment.outcome === 'answered') ??
  call.segments.findLast((segment) => segment.subCode !== 'rescinded');

function legShare(call: Call, leg: Leg): Share {
  const tally = emptyTally();
  tally.offered = leg.rings;
  if (leg.answeredAt !== null) tally.answered = 1;
  addHandling(tally, [leg]);
  tally.ringNoAnswer = 0;
  tally.transferred = 0;
  tally.talkUnder5s = 0;
  const segment = leg.segment === null ? undefined : call.segments[leg.segment];
  return {
    ...keysOf(call),
    unit: 'legs',
    at: leg.offeredAt ?? leg.answeredAt ?? leg.endedAt ?? call.arrivedAt,
    queueId: leg.queueId ?? unknownKey,
    teamId: segment?.teamId ?? call.teamId ?? unknownKey,
    agentId: leg.agentId,
    tally,
    bins: noBins,
  };
}

type Counted = Pick<Call, 'outcome' | 'subCode' | 'offered' | 'shortAbandoned' | 'waitMs'>;

function addOutcome(tally: MutableTally, counted: Counted, inGreeting: boolean): void {
  if (counted.outcome !== null) tally[counted.outcome] = 1;
  else if (inGreeting) tally.greeting = 1;
  else tally.waiting = 1;
  const why = whyOf(counted);
  if (why !== undefined) tally[why] = 1;
  if (counted.offered) tally.offered = 1;
  if (counted.shortAbandoned) tally.shortAbandoned = 1;
}

const whyBlocked: ReadonlyMap<string, TallyName> = new Map<string, TallyName>([
  ['full', 'blockedFull'],
  ['no_agents', 'blockedNoAgents'],
  ['busy', 'blockedBusy'],
]);
const whyLeft: ReadonlyMap<string, TallyName> = new Map<string, TallyName>([
  ['no_agents', 'exitNoAgents'],
  ['key_exit', 'exitKey'],
  ['withdrawn', 'exitWithdrawn'],
  ['overflow', 'exitOverflow'],
]);

/** Under which reason a refusal or a leaving counts too; a source that names none refused, or let time run out. */
function whyOf({ outcome, subCode }: Counted): TallyName | undefined {
  if (outcome === 'blocked') return whyBlocked.get(subCode ?? '') ?? 'blockedRefused';
  if (outcome === 'timeoutOverflow') return whyLeft.get(subCode ?? '') ?? 'exitTimeout';
  return undefined;
}

/** An answer that no queue was waited in counts in the speed of answer, and in no threshold or percentile. */
function addWait(tally: MutableTally, { outcome, offered, waitMs }: Counted): WaitBins {
  if (waitMs === null || outcome === null) return noBins;
  if (outcome === 'answered') {
    tally.answeredWaits = 1;
    tally.answeredWaitMs = waitMs;
  }
  if (!offered) return noBins;
  tally.waitsKnown = 1;
  tally.waitMs = waitMs;
  if (outcome === 'answered') return binsOfWait('answered', waitMs);
  if (outcome !== 'abandoned') return binsOfWait('other', waitMs);
  tally.abandonedWaits = 1;
  tally.abandonedWaitMs = waitMs;
  return binsOfWait('abandoned', waitMs);
}

const inWrapUp = (leg: Leg): boolean => leg.wrapStartedAt !== null && leg.wrapEndedAt === null;

/** Talk, hold and wrap-up of the legs that were answered; in no sum as long as a talk is not known. */
function addHandling(tally: MutableTally, legs: readonly Leg[]): void {
  for (const leg of legs) {
    if (leg.offerResult === 'no_answer') tally.ringNoAnswer += leg.rings;
    if (leg.transferred !== null) tally.transferred = 1;
    tally.holds += leg.holds;
  }
  tally.held = Math.min(1, tally.holds);
  const answered = legs.filter((leg) => leg.answeredAt !== null);
  if (answered.length === 0 || answered.some((leg) => leg.talkMs === null)) return;
  for (const leg of answered) {
    tally.talkMs += leg.talkMs ?? 0;
    tally.holdMs += leg.holdMs;
  }
  tally.talks = 1;
  tally.talkUnder5s = Number(tally.talkMs < shortTalkMs);
  if (!answered.some(inWrapUp)) addHandled(tally, answered);
}

function addHandled(tally: MutableTally, answered: readonly Leg[]): void {
  for (const leg of answered) tally.wrapMs += leg.wrapMs ?? 0;
  tally.handled = 1;
  tally.handleMs = tally.talkMs + tally.holdMs + tally.wrapMs;
}

const ratingNames = ['rating1', 'rating2', 'rating3', 'rating4', 'rating5'] as const;

/** What the caller thought of it, and whether the need was met. */
function addJudgement(tally: MutableTally, { rating, resolved }: Call): void {
  if (resolved !== null) tally.resolvedKnown = 1;
  if (resolved === true) tally.resolved = 1;
  const name = rating === null ? undefined : ratingNames[rating - 1];
  if (name !== undefined) tally[name] = 1;
}

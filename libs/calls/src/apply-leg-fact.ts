import type { DraftCall, DraftLeg, DraftSegment } from './draft-call';
import { elapsed, endCallAs, noteAnomaly } from './draft-call';
import { addLeg, endingLegOf, isAnswered, isRinging, isTalking, lastLegOf, legOf } from './draft-legs';
import {
  answerSegment,
  closedSegmentOf,
  closeSegment,
  openSegmentOf,
  rebuildSegment,
} from './draft-segments';
import { endGreeting } from './apply-queue-fact';
import type { CallFact, Instant } from './fact';

/** The call began to ring at an agent. In a queue that nobody told it entered, it must have entered it. */
export function applyOffered(draft: DraftCall, fact: CallFact): void {
  if (fact.queueId !== undefined && draft.segments.length === 0) rebuildSegment(draft, fact);
  const leg = (fact.legId === undefined ? undefined : legOf(draft, fact, isRinging)) ?? addLeg(draft, fact);
  leg.offeredAt ??= fact.at;
}

/** The ringing stopped. `answered` is the agent's word; only a bridge makes an answer. */
export function applyOfferEnded(draft: DraftCall, fact: CallFact): void {
  const leg = legOf(draft, fact, isRinging) ?? addLeg(draft, fact);
  leg.offeredAt ??= fact.at - (fact.ringMs ?? 0);
  leg.ringMs = fact.ringMs ?? elapsed(draft, leg.offeredAt, fact.at);
  if (leg.answeredAt !== null || fact.reason === 'answered') return;
  leg.offerEndedAt = fact.at;
  leg.offerResult = fact.reason ?? null;
}

/** Rings of an agent that are not kept one by one: one leg stands for all of them. */
export function applyRingsCounted(draft: DraftCall, fact: CallFact): void {
  const leg = addLeg(draft, fact);
  leg.rings = fact.count ?? 1;
  leg.offeredAt = fact.at;
  leg.offerEndedAt = fact.at;
  leg.offerResult = fact.reason ?? null;
}

/** Caller and agent were bridged. */
export function applyAnswered(draft: DraftCall, fact: CallFact): void {
  endGreeting(draft, fact.at);
  if (fact.bot === true) {
    answerByBot(draft, fact);
    return;
  }
  const leg = legOf(draft, fact, isRinging) ?? rebuiltLegOf(draft, fact) ?? addLeg(draft, fact);
  if (leg.answeredAt !== null) return;
  bridge(draft, leg, fact, fact.at);
  leg.ringMs ??= ringOf(draft, leg, fact);
  if (fact.languageServed !== undefined) draft.languageServed = fact.languageServed;
}

/** A robot took the call: no agent's part, and an outcome only as long as no person answers and no queue follows. */
function answerByBot(draft: DraftCall, fact: CallFact): void {
  const rung = draft.legs.indexOf(legOf(draft, fact, isRinging) as DraftLeg);
  if (rung >= 0 && draft.legs[rung]?.answeredAt === null) draft.legs.splice(rung, 1);
  draft.bots ??= new Set();
  for (const name of [fact.agentId, fact.legId]) if (name !== undefined) draft.bots.add(name);
  const segment = openSegmentOf(draft, fact);
  if (segment !== undefined) closeSegment(segment, fact.at, 'answeredByBot', null);
  endCallAs(draft, fact.at, 'answeredByBot');
}

const isOfBot = ({ bots }: DraftCall, { agentId = '', legId = '' }: CallFact): boolean =>
  bots !== null && (bots.has(agentId) || bots.has(legId));

/**
 * A conversation of the agent known by its end alone, told before its answer by a clock that stepped back. Not when
 * the caller waits in a queue: that answer is another one.
 */
function rebuiltLegOf(draft: DraftCall, fact: CallFact): DraftLeg | undefined {
  if (openSegmentOf(draft, fact) !== undefined) return undefined;
  const leg = legOf(draft, fact, (candidate) => candidate.rebuilt);
  if (leg?.rebuilt !== true) return undefined;
  leg.rebuilt = false;
  noteAnomaly(draft, 'clock_stepped_back');
  return leg;
}

function ringOf(draft: DraftCall, leg: DraftLeg, fact: CallFact): number | null {
  if (fact.ringMs !== undefined) return fact.ringMs;
  return leg.offeredAt === null ? null : elapsed(draft, leg.offeredAt, fact.at);
}

/** Marks a leg, the segment it served and the call as answered at an instant. */
function bridge(draft: DraftCall, leg: DraftLeg, fact: CallFact, at: Instant): void {
  leg.answeredAt = at;
  leg.offerEndedAt = null;
  leg.offerResult = null;
  const segment = segmentAnswered(draft, leg, fact, at);
  if (segment !== undefined) {
    leg.segment = draft.segments.indexOf(segment);
    leg.queueId ??= segment.queueId;
    answerSegment(draft, segment, at);
  }
  if (draft.answeredAt === null || at < draft.answeredAt) draft.answeredAt = at;
  if (segment === undefined) draft.directWaitMs = fact.waitMs ?? 0;
}

/** Which segment an answer ends: the open one it names or rang for, else the earliest open, else the queue it names. */
function segmentAnswered(
  draft: DraftCall,
  leg: DraftLeg,
  fact: CallFact,
  at: Instant,
): DraftSegment | undefined {
  const rangFor = leg.segment === null ? undefined : draft.segments[leg.segment];
  if (fact.segmentId === undefined && rangFor !== undefined && rangFor.leftAt === null) return rangFor;
  const open = openSegmentOf(draft, fact);
  if (open !== undefined || fact.queueId === undefined) return open;
  const closed = closedSegmentOf(draft, fact);
  if (closed === undefined) return rebuildSegment(draft, fact, at);
  return closed.answeredAt === null || isHeld(draft, closed, leg) ? closed : rebuildSegment(draft, fact, at);
}

/** Whether another agent is in conversation with the caller who waited there: a passage is answered once. */
function isHeld(draft: DraftCall, segment: DraftSegment, leg: DraftLeg): boolean {
  const index = draft.segments.indexOf(segment);
  return draft.legs.some((other) => other !== leg && other.segment === index && isTalking(other));
}

export function applyHeld(draft: DraftCall, fact: CallFact): void {
  const leg = legOf(draft, fact, isTalking);
  if (leg === undefined) noteAnomaly(draft, 'hold_without_conversation');
  else leg.heldAt ??= fact.at;
}

export function applyRetrieved(draft: DraftCall, fact: CallFact): void {
  const leg = legOf(draft, fact, (candidate) => candidate.heldAt !== null);
  if (leg !== undefined) endHold(draft, leg, fact.at);
}

/** Ends an open hold at an instant. */
export function endHold(draft: DraftCall, leg: DraftLeg, at: Instant): void {
  if (leg.heldAt === null) return;
  leg.holdMs += elapsed(draft, leg.heldAt, at);
  leg.holds += 1;
  if (at > leg.heldAt) leg.heldTimes = [...leg.heldTimes, leg.heldAt, at];
  leg.heldAt = null;
}

export function applyMuted(draft: DraftCall, fact: CallFact): void {
  const leg = legOf(draft, fact, isTalking);
  if (leg !== undefined) leg.mutedAt ??= fact.at;
}

export function applyUnmuted(draft: DraftCall, fact: CallFact): void {
  const leg = legOf(draft, fact, (candidate) => candidate.mutedAt !== null);
  if (leg !== undefined) endMute(draft, leg, fact.at);
}

/** Ends an open mute at an instant. */
export function endMute(draft: DraftCall, leg: DraftLeg, at: Instant): void {
  if (leg.mutedAt === null) return;
  leg.muteMs += elapsed(draft, leg.mutedAt, at);
  leg.mutes += 1;
  leg.mutedAt = null;
}

/** The agent passed the caller on: the leg ends there unless its own end is told later. */
export function applyTransferred(draft: DraftCall, fact: CallFact): void {
  draft.transfers += 1;
  if (isOfBot(draft, fact)) return;
  const leg = legOf(draft, fact, isTalking) ?? lastLegOf(draft, fact, isAnswered) ?? rebuildLeg(draft, fact);
  if (leg === undefined) return;
  leg.transferred = transferKind(fact.reason);
  if (leg.answeredAt === null) rebuildAnswer(draft, leg, fact);
  if (leg.endedAt !== null || leg.answeredAt === null) return;
  leg.endedAt = fact.at;
  leg.endedByTransfer = true;
}

const transferKind = (reason: string | undefined): 'blind' | 'attended' | 'queue' =>
  reason === 'attended' || reason === 'queue' ? reason : 'blind';

/** One agent's part ended. Its own talk time rebuilds an answer that was never told. */
export function applyLegEnded(draft: DraftCall, fact: CallFact): void {
  if (fact.side === 'caller') draft.callerGoneAt = fact.at;
  if (isOfBot(draft, fact)) return;
  const leg = endingLegOf(draft, fact) ?? rebuildLeg(draft, fact);
  if (leg === undefined) return;
  if (leg.answeredAt === null) rebuildAnswer(draft, leg, fact);
  if (leg.answeredAt === null) {
    leg.offerEndedAt ??= fact.at;
  } else if (leg.endedAt === null || leg.endedByTransfer) {
    leg.endedAt = fact.at;
    leg.endedByTransfer = false;
  }
}

/** A leg of which only the end is known; nothing when even its length is not told. */
const rebuildLeg = (draft: DraftCall, fact: CallFact): DraftLeg | undefined =>
  fact.talkMs === undefined ? undefined : addLeg(draft, fact);

/** The answer must have been as long before the end as the conversation lasted. */
function rebuildAnswer(draft: DraftCall, leg: DraftLeg, fact: CallFact): void {
  if (fact.talkMs === undefined) return;
  noteAnomaly(draft, 'answer_missing');
  leg.rebuilt = true;
  bridge(draft, leg, fact, fact.at - fact.talkMs);
}

/** The agent was seen elsewhere: a conversation nobody ended was over then. */
export function applyLegLost(draft: DraftCall, fact: CallFact): void {
  const leg = legOf(draft, fact, (candidate) => isTalking(candidate) && candidate.lostAt === null);
  if (leg !== undefined) leg.lostAt ??= fact.at;
}

export function applyWrapStarted(draft: DraftCall, fact: CallFact): void {
  const leg = lastLegOf(draft, fact, isAnswered);
  if (leg !== undefined) leg.wrapStartedAt ??= fact.at;
}

/** After-call work ended; when its start was not told it began as the conversation ended. */
export function applyWrapEnded(draft: DraftCall, fact: CallFact): void {
  const leg = lastLegOf(draft, fact, isAnswered);
  if (leg === undefined) return;
  leg.wrapStartedAt ??= leg.endedAt;
  leg.wrapEndedAt = fact.at;
}

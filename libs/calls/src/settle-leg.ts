import type { Leg } from './call';
import type { DraftCall, DraftLeg } from './draft-call';
import { elapsed, noteAnomaly } from './draft-call';
import { endHold, endMute } from './apply-leg-fact';
import type { Instant } from './fact';

/** After-call work that goes on longer is told as this long: someone forgot to end it. */
export const longestWrapMs = 30 * 60_000;

/** Ends what the end of the call, or of the source's telling, ends: conversations, rings, holds and mutes. */
export function closeLegs(draft: DraftCall): void {
  if (draft.legs.length > 1) for (const leg of draft.legs) if (lostTheRound(draft, leg)) rescind(leg);
  for (const leg of draft.legs) {
    if (leg.answeredAt === null) closeRing(draft, leg);
    else closeConversation(draft, leg);
  }
}

function closeConversation(draft: DraftCall, leg: DraftLeg): void {
  if (leg.endedAt === null) {
    leg.endedAt = draft.endedAt ?? untoldEndOf(draft, leg);
    leg.lost = draft.endedAt === null && leg.endedAt !== null;
  }
  if (leg.endedAt === null) return;
  endHold(draft, leg, leg.endedAt);
  endMute(draft, leg, leg.endedAt);
}

/** The first sign that a conversation nobody ended was over. */
function untoldEndOf(draft: DraftCall, leg: DraftLeg): Instant | null {
  const answeredAt = leg.answeredAt ?? 0;
  const signs = [leg.lostAt, draft.callerGoneAt, draft.givenUpAt].filter(
    (sign): sign is Instant => sign !== null && sign >= answeredAt,
  );
  // Who waits again is in conversation with nobody.
  for (const { joined, enqueuedAt } of draft.segments)
    if (joined && enqueuedAt > answeredAt) signs.push(enqueuedAt);
  return signs.length === 0 ? null : Math.min(...signs);
}

/** Two telephones that pick up within so long were rung by one round: one of them was heard. */
const oneRoundMs = 5000;

/**
 * Whether another agent answered the same passage in the same round: the conversation is that whose end is told, else
 * the first one.
 */
function lostTheRound(draft: DraftCall, leg: DraftLeg): boolean {
  const { answeredAt, segment } = leg;
  if (answeredAt === null || leg.endedAt !== null || segment === null) return false;
  return draft.legs.some((other, index) => {
    if (other === leg || other.segment !== segment || other.answeredAt === null) return false;
    if (Math.abs(other.answeredAt - answeredAt) > oneRoundMs) return false;
    return other.endedAt !== null || index < draft.legs.indexOf(leg);
  });
}

function rescind(leg: DraftLeg): void {
  leg.offerEndedAt = leg.answeredAt;
  leg.offerResult = 'rescinded';
  leg.answeredAt = null;
}

/** A ring nobody ended stopped when somebody else answered, or when the caller was gone. */
function closeRing(draft: DraftCall, leg: DraftLeg): void {
  if (leg.offeredAt === null || leg.offerEndedAt !== null) return;
  const answered = nextAnswerAfter(draft, leg.offeredAt);
  if (answered !== null) {
    leg.offerEndedAt = answered;
    leg.offerResult = 'rescinded';
    return;
  }
  const left = leg.segment === null ? null : (draft.segments[leg.segment]?.leftAt ?? null);
  leg.offerEndedAt = left ?? draft.endedAt ?? draft.givenUpAt;
  if (leg.offerEndedAt !== null) leg.offerResult = 'caller_gone';
}

function nextAnswerAfter(draft: DraftCall, at: Instant): Instant | null {
  let next: Instant | null = null;
  for (const { answeredAt } of draft.legs) {
    if (answeredAt !== null && answeredAt >= at && (next === null || answeredAt < next)) next = answeredAt;
  }
  return next;
}

function talkOf(draft: DraftCall, leg: DraftLeg): number | null {
  if (leg.answeredAt === null || leg.endedAt === null || leg.lost) return null;
  const bridged = elapsed(draft, leg.answeredAt, leg.endedAt);
  return Math.max(0, bridged - leg.holdMs);
}

function wrapOf(draft: DraftCall, leg: DraftLeg): number | null {
  if (leg.wrapStartedAt === null || leg.wrapEndedAt === null) return null;
  const wrapMs = elapsed(draft, leg.wrapStartedAt, leg.wrapEndedAt);
  if (wrapMs > longestWrapMs) noteAnomaly(draft, 'wrap_capped');
  return Math.min(wrapMs, longestWrapMs);
}

/** A leg as it stands once all facts are applied. */
export function settleLeg(draft: DraftCall, leg: DraftLeg): Leg {
  return {
    id: leg.id,
    rings: leg.rings,
    agentId: leg.agentId,
    queueId: leg.queueId,
    segment: leg.segment,
    offeredAt: leg.offeredAt,
    offerEndedAt: leg.offerEndedAt,
    answeredAt: leg.answeredAt,
    endedAt: leg.endedAt,
    offerResult: leg.offerResult,
    ringMs: leg.ringMs,
    talkMs: talkOf(draft, leg),
    holdMs: leg.holdMs,
    holds: leg.holds,
    heldTimes: leg.heldAt === null ? leg.heldTimes : [...leg.heldTimes, leg.heldAt],
    muteMs: leg.muteMs,
    mutes: leg.mutes,
    wrapStartedAt: leg.wrapStartedAt,
    wrapEndedAt: leg.wrapEndedAt,
    wrapMs: wrapOf(draft, leg),
    transferred: leg.transferred,
  };
}

import type { DraftCall, DraftLeg } from './draft-call';
import { openSegmentOf } from './draft-segments';
import type { CallFact, Instant } from './fact';

/** The agent of a fact that names none. */
export const unnamedAgent = '';

export type LegTest = (leg: DraftLeg) => boolean;
export const isRinging: LegTest = (leg) => leg.answeredAt === null && leg.offerEndedAt === null;
export const isTalking: LegTest = (leg) => leg.answeredAt !== null && leg.endedAt === null;
export const isAnswered: LegTest = (leg) => leg.answeredAt !== null;
const endedByTransferOnly: LegTest = (leg) => leg.endedByTransfer;
const isUnfinished: LegTest = (leg) => leg.endedAt === null && leg.offerEndedAt === null;

const noHolds: readonly Instant[] = [];

/** Adds a leg that begins with this fact. */
export function addLeg(draft: DraftCall, fact: CallFact): DraftLeg {
  const segment = openSegmentOf(draft, fact);
  const leg: DraftLeg = {
    id: fact.legId ?? null,
    rings: 1,
    agentId: fact.agentId ?? unnamedAgent,
    queueId: fact.queueId ?? segment?.queueId ?? null,
    segment: segment === undefined ? null : draft.segments.indexOf(segment),
    offeredAt: null,
    offerEndedAt: null,
    offerResult: null,
    ringMs: null,
    answeredAt: null,
    endedAt: null,
    endedByTransfer: false,
    lost: false,
    lostAt: null,
    rebuilt: false,
    holdMs: 0,
    holds: 0,
    heldAt: null,
    heldTimes: noHolds,
    muteMs: 0,
    mutes: 0,
    mutedAt: null,
    wrapStartedAt: null,
    wrapEndedAt: null,
    transferred: null,
  };
  draft.legs.push(leg);
  return leg;
}

function legById(draft: DraftCall, fact: CallFact): DraftLeg | undefined {
  if (fact.legId === undefined) return undefined;
  for (const leg of draft.legs) if (leg.id === fact.legId) return leg;
  return undefined;
}

/** A fact may be about a leg of its agent; a fact with a leg id only about one whose id is not yet known. */
const mayBeOf = (leg: DraftLeg, fact: CallFact): boolean =>
  (fact.agentId === undefined || leg.agentId === fact.agentId) &&
  (fact.legId === undefined || leg.id === null);

/** The leg a fact is about: by its id, else the earliest of its agent that fits. */
export function legOf(draft: DraftCall, fact: CallFact, fits: LegTest): DraftLeg | undefined {
  const known = legById(draft, fact);
  if (known !== undefined) return known;
  for (const leg of draft.legs) {
    if (!mayBeOf(leg, fact) || !fits(leg)) continue;
    leg.id ??= fact.legId ?? null;
    return leg;
  }
  return undefined;
}

/** Like `legOf`, but the latest that fits: for what comes after a conversation. */
export function lastLegOf(draft: DraftCall, fact: CallFact, fits: LegTest): DraftLeg | undefined {
  return legById(draft, fact) ?? draft.legs.findLast((leg) => mayBeOf(leg, fact) && fits(leg));
}

/** The leg an end is about: the earliest in conversation, else one ended by its transfer, else one that only rang. */
export function endingLegOf(draft: DraftCall, fact: CallFact): DraftLeg | undefined {
  return (
    legById(draft, fact) ??
    legOf(draft, fact, isTalking) ??
    lastLegOf(draft, fact, endedByTransferOnly) ??
    legOf(draft, fact, isUnfinished)
  );
}

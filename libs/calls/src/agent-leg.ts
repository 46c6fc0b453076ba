import type { Call, Leg } from './call';
import type { Instant } from './fact';

/** What of a leg an agent's day needs. */
export type AgentLeg = {
  readonly callKey: string;
  readonly direction: 'inbound' | 'outbound';
  readonly clinicId: string | null;
  readonly offeredAt: Instant | null;
  readonly offerEndedAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly wrapStartedAt: Instant | null;
  readonly wrapEndedAt: Instant | null;
  /** When each hold began and ended, in turn; one that goes on has no end. */
  readonly heldTimes: readonly Instant[];
};

/** A conversation whose end was never told counts for no more of the agent's time: longer than nine in ten are. */
export const longestUntoldTalkMs = 5 * 60_000;

/** Where a conversation ends for the agent's time, given the first sign that it was over. */
export const untoldTalkEnd = (answeredAt: Instant, sign: Instant): Instant =>
  Math.min(sign, answeredAt + longestUntoldTalkMs);

/** When a conversation ended, as far as it may count; null while it goes on. */
export function endOfTalk({ answeredAt, endedAt, talkMs }: Leg): Instant | null {
  if (answeredAt === null || endedAt === null || talkMs !== null) return endedAt;
  return untoldTalkEnd(answeredAt, endedAt);
}

/** The legs of a call by agent; legs that name no agent are nobody's. */
export function agentLegsOf(
  callKey: string,
  call: Call,
): readonly { readonly agentId: string; readonly leg: AgentLeg }[] {
  return call.legs
    .filter((leg) => leg.agentId !== '')
    .map((leg) => ({
      agentId: leg.agentId,
      leg: {
        callKey,
        direction: call.direction,
        clinicId: call.clinicId,
        offeredAt: leg.offeredAt,
        offerEndedAt: leg.offerEndedAt,
        answeredAt: leg.answeredAt,
        endedAt: endOfTalk(leg),
        wrapStartedAt: leg.wrapStartedAt,
        wrapEndedAt: leg.wrapEndedAt,
        heldTimes: leg.heldTimes,
      },
    }));
}

/** Every instant that is known of a leg. */
export function instantsOfLeg(leg: AgentLeg): Instant[] {
  const instants: Instant[] = [];
  addInstantsOfLeg(leg, instants);
  return instants;
}

/** Every instant at which anything was heard of an agent, by what was declared and by the parts in calls; in no order. */
export function heardInstants(
  facts: readonly { readonly at: Instant }[],
  legs: readonly AgentLeg[],
): Instant[] {
  const heard = facts.map(({ at }) => at);
  for (const leg of legs) addInstantsOfLeg(leg, heard);
  return heard;
}

function addInstantsOfLeg(leg: AgentLeg, others: Instant[]): void {
  if (leg.offeredAt !== null) others.push(leg.offeredAt);
  if (leg.offerEndedAt !== null) others.push(leg.offerEndedAt);
  if (leg.answeredAt !== null) others.push(leg.answeredAt);
  if (leg.endedAt !== null) others.push(leg.endedAt);
  if (leg.wrapStartedAt !== null) others.push(leg.wrapStartedAt);
  if (leg.wrapEndedAt !== null) others.push(leg.wrapEndedAt);
}

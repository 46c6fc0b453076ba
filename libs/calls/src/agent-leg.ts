import type { Call } from './call';
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
};

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
        endedAt: leg.endedAt,
        wrapStartedAt: leg.wrapStartedAt,
        wrapEndedAt: leg.wrapEndedAt,
      },
    }));
}

import type { Instant, Leg } from '@vigie/calls';
import type { OwnCall, OwnCallPhase } from '@vigie/contracts';

import type { StoredCall } from '../fold/call-store';

/** How long after its end a call can still be noted of. */
export const notedForMs = 30 * 60_000;

/** A call of one secretary, and how it stands for her. */
export type CallOfAgent = Readonly<{ stored: StoredCall; phase: OwnCallPhase; since: Instant }>;

const order: Readonly<Record<OwnCallPhase, number>> = { talking: 0, ringing: 1, ended: 2 };

/** The call she speaks in, else one that rings at her, else the last that she ended within the time; in that order. */
export function callsOfAgent(
  calls: readonly StoredCall[],
  agentId: string,
  now: Instant,
): readonly CallOfAgent[] {
  return calls
    .flatMap((stored) => standingFor(stored, agentId) ?? [])
    .filter(({ phase, since }) => phase !== 'ended' || since > now - notedForMs)
    .toSorted((a, b) => order[a.phase] - order[b.phase] || b.since - a.since);
}

/** Null for a call that only rang at her, or is none of hers. */
function standingFor(stored: StoredCall, agentId: string): CallOfAgent | null {
  const { call } = stored;
  const legs = call.legs.filter((leg) => leg.agentId === agentId);
  const talking = legs.findLast((leg) => leg.answeredAt !== null && leg.endedAt === null);
  if (talking !== undefined && call.phase === 'talking')
    return { stored, phase: 'talking', since: talking.answeredAt ?? call.lastAt };
  const ringing = call.phase === 'ringing' ? legs.findLast(isRinging) : undefined;
  if (ringing !== undefined) return { stored, phase: 'ringing', since: ringing.offeredAt ?? call.arrivedAt };
  const last = legs.findLast((leg) => leg.answeredAt !== null);
  return last === undefined
    ? null
    : { stored, phase: 'ended', since: last.endedAt ?? call.endedAt ?? call.lastAt };
}

const isRinging = ({ answeredAt, offerEndedAt }: Leg): boolean =>
  answeredAt === null && offerEndedAt === null;

/** The call as its secretary is told of it; `nameOf` gives a clinic's name. */
export function ownCallView(
  { stored, phase, since }: CallOfAgent,
  nameOf: (clinicId: string) => string,
  told: Pick<OwnCall, 'plansFollowups' | 'followups' | 'campaign' | 'doNotCall'>,
): OwnCall {
  const { callKey, call } = stored;
  const { clinicId, urgent, difficult, difficultReason, appointmentObtained, reason } = call;
  return {
    id: callKey,
    phase,
    since: new Date(since).toISOString(),
    clinicId,
    clinicName: clinicId === null ? '' : nameOf(clinicId),
    language: call.languageRequested,
    waitMs: phase === 'ringing' ? null : call.waitMs,
    mask: call.aniMask,
    urgent,
    difficult,
    difficultReason,
    appointmentObtained,
    reason,
    ...told,
  };
}

/** The version of the live protocol; sent by the client in the handshake (`auth.protocol`). */
export const liveProtocolVersion = 1;

/** The sections of a state that hold one entry a key. */
export const keyedSections = [
  'sources',
  'teams',
  'clinics',
  'waiting',
  'agents',
  'standing',
  'quarters',
  'concerns',
  'alerts',
] as const;
export type KeyedSection = (typeof keyedSections)[number];

/** Of what a board may be. */
export const liveScopes = ['all', 'clinics', 'teams', 'agent'] as const;
export type LiveScope = (typeof liveScopes)[number];

/** Why a socket is refused or cut: the message of `connect_error`, or the `refused` event before the cut. */
export const liveRefusals = [
  'client_too_old',
  'forbidden',
  'unknown_tenant',
  'invalid_watch',
  'too_many_requests',
  'slow_consumer',
  'shutting_down',
] as const;
export type LiveRefusal = (typeof liveRefusals)[number];

/** What a clinic calls itself; a setting. */
export const clinicKinds = ['cabinet', 'centre', 'clinique'] as const;
export type ClinicKind = (typeof clinicKinds)[number];
/** What a row of the clinics may be: a clinic of a kind, or a queue that settings give to no clinic. */
export const clinicRowKinds = [...clinicKinds, 'queue'] as const;
export type ClinicRowKind = (typeof clinicRowKinds)[number];

/** What may be wrong, and that nothing is. */
export const headlineKinds = [
  'telephony_silent',
  'rings_untaken',
  'lines_busy',
  'given_up',
  'low_answer_rate',
  'peak',
  'long_wait',
  'easing',
  'calm',
] as const;
/**
 * What is wrong; where several things are, the worst cause. `easing`: what was wrong is over by the figures of this very
 * moment, and the level is held for its minute.
 */
export type HeadlineKind = (typeof headlineKinds)[number];

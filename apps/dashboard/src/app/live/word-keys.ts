import type { AgentState } from '@vigie/contracts';

import type { Dictionary } from '../words/dictionary';

type OutcomeName = keyof Dictionary['outcome'];

/** Of each outcome and phase of a call, whether nobody took it and nothing was promised to the caller. */
const lostOutcomes = {
  answered: false,
  answeredByBot: false,
  abandoned: true,
  ivrAbandoned: true,
  blocked: true,
  closed: false,
  timeoutOverflow: true,
  voicemail: false,
  callbackExit: false,
  selfServed: false,
  systemFailed: true,
  unspecified: true,
  unknown: false,
  greeting: false,
  waiting: false,
  ringing: false,
  talking: false,
  wrap: false,
  ended: false,
} as const satisfies Record<OutcomeName, boolean>;

const isName = (text: string): text is OutcomeName => Object.hasOwn(lostOutcomes, text);

/** The word for an outcome or a phase of a call; null for one this version does not know. */
export const outcomeKey = (text: string): `outcome.${OutcomeName}` | null =>
  isName(text) ? `outcome.${text}` : null;

/** Whether nobody took the call and nothing was promised to the caller. */
export const isLost = (outcome: string): boolean => isName(outcome) && lostOutcomes[outcome];

/** The word for each state of a secretary. */
export const stateKeys = {
  free: 'state.free',
  ringing: 'state.ringing',
  on_call: 'state.on_call',
  outbound: 'state.outbound',
  wrap_up: 'state.wrap_up',
  break: 'state.break',
  training: 'state.training',
  off_phone: 'state.off_phone',
  offline: 'state.offline',
  unknown: 'state.unknown',
} as const satisfies Record<AgentState, string>;

import type { AgentState } from '@vigie/contracts';

import type { Dictionary } from '../words/dictionary';

type OutcomeName = keyof Dictionary['outcome'];

const outcomeNames = {
  answered: true,
  answeredByBot: true,
  abandoned: true,
  ivrAbandoned: true,
  blocked: true,
  closed: true,
  timeoutOverflow: true,
  voicemail: true,
  callbackExit: true,
  selfServed: true,
  systemFailed: true,
  unspecified: true,
  unknown: true,
  greeting: true,
  waiting: true,
  ringing: true,
  talking: true,
  wrap: true,
  ended: true,
} as const satisfies Record<OutcomeName, true>;

const isName = (text: string): text is OutcomeName => Object.hasOwn(outcomeNames, text);

/** The word for an outcome or a phase of a call; null for one this version does not know. */
export const outcomeKey = (text: string): `outcome.${OutcomeName}` | null =>
  isName(text) ? `outcome.${text}` : null;

const lost: ReadonlySet<string> = new Set<OutcomeName>([
  'abandoned',
  'ivrAbandoned',
  'blocked',
  'timeoutOverflow',
  'systemFailed',
  'unspecified',
]);

/** Whether nobody took the call and nothing was promised to the caller. */
export const isLost = (outcome: string): boolean => lost.has(outcome);

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

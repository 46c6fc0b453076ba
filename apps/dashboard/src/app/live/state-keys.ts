import type { AgentState } from '@vigie/contracts';

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

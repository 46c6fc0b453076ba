import type { CallAnswer, CallMessage } from '../callbacks/calling/call-system';
import { toConnectorFault } from './connector-fault';

/** The set rings; `call`: what the telephone system calls the call that it places. */
export const placed = (call: string | null): CallAnswer => ({
  state: 'ringing',
  why: null,
  call,
  isFinal: true,
});

/** It says why it does not call. */
export const refused = (why: string): CallAnswer => ({ state: 'refused', why, call: null, isFinal: true });

/**
 * Why the set does not ring. A request that was begun before (the server died, or its connection) may ring already, and then the same
 * name is refused: nobody knows.
 */
export const notRung = (why: string, { tries }: CallMessage): CallAnswer =>
  tries > 1 && why !== 'set_busy' && why !== 'not_allowed' ? unknown : refused(why);

const unknown: CallAnswer = { state: 'unknown', why: null, call: null, isFinal: true };
const notThere: ReadonlySet<string> = new Set(['wrong_protocol', 'internal']);

/**
 * What a failure says. Once the call was asked for, nobody knows whether it was heard, and it is not asked for again: the set would ring
 * twice. Before that nothing has happened.
 */
export function notPlaced(error: unknown, isSent: boolean): CallAnswer {
  if (isSent) return unknown;
  const { code } = toConnectorFault(error);
  if (code === 'sign_in_refused') return refused('not_believed');
  if (code.startsWith('certificate')) return refused('certificate_wrong');
  if (notThere.has(code)) return refused('address_wrong');
  return { state: 'unreachable', why: null, call: null, isFinal: false };
}

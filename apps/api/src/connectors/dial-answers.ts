import type { CallAnswer } from '../callbacks/calling/call-system';
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

const notBelieved: ReadonlySet<string> = new Set([
  'sign_in_refused',
  'certificate_expired',
  'certificate_untrusted',
]);
const notThere: ReadonlySet<string> = new Set(['wrong_protocol', 'internal']);

/**
 * What a failure says. Once the call was asked for, nobody knows whether it was heard, and it is not asked for again: the set would ring
 * twice. Before that nothing has happened.
 */
export function notPlaced(error: unknown, isSent: boolean): CallAnswer {
  if (isSent) return { state: 'unknown', why: null, call: null, isFinal: true };
  const { code } = toConnectorFault(error);
  if (notBelieved.has(code)) return refused('not_believed');
  if (notThere.has(code)) return refused('address_wrong');
  return { state: 'unreachable', why: null, call: null, isFinal: false };
}

import type { CallFact } from './fact';

/** What a caller's line was closed for who hung up in the menu, before any queue. */
export const inMenu = 'in_menu';

const isInferred = ({ inferred }: CallFact): boolean => inferred === true;
/** Says that the caller never came to a queue. */
const isRefusal = ({ type, reason }: CallFact): boolean =>
  (type === 'call.blocked' && reason === 'closed') || (type === 'call.disconnected' && reason === inMenu);
const isAnswer = ({ type, bot }: CallFact): boolean => type === 'call.answered' && bot !== true;

/**
 * Where a telephone system has no word for a queue its connector infers the wait from the arrival of the call, so that the caller is
 * seen. It does not stand once the system says that the line was closed, or that the caller hung up in the menu: an answer proves
 * that there was one all the same.
 */
export function withoutRefutedWait(facts: readonly CallFact[]): readonly CallFact[] {
  if (!facts.some(isInferred) || !facts.some(isRefusal) || facts.some(isAnswer)) return facts;
  return facts.filter((fact) => !isInferred(fact));
}

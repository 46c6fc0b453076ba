import { applyFact } from './fact-types';
import type { Call } from './call';
import { newDraft, type DraftCall } from './draft-call';
import type { CallRules } from './call-rules';
import type { CallFact } from './fact';
import { sortFacts } from './fact-order';
import { ofOneTransport } from './one-transport';
import { playRecorded } from './recorded-call';
import { settleCall } from './settle-call';
import { standingFacts } from './standing-facts';

/**
 * Folds all facts of one call into what happened. Total: any facts in any order, repeated or not, give the same
 * call; none at all give a call that counts nowhere. Outcomes as in the table of the contract: an answer wins over
 * all, else the last outcome told stands; the rules are those that held when the call arrived.
 */
export function foldCall(facts: readonly CallFact[], rules: CallRules): Call {
  const ordered = asNamed(sortFacts(facts), rules);
  const { facts: left, recorded, retracted } = standingFacts(ordered);
  const told = withoutRefutedWait(ofOneTransport(left));
  // What the other way told has no say in the order of the rest either.
  const standing = told === left ? left : sortFacts(told);
  // A call of which nothing is left stays where it was, and counts nowhere.
  const draft = draftFrom(standing.length === 0 ? ordered : standing);
  for (const fact of standing) applyFact(draft, fact, rules);
  if (recorded !== undefined) playRecorded(draft, recorded, rules);
  if (retracted && draft.substance === 0) draft.givenUpAt = draft.lastAt;
  return settleCall(draft, rules);
}

function draftFrom(facts: readonly CallFact[]): DraftCall {
  const draft = newDraft();
  draft.firstAt = facts[0]?.at ?? 0;
  draft.lastAt = facts.at(-1)?.at ?? 0;
  return draft;
}

/** Facts that name queues and agents as the rules do; the list itself where they do already. */
function asNamed(facts: readonly CallFact[], rules: CallRules): readonly CallFact[] {
  let named: CallFact[] | undefined;
  for (const [index, fact] of facts.entries()) {
    const queueId = fact.queueId === undefined ? undefined : rules.queueIdOf(fact.queueId);
    const agentId = fact.agentId === undefined ? undefined : rules.agentIdOf(fact.agentId);
    if (queueId === fact.queueId && agentId === fact.agentId) continue;
    named ??= [...facts];
    named[index] = {
      ...fact,
      ...(queueId !== undefined && { queueId }),
      ...(agentId !== undefined && { agentId }),
    };
  }
  return named ?? facts;
}

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

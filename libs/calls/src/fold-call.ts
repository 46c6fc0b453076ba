import { applyFact } from './fact-types';
import type { Call } from './call';
import { newDraft, type DraftCall } from './draft-call';
import type { CallRules } from './call-rules';
import type { CallFact } from './fact';
import { sortFacts } from './fact-order';
import { withoutRefutedWait } from './inferred-wait';
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

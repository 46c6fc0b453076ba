import { applyFact } from './apply-fact';
import type { Call } from './call';
import { newDraft } from './draft-call';
import type { CallFact, CallRules } from './fact';
import { sortFacts } from './fact-order';
import { settleCall } from './settle-call';

/** The most facts one call may have: more is a fault of the source (`too_many_facts`). */
export const maxFactsPerCall = 500;

/**
 * Folds all facts of one call into what happened. Total: any facts in any order, repeated or not, give the same
 * call; none at all give a call that counts nowhere. Outcomes as in the table of the contract: an answer wins over
 * all, else the last outcome told stands; the rules are those that held when the call arrived.
 */
export function foldCall(facts: readonly CallFact[], rules: CallRules): Call {
  const ordered = sortFacts(facts);
  const draft = newDraft();
  draft.firstAt = ordered[0]?.at ?? 0;
  draft.lastAt = ordered.at(-1)?.at ?? 0;
  for (const fact of ordered) applyFact(draft, fact, rules);
  return settleCall(draft, rules);
}

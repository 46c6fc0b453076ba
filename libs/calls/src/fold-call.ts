import { applyFact } from './fact-types';
import type { Call } from './call';
import { newDraft, type DraftCall } from './draft-call';
import type { CallRules } from './call-rules';
import type { CallFact } from './fact';
import { sortFacts } from './fact-order';
import { isOfRecord, ofNewestRecord } from './of-records';
import { isByManager, ofOneTransport } from './one-transport';
import { playRecorded } from './recorded-call';
import { settleCall } from './settle-call';
import { isSpecial, standingFacts, type StandingFacts } from './standing-facts';

/**
 * Folds all facts of one call into what happened. Total: any facts in any order, repeated or not, give the same
 * call; none at all give a call that counts nowhere. Outcomes as in the table of the contract: an answer wins over
 * all, else the last outcome told stands; the rules are those that held when the call arrived.
 */
export function foldCall(facts: readonly CallFact[], rules: CallRules): Call {
  const ordered = asNamed(sortFacts(facts), rules);
  const { facts: standing, recorded, retracted } = hasRareFacts(ordered) ? whatStands(ordered) : all(ordered);
  // A call of which nothing is left stays where it was, and counts nowhere.
  const draft = draftFrom(standing.length === 0 ? ordered : standing);
  for (const fact of standing) applyFact(draft, fact, rules);
  if (recorded !== undefined) playRecorded(draft, recorded, rules);
  if (retracted && draft.substance === 0) draft.givenUpAt = draft.lastAt;
  return settleCall(draft, rules);
}

const all = (facts: readonly CallFact[]): StandingFacts => ({ facts, recorded: undefined, retracted: false });

/**
 * Whether any of these may leave another one out: what takes back, a version, one of two ways of telling, a wait that was
 * inferred. Of few calls anything is, so one look at the facts spares all the others.
 */
function hasRareFacts(facts: readonly CallFact[]): boolean {
  for (const fact of facts) if (isSpecial(fact) || isOfOneWay(fact) || isInferred(fact)) return true;
  return false;
}

const isOfOneWay = (fact: CallFact): boolean => isByManager(fact) || isOfRecord(fact);

function whatStands(ordered: readonly CallFact[]): StandingFacts {
  const { facts: left, recorded, retracted } = standingFacts(ordered);
  const told = withoutRefutedWait(ofNewestRecord(ofOneTransport(left)));
  // What the other way told has no say in the order of the rest either.
  return { facts: told === left ? left : sortFacts(told), recorded, retracted };
}

function draftFrom(facts: readonly CallFact[]): DraftCall {
  const draft = newDraft();
  draft.firstAt = facts[0]?.at ?? 0;
  draft.lastAt = facts.at(-1)?.at ?? 0;
  return draft;
}

/** Facts that name queues and agents as the rules do; the list itself where they do already. */
function asNamed(facts: readonly CallFact[], rules: CallRules): readonly CallFact[] {
  for (const first of facts) {
    if (isNamedAs(first, rules)) continue;
    return facts.map((fact) => (isNamedAs(fact, rules) ? fact : named(fact, rules)));
  }
  return facts;
}

const isNamedAs = ({ queueId, agentId }: CallFact, rules: CallRules): boolean =>
  (queueId === undefined || rules.queueIdOf(queueId) === queueId) &&
  (agentId === undefined || rules.agentIdOf(agentId) === agentId);

const named = (fact: CallFact, rules: CallRules): CallFact => ({
  ...fact,
  ...(fact.queueId !== undefined && { queueId: rules.queueIdOf(fact.queueId) }),
  ...(fact.agentId !== undefined && { agentId: rules.agentIdOf(fact.agentId) }),
});

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

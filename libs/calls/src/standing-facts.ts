import type { CallFact, CallFactType } from './fact';
import { compareSequence, sortFacts } from './fact-order';

/** The facts of a call that stand. */
export type StandingFacts = {
  /** In their one order. */
  readonly facts: readonly CallFact[];
  /** The whole call as a file tells it, when one does. */
  readonly recorded: CallFact | undefined;
  /** Whether anything was ever taken back. */
  readonly retracted: boolean;
};

const versioned: ReadonlySet<CallFactType> = new Set(['call.recorded', 'survey.recorded']);

/** Whether it replaces or takes back what was told before. */
export const isSpecial = ({ type }: CallFact): boolean =>
  type === 'call.recorded' || type === 'survey.recorded' || type === 'call.retracted';

/**
 * Leaves out what was taken back, and what a later version of the same telling replaced: of the calls recorded by files
 * the one with the highest sequence stands, of the answers recorded that of each channel. Order of arrival and of time
 * mean nothing; of versions with one sequence the last in the order of facts stands.
 */
export function standingFacts(ordered: readonly CallFact[]): StandingFacts {
  if (!ordered.some(isSpecial)) return { facts: ordered, recorded: undefined, retracted: false };
  const retractions = ordered.filter(({ type }) => type === 'call.retracted');
  const retracted = new Set(retractions.map(({ retracts }) => retracts));
  const left = ordered.filter((fact) => fact.type !== 'call.retracted' && !retracted.has(fact.tie));
  const last = new Map<string, CallFact>();
  for (const fact of left) {
    if (!versioned.has(fact.type)) continue;
    const slot = slotOf(fact);
    const known = last.get(slot);
    if (known === undefined || compareSequence(known.sequence, fact.sequence) <= 0) last.set(slot, fact);
  }
  const facts = left.filter((fact) => !versioned.has(fact.type) || last.get(slotOf(fact)) === fact);
  return {
    // What was taken back has no say in the order of the rest either.
    facts: sortFacts(facts),
    recorded: facts.find(({ type }) => type === 'call.recorded'),
    retracted: retractions.length > 0,
  };
}

/** What a version is a version of: the call, or its answers by one channel. */
const slotOf = ({ type, channel = '' }: CallFact): string =>
  type === 'call.recorded' ? type : `${type} ${channel}`;

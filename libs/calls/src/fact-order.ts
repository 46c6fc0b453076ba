import type { CallFact } from './fact';
import { factKinds, isNote } from './fact-types';

/** Compares as if the shorter were filled with zeros on its left, so that "9" comes before "10". */
export function compareSequence(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  const length = Math.max(a.length, b.length);
  return compareText(a.padStart(length, '0'), b.padStart(length, '0'));
}

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** The order of facts: instant, rank of the type, sequence, tie, and last the type's name. */
function compareFacts(a: CallFact, b: CallFact): number {
  if (a.at !== b.at) return a.at - b.at;
  const byRank = factKinds[a.type].rank - factKinds[b.type].rank;
  if (byRank !== 0) return byRank;
  return compareSequence(a.sequence, b.sequence) || compareText(a.tie, b.tie) || compareText(a.type, b.type);
}

/**
 * The order of a call of which the source numbers all it tells: at one instant its numbers go before the ranks, since
 * it knows what came first. Notes and what the server tells stand around it.
 */
function compareNumbered(a: CallFact, b: CallFact): number {
  if (a.at !== b.at) return a.at - b.at;
  return sideOf(a) - sideOf(b) || bySource(a, b) || compareFacts(a, b);
}

const sideOf = (fact: CallFact): number => (isNote(fact) ? Math.sign(factKinds[fact.type].rank) || -1 : 0);
const bySource = (a: CallFact, b: CallFact): number =>
  isNote(a) ? 0 : compareSequence(a.sequence, b.sequence);

/** Whether the source numbers every fact it tells of its call. */
const isNumbered = (facts: readonly CallFact[]): boolean =>
  facts.every((fact) => fact.sequence !== undefined || isNote(fact));

const isSameFact = (a: CallFact, b: CallFact): boolean =>
  a.at === b.at && a.tie === b.tie && a.type === b.type;

/** Facts in their one order, whatever the order they came in; a fact told twice (same instant, type and tie) is kept once. */
export function sortFacts(facts: readonly CallFact[]): readonly CallFact[] {
  const compare = isNumbered(facts) ? compareNumbered : compareFacts;
  if (isSorted(facts, compare)) return facts;
  const sorted = facts.toSorted(compare);
  return sorted.filter((fact, index) => {
    const before = sorted[index - 1];
    return before === undefined || !isSameFact(before, fact);
  });
}

function isSorted(facts: readonly CallFact[], compare: typeof compareFacts): boolean {
  let before = facts[0];
  if (before === undefined) return true;
  for (let index = 1; index < facts.length; index += 1) {
    const fact = facts[index] as CallFact;
    if (compare(before, fact) >= 0) return false;
    before = fact;
  }
  return true;
}

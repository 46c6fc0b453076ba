import type { CallFact, CallFactType } from './fact';

/**
 * Which of two facts of the same instant comes first: the ranks of the event table, the server's own facts last. Packed
 * facts name a type by its place here: a new one goes to the end.
 */
const ranks: { readonly [type in CallFactType]: number } = {
  'call.initiated': 0,
  'call.greeting_started': 1,
  'call.greeting_ended': 2,
  'call.blocked': 3,
  'call.enqueued': 4,
  'call.offered': 5,
  'call.offer_ended': 6,
  'call.answered': 7,
  'call.held': 8,
  'call.muted': 8,
  'call.retrieved': 9,
  'call.unmuted': 9,
  'call.transferred': 10,
  'call.dequeued': 11,
  'call.leg_ended': 12,
  'call.disconnected': 13,
  'acw.started': 14,
  'acw.ended': 15,
  'call.dispositioned': 16,
  'survey.answered': 17,
  'call.expired': 18,
  'call.lost_by_source': 18,
  'survey.invited': 17,
  'survey.delivered': 17,
  'survey.refused': 17,
  'call.recorded': 0,
  'survey.recorded': 17,
  'call.retracted': 18,
  'survey.acknowledged': 18,
};

/** Every type of fact a call is folded from. */
export const callFactTypes = Object.keys(ranks) as readonly CallFactType[];

/** Whether an event type is a fact of a call. */
export const isCallFactType = (type: string): type is CallFactType => Object.hasOwn(ranks, type);

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

/** The one order of facts: instant, rank of the type, sequence, tie, and last the type's name. */
export function compareFacts(a: CallFact, b: CallFact): number {
  if (a.at !== b.at) return a.at - b.at;
  const byRank = ranks[a.type] - ranks[b.type];
  if (byRank !== 0) return byRank;
  return compareSequence(a.sequence, b.sequence) || compareText(a.tie, b.tie) || compareText(a.type, b.type);
}

const isSameFact = (a: CallFact, b: CallFact): boolean =>
  a.at === b.at && a.tie === b.tie && a.type === b.type;

/** Facts in their one order, whatever the order they came in; a fact told twice (same instant, type and tie) is kept once. */
export function sortFacts(facts: readonly CallFact[]): readonly CallFact[] {
  if (isSorted(facts)) return facts;
  const sorted = facts.toSorted(compareFacts);
  return sorted.filter((fact, index) => {
    const before = sorted[index - 1];
    return before === undefined || !isSameFact(before, fact);
  });
}

function isSorted(facts: readonly CallFact[]): boolean {
  let before = facts[0];
  if (before === undefined) return true;
  for (let index = 1; index < facts.length; index += 1) {
    const fact = facts[index] as CallFact;
    if (compareFacts(before, fact) >= 0) return false;
    before = fact;
  }
  return true;
}

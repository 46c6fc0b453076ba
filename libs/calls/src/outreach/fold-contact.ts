import type { Instant } from '../fact';

/** How somebody answered what a campaign offers. */
export type CampaignAnswer = 'accepted' | 'refused';

/** What came of calling somebody of a campaign's list without an answer to what it offers. */
export type ContactTry = 'noAnswer' | 'otherPerson' | 'wrongNumber';

/** So often somebody of a list is called without being reached, and then no more. */
export const mostContactTries = 3;

/**
 * Something that concerns one caller of a clinic and one campaign. `key` tells two of them apart: one that is told twice
 * has the same. What is said in a call has that call in `of`, so that of each call the last word stands.
 */
export type ContactFact = { readonly key: string; readonly at: Instant } & (
  | { readonly kind: 'listed'; readonly consents: boolean }
  | { readonly kind: 'answered'; readonly of: string; readonly answer: CampaignAnswer | null }
  | { readonly kind: 'tried'; readonly outcome: ContactTry }
  /** Does not want to be called for any campaign of the clinic; `isSo` false takes back what was said in the same call. */
  | { readonly kind: 'barred'; readonly of: string; readonly isSo: boolean }
  /** The data-protection officer took back what was said before, because the caller asked for it. */
  | { readonly kind: 'lifted' }
);

/** Where somebody of a list stands; each is in exactly one. Only who is `left` is proposed to be called. */
export const contactStates = ['left', 'accepted', 'refused', 'notReached', 'noConsent', 'doNotCall'] as const;
export type ContactState = (typeof contactStates)[number];

/** Somebody of a list, as far as it came. */
export type FoldedContact = {
  readonly state: ContactState;
  /** Whether they do not want to be called, whatever they answered before. */
  readonly isBarred: boolean;
  readonly tries: number;
  readonly latestTryAt: Instant | null;
};

/**
 * Folds somebody of a list from all that is known, in any order and told any number of times. The last answer stands;
 * without one, who does not want to be called is called no more, however often a list names them afterwards.
 */
export function foldContact(facts: readonly ContactFact[]): FoldedContact {
  const sorted = sortedOnce(facts);
  const tries = sorted.filter((fact) => fact.kind === 'tried');
  const isBarred = isBarredBy(sorted);
  return {
    state: stateOf(sorted, isBarred, tries),
    isBarred,
    tries: tries.length,
    latestTryAt: tries.at(-1)?.at ?? null,
  };
}

/** Whether a caller does not want to be called: somebody said so, and it was not lifted since. At one instant the mark wins. */
export function isBarredBy(facts: readonly ContactFact[]): boolean {
  const marks = lastWords(facts.filter((fact) => fact.kind === 'barred')).filter(({ isSo }) => isSo);
  const lifts = facts.filter((fact) => fact.kind === 'lifted');
  return latest(marks) >= 0 && latest(marks) >= latest(lifts);
}

type Tried = Extract<ContactFact, { readonly kind: 'tried' }>;

function stateOf(sorted: readonly ContactFact[], isBarred: boolean, tries: readonly Tried[]): ContactState {
  const answers = lastWords(sorted.filter((fact) => fact.kind === 'answered'));
  const answer = answers.findLast((fact) => fact.answer !== null)?.answer ?? null;
  if (answer !== null) return answer;
  if (isBarred) return 'doNotCall';
  const listed = sorted.findLast((fact) => fact.kind === 'listed');
  if (listed?.consents !== true) return 'noConsent';
  const isOver = tries.length >= mostContactTries || tries.some(({ outcome }) => outcome === 'wrongNumber');
  return isOver ? 'notReached' : 'left';
}

/** Of each call, and of each thing that was said otherwise, the last word, in the order of time. */
function lastWords<F extends ContactFact & { readonly of: string }>(facts: readonly F[]): readonly F[] {
  const sorted = sortedOnce(facts);
  const last = new Map(sorted.map((fact) => [fact.of, fact]));
  return sorted.filter((fact) => last.get(fact.of) === fact);
}

function sortedOnce<F extends ContactFact>(facts: readonly F[]): readonly F[] {
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  return [...byKey.values()].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

const latest = (facts: readonly ContactFact[]): number => Math.max(-1, ...facts.map(({ at }) => at));

import type { Outcome } from './call';

/**
 * What an outcome means for the caller: a person answered (`answered`), nobody did and somebody should have (`lost`),
 * or nobody needed to (a robot did) or nobody can know (`spared`). A call without an outcome is open: in none of them.
 */
export type OutcomeKind = 'answered' | 'lost' | 'spared';

/** The one table: a new outcome does not compile until it is said what it means. */
export const outcomeKinds = {
  answered: 'answered',
  answeredByBot: 'spared',
  abandoned: 'lost',
  ivrAbandoned: 'lost',
  blocked: 'lost',
  timeoutOverflow: 'lost',
  voicemail: 'lost',
  callbackExit: 'lost',
  systemFailed: 'lost',
  unspecified: 'lost',
  closed: 'spared',
  selfServed: 'spared',
  unknown: 'spared',
} as const satisfies Record<Outcome, OutcomeKind>;

type OutcomeOf<Kind extends OutcomeKind> = {
  [name in Outcome]: (typeof outcomeKinds)[name] extends Kind ? name : never;
}[Outcome];
export type LossName = OutcomeOf<'lost'>;

/** Every outcome, in the order in which it is published. */
export const outcomeNames = Object.keys(outcomeKinds) as readonly Outcome[];

const ofKind = <Kind extends OutcomeKind>(kind: Kind): readonly OutcomeOf<Kind>[] =>
  outcomeNames.filter((name): name is OutcomeOf<Kind> => outcomeKinds[name] === kind);

/** The parts of `unanswered`: they sum to it. */
export const lossNames = ofKind('lost');
/** In no answer rate: neither answered nor unanswered. */
export const sparedNames = ofKind('spared');
/** What a call without an outcome is counted as. */
export const openNames = ['waiting', 'greeting'] as const;

/** Nobody spoke to the caller, and somebody should have: the outcomes that sum to `unanswered`. */
export function isUnanswered(outcome: Outcome | null): boolean {
  return outcome !== null && outcomeKinds[outcome] === 'lost';
}

import type { Instant } from '@vigie/calls';
import { contactThatMadeGood } from '@vigie/metrics';

import type { Contact, LostCall } from './clinic-calls-query';
import type { CallerFigures } from './report-figures';

type Fate = 'calledAgain' | 'calledBack' | 'neverReached' | 'pending';

/** When to count: until when a call lost at an instant can be made good, and what time it is. */
export type Deadline = { readonly of: (lostAt: Instant) => Instant; readonly now: Instant };

/** What became of the callers that nobody answered, each number once. Calls and contacts in any order. */
export function callersOf(
  lost: readonly LostCall[],
  contacts: readonly Contact[],
  deadline: Deadline,
): CallerFigures {
  const contactsOf = Map.groupBy(contacts, ({ aniHash }) => aniHash);
  const numbered = lost.filter(({ aniHash }) => aniHash !== null);
  const counts = { calledAgain: 0, calledBack: 0, neverReached: 0, pending: 0 };
  const byNumber = Map.groupBy(numbered, ({ aniHash }) => aniHash ?? '');
  for (const [aniHash, calls] of byNumber) {
    const known = contactsOf.get(aniHash) ?? [];
    counts[worstOf(calls.map(({ lostAt }) => fateOf(lostAt, known, deadline)))] += 1;
  }
  return {
    numbers: byNumber.size,
    ...counts,
    hiddenCalls: lost.length - numbered.length,
    numberedCalls: numbered.length,
  };
}

function fateOf(lostAt: Instant, contacts: readonly Contact[], deadline: Deadline): Fate {
  const until = deadline.of(lostAt);
  const contact = contactThatMadeGood(lostAt, until, contacts);
  if (contact !== undefined) return contact.byUs ? 'calledBack' : 'calledAgain';
  return until > deadline.now ? 'pending' : 'neverReached';
}

/** A number is as badly off as its worst call; among those made good, the last contact tells who made it. */
function worstOf(fates: readonly Fate[]): Fate {
  if (fates.includes('neverReached')) return 'neverReached';
  if (fates.includes('pending')) return 'pending';
  return fates.at(-1) ?? 'pending';
}

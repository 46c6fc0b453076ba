import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  contactStates,
  foldContact,
  type CampaignAnswer,
  type ContactFact,
  type ContactTry,
} from './fold-contact';

const at = (minute: number): number => Date.UTC(2026, 9, 12, 9, minute);
type Said = ContactFact extends infer F ? (F extends unknown ? Omit<F, 'key' | 'at'> : never) : never;
let told = 0;
const fact = (minute: number, said: Said): ContactFact => ({
  ...said,
  key: `k${(told += 1)}`,
  at: at(minute),
});
const listed = (minute: number, consents = true) => fact(minute, { kind: 'listed', consents });
const answered = (minute: number, answer: CampaignAnswer | null, of = `c${minute}`) =>
  fact(minute, { kind: 'answered', answer, of });
const tried = (minute: number, outcome: ContactTry = 'noAnswer') => fact(minute, { kind: 'tried', outcome });
const barred = (minute: number, of = `c${minute}`, isSo = true) => fact(minute, { kind: 'barred', of, isSo });
const lifted = (minute: number) => fact(minute, { kind: 'lifted' });
const stateOf = (...facts: readonly ContactFact[]) => foldContact(facts).state;

describe('somebody of the list of a campaign', () => {
  it('is to be called where the list says that they consent, and is not where it does not', () => {
    expect(stateOf(listed(0))).toBe('left');
    expect(stateOf(listed(0, false))).toBe('noConsent');
    expect(stateOf(listed(0), listed(5, false))).toBe('noConsent');
    expect(stateOf()).toBe('noConsent');
  });

  it('is called three times at most, and once where the number is wrong', () => {
    expect(foldContact([listed(0), tried(1), tried(2, 'otherPerson')])).toMatchObject({
      state: 'left',
      tries: 2,
      latestTryAt: at(2),
    });
    expect(stateOf(listed(0), tried(1), tried(2), tried(3))).toBe('notReached');
    expect(stateOf(listed(0), tried(1, 'wrongNumber'))).toBe('notReached');
  });

  it('is done once they answered, in a call of theirs as well as in ours; the last answer stands', () => {
    expect(stateOf(listed(0), answered(1, 'accepted'))).toBe('accepted');
    expect(stateOf(listed(0), answered(1, 'accepted'), answered(9, 'refused'))).toBe('refused');
    expect(stateOf(listed(0), answered(1, 'accepted', 'c1'), answered(2, null, 'c1'))).toBe('left');
    expect(stateOf(listed(0), answered(1, 'accepted', 'c1'), answered(2, null, 'c2'))).toBe('accepted');
  });

  it('is called no more once they said so, whatever a later list says', () => {
    expect(stateOf(listed(0), barred(1), listed(2))).toBe('doNotCall');
    expect(foldContact([answered(1, 'refused'), barred(1, 'c1'), listed(2)])).toMatchObject({
      state: 'refused',
      isBarred: true,
    });
  });

  it('may be called again where the mark was taken back in its own call, or lifted by the officer since', () => {
    expect(stateOf(listed(0), barred(1, 'c1'), barred(2, 'c1', false))).toBe('left');
    expect(stateOf(listed(0), barred(1, 'c1'), barred(2, 'c2', false))).toBe('doNotCall');
    expect(stateOf(listed(0), barred(1), lifted(2))).toBe('left');
    expect(stateOf(listed(0), barred(1), lifted(2), barred(3))).toBe('doNotCall');
    expect(stateOf(listed(0), lifted(2), barred(2))).toBe('doNotCall');
  });
});

const minute = fc.integer({ min: 0, max: 30 });
const call = fc.constantFrom('c1', 'c2', 'c3');
const anyFact: fc.Arbitrary<ContactFact> = fc
  .oneof(
    fc.record({ kind: fc.constant('listed'), at: minute, consents: fc.boolean() }),
    fc.record({
      kind: fc.constant('answered'),
      at: minute,
      of: call,
      answer: fc.constantFrom('accepted', 'refused', null),
    }),
    fc.record({
      kind: fc.constant('tried'),
      at: minute,
      outcome: fc.constantFrom('noAnswer', 'otherPerson', 'wrongNumber'),
    }),
    fc.record({ kind: fc.constant('barred'), at: minute, of: call, isSo: fc.boolean() }),
    fc.record({ kind: fc.constant('lifted'), at: minute }),
  )
  .map((one) => one as ContactFact);
const anyFacts = fc
  .array(anyFact, { maxLength: 12 })
  .map((facts) => facts.map((one, index) => ({ ...one, key: `k${index}` })));

describe('whatever is told of somebody of a list', () => {
  it('gives the same in any order and told any number of times, in exactly one state', () => {
    fc.assert(
      fc.property(anyFacts, fc.infiniteStream(fc.nat()), (facts, random) => {
        const shuffled = facts
          .flatMap((one, index) => (index % 3 === 0 ? [one, one] : [one]))
          .map((one) => ({ one, place: random.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        const folded = foldContact(facts);
        expect(foldContact(shuffled)).toEqual(folded);
        expect(contactStates).toContain(folded.state);
      }),
    );
  });

  it('never proposes to call somebody who said not to be called, unless that was lifted since', () => {
    const unlifted = anyFacts.map((facts) => facts.filter(({ kind }) => kind !== 'lifted'));
    fc.assert(
      fc.property(unlifted, minute, fc.array(minute, { maxLength: 4 }), (facts, markedAt, lists) => {
        const mark: ContactFact = { key: 'mark', at: markedAt, kind: 'barred', of: 'c9', isSo: true };
        const later = lists.map((plus, index) => ({
          ...{ key: `later${index}`, at: markedAt + plus, kind: 'listed' as const, consents: true },
        }));
        const folded = foldContact([...facts, mark, ...later]);
        expect(folded.isBarred).toBe(true);
        expect(['left', 'notReached', 'noConsent']).not.toContain(folded.state);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { openQuestions } from './open-questions';
import type { CountedNote, Decision } from './question-store';

const at = Date.UTC(2026, 10, 23, 9);
const noted = (kind: CountedNote['kind'], item: string, count: number): CountedNote => ({
  kind,
  item,
  count,
  lastAt: at,
});
const decided = (question: string, decision: Decision['decision']): Decision => ({
  question,
  decision,
  at,
  by: 'Paul',
  why: '',
});

describe('what a sheet does not answer', () => {
  it('is told by how often it is asked and proposed; once, and only once, is counted alone', () => {
    const { questions, askedOnce } = openQuestions(
      [
        noted('missed', 'parking', 17),
        noted('proposed', 'parking', 2),
        noted('missed', 'téléconsultation', 11),
        noted('missed', 'madame martin', 1),
        noted('proposed', 'carte vitale', 1),
      ],
      [],
      null,
    );
    expect(questions.map(({ question, asked, proposed }) => [question, asked, proposed])).toEqual([
      ['parking', 17, 2],
      ['téléconsultation', 11, 0],
      ['carte vitale', 0, 1],
    ]);
    expect(askedOnce).toBe(1);
  });

  it('is open again once what was written is still looked up in vain; what was refused stays so', () => {
    const { questions } = openQuestions(
      [noted('missed', 'parking', 2), noted('missed', 'tarif', 9), noted('missed', 'wifi', 1)],
      [decided('parking', 'accepted'), decided('tarif', 'refused'), decided('wifi', 'accepted')],
      null,
    );
    expect(questions.map(({ question, state }) => [question, state])).toEqual([
      ['parking', 'open'],
      ['wifi', 'accepted'],
      ['tarif', 'refused'],
    ]);
  });

  it('names paths and answers that are unclear as the sheet does', () => {
    const sheet = {
      paths: [{ id: 'change', name: 'Déplacer', kind: 'specific' as const, text: '' }],
      answers: [],
    };
    const notes = [noted('unclear', 'late', 1), noted('unclear', 'change', 4)];
    expect(openQuestions(notes, [], sheet).unclear).toEqual([
      { name: 'Déplacer', count: 4 },
      { name: 'late', count: 1 },
    ]);
  });

  it('is the same in whatever order it was noted', () => {
    const notes = fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('missed' as const, 'proposed' as const, 'unclear' as const, 'found' as const),
        item: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
        count: fc.integer({ min: 1, max: 9 }),
        lastAt: fc.integer({ min: at, max: at + 9 }),
      }),
      { selector: ({ kind, item }) => `${kind} ${item ?? ''}` },
    );
    const decisions = fc.uniqueArray(
      fc.record({
        question: fc.constantFrom('a', 'b', 'e'),
        decision: fc.constantFrom('accepted' as const, 'refused' as const),
        at: fc.constant(at),
        by: fc.constant('Paul'),
        why: fc.constant(''),
      }),
      { selector: ({ question }) => question },
    );
    fc.assert(
      fc.property(notes, decisions, (some, made) => {
        const told = openQuestions(some, made, null);
        expect(openQuestions(some.toReversed(), made.toReversed(), null)).toEqual(told);
        const missed = some.filter(({ kind, item }) => kind === 'missed' && item !== null);
        const sum = told.questions.reduce((all, { asked }) => all + asked, told.askedOnce);
        expect(sum).toBe(missed.reduce((all, { count }) => all + count, 0));
      }),
    );
  });
});

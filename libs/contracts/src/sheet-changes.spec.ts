import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sheetChanges } from './sheet-changes';
import { basicNames, type Sheet } from './sheets';

const unread = { reviewedOn: null, reviewBy: null };
const sheet: Sheet = {
  language: 'fr',
  service: 'booking',
  greeting: { text: 'Cabinet Durand.', seconds: 18, comesFirst: true },
  disclosure: 'Vous êtes en relation avec son télésecrétariat.',
  opening: { kind: 'closed', text: 'Rendez-vous ou renseignement ?' },
  emergency: 'Composez le 15.',
  paths: [
    { id: 'book', name: 'Prendre rendez-vous', kind: 'specific', text: 'Proposer deux dates.' },
    { id: 'message', name: 'Message', kind: 'general', text: '' },
  ],
  basics: Object.fromEntries(basicNames.map((name) => [name, { text: '', ...unread }])) as Sheet['basics'],
  answers: [{ id: 'late', question: 'Et en cas de retard ?', text: 'Prévenir.', ...unread }],
};

describe('what a secretary must learn of a new version', () => {
  it('is told by part and name, what to do in an emergency first', () => {
    const after: Sheet = {
      ...sheet,
      emergency: 'Composez le 15 ou le 112.',
      paths: [
        { ...sheet.paths[0], id: 'book', name: 'Prendre rendez-vous', kind: 'specific', text: 'Une date.' },
      ],
      basics: { ...sheet.basics, parking: { text: 'Sous la place', ...unread } },
      answers: [
        ...sheet.answers,
        { id: 'card', question: 'La carte vitale ?', text: 'À chaque fois.', ...unread },
      ],
    };
    expect(sheetChanges(sheet, after)).toEqual([
      { part: 'emergency', name: '', how: 'changed' },
      { part: 'path', name: 'Prendre rendez-vous', how: 'changed' },
      { part: 'path', name: 'Message', how: 'removed' },
      { part: 'basic', name: 'parking', how: 'added' },
      { part: 'answer', name: 'La carte vitale ?', how: 'added' },
    ]);
    const back = sheetChanges(after, sheet);
    expect(back.find(({ part }) => part === 'basic')).toEqual({
      part: 'basic',
      name: 'parking',
      how: 'removed',
    });
  });

  it('is nothing where a page was only looked at again, or put in another order', () => {
    const looked: Sheet = {
      ...sheet,
      greeting: { ...sheet.greeting, seconds: 21 },
      answers: sheet.answers.map((answer) => ({
        ...answer,
        reviewedOn: '2026-11-23',
        reviewBy: '2027-01-01',
      })),
      paths: sheet.paths.toReversed(),
    };
    expect(sheetChanges(sheet, looked)).toEqual([]);
  });

  it('is as much one way as the other: what comes is added, what goes is removed', () => {
    const answers = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        question: fc.constantFrom('Q', 'R'),
        text: fc.constantFrom('', 'x', 'y'),
        reviewedOn: fc.constant(null),
        reviewBy: fc.constant(null),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(answers, answers, (was, is) => {
        const there = sheetChanges({ ...sheet, answers: was }, { ...sheet, answers: is });
        const back = sheetChanges({ ...sheet, answers: is }, { ...sheet, answers: was });
        const count = (all: typeof there, how: string): number => all.filter((one) => one.how === how).length;
        expect([count(there, 'added'), count(there, 'changed')]).toEqual([
          count(back, 'removed'),
          count(back, 'changed'),
        ]);
      }),
    );
  });
});

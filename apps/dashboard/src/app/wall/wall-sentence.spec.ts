import { describe, expect, it } from '@jest/globals';
import type { HeadlineView, TotalsView } from '@vigie/contracts';

import { calmHeadline, sampleBoard, sampleNow } from '../testing/sample-board';
import { wallSentence } from './wall-sentence';

const values = (given?: Readonly<Record<string, string | number>>): string =>
  Object.entries(given ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
const speech = {
  words: {
    t: (key: string, given?: Record<string, string | number>) => `${key} ${values(given)}`.trim(),
    n: (key: string, n: number, given?: Record<string, string | number>) =>
      `${key} n=${n} ${values(given)}`.trim(),
  },
  formats: { number: String, duration: (ms: number) => `${ms / 1_000} s` },
} as Parameters<typeof wallSentence>[1];

const { totals } = sampleBoard();
const told = (
  headline: Partial<HeadlineView>,
  more: { totals?: Partial<TotalsView>; wishes?: number; names?: boolean; marked?: boolean } = {},
) =>
  wallSentence(
    {
      headline: { ...calmHeadline, ...headline },
      totals: { ...totals, ...more.totals },
      sources: [],
      wishes: more.wishes ?? 0,
      names: more.names ?? true,
      now: sampleNow,
      marked: more.marked ?? false,
    },
    speech,
  );

describe('the band of the television', () => {
  it('says in a crisis how many are lost and how many are taken, never that the queue clears', () => {
    const { said } = told({
      kind: 'peak',
      level: 'act',
      trend: 'shrinking',
      lostPerMinute: 4.8,
      takenPerMinute: 3.2,
    });
    expect(said).toBe('wall.losing in=wall.in n=9 taken=wall.taken n=3.2 lost=wall.lost n=4.8');
  });

  it('says who is missing first, then where they wait', () => {
    const missing = { id: 'acc', name: 'Accueil', missing: 3 };
    const clinic = { id: 'sud', name: 'Radiologie Sud', waiting: 7 };
    const team = { id: 'img', name: 'Imagerie', waiting: 8 };
    const crisis = { kind: 'peak', level: 'act', waiting: 12 } as const;
    expect(told({ ...crisis, missing, clinic }).why).toContain('wall.missing n=3 team=Accueil');
    expect(told({ ...crisis, clinic, team }).why).toContain('name=Radiologie Sud n=7 of=12');
    expect(told({ ...crisis, clinic, team }, { names: false }).why).toContain('name=Imagerie n=8 of=12');
  });

  it('is calm when all is well, and says what one would wait', () => {
    expect(told({})).toEqual({ said: 'wall.calm', why: 'wall.expected wait=120 s' });
    expect(told({ expectedWaitMs: null })).toEqual({ said: 'wall.calm', why: '' });
    expect(told({}, { wishes: 2 }).why).toBe('wall.wishes n=2');
  });

  it('does not say that all is well above what speaks against it', () => {
    const missing = { id: 'acc', name: 'Accueil', missing: 1 };
    expect(told({ missing })).toEqual({ said: 'wall.noAlert', why: 'wall.missing n=1 team=Accueil' });
    expect(told({ trend: 'growing' }).said).toBe('wall.noAlert');
    expect(told({}, { totals: { freeWhileWaiting: true } })).toEqual({
      said: 'wall.noAlert',
      why: 'wall.freeWhileWaiting',
    });
    expect(told({}, { marked: true }).said).toBe('wall.noAlert');
    expect(told({ trend: 'shrinking' }).said).toBe('wall.calm');
  });
});

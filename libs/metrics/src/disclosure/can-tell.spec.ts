import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canTell, type Respondent } from './can-tell';
import { isolatedBy } from './isolated-by';
import { mergeOnce, mergeSmall } from './merge-parts';

const atOnce = () => Promise.resolve();

/** Respondents of one told clinic, by the part they are in for each dimension. */
const respondents = (profiles: readonly (readonly [number, readonly string[]])[]): Respondent[] =>
  profiles.flatMap(([count, parts]) =>
    Array.from({ length: count }, () => ({
      group: 'batch 1',
      answers: [
        {
          told: ['clinic'],
          possible: ['batch 1'],
          asked: parts.map((figure) => ({ figure, weight: 1 })),
        },
      ],
    })),
  );

describe('whether a clinic may be told apart', () => {
  it('by one dimension, when each part has ten', async () => {
    expect(
      await canTell(
        respondents([
          [10, ['held']],
          [12, ['not']],
        ]),
        atOnce,
      ),
    ).toBe(true);
    expect(
      await canTell(
        respondents([
          [9, ['held']],
          [12, ['not']],
        ]),
        atOnce,
      ),
    ).toBe(false);
  });

  it('not by two dimensions that differ in three respondents', async () => {
    const nearlyTheSame = respondents([
      [50, ['booked', 'reason booking']],
      [3, ['booked', 'reason other']],
      [40, ['not booked', 'reason other']],
    ]);
    expect(await canTell(nearlyTheSame, atOnce)).toBe(false);
  });

  it('by two dimensions that go their own ways', async () => {
    const crossed = respondents([
      [20, ['held', 'short']],
      [20, ['held', 'long']],
      [20, ['not', 'short']],
      [20, ['not', 'long']],
    ]);
    expect(await canTell(crossed, atOnce)).toBe(true);
  });

  it('not when a part would tell a hidden clinic', async () => {
    const clinic = (possible: string, count: number, figure: string): Respondent[] =>
      Array.from({ length: count }, () => ({
        group: 'batch 1',
        answers: [{ told: ['batch 1'], possible: [possible], asked: [{ figure, weight: 1 }] }],
      }));
    const catalan = [
      ...clinic('roux', 15, 'ca'),
      ...clinic('durand', 30, 'fr'),
      ...clinic('petit', 12, 'fr'),
    ];
    expect(await canTell(catalan, atOnce)).toBe(false);
  });

  it('whatever the profiles: what it allows, no attack takes apart', async () => {
    const part = (name: string) => fc.constantFrom(`${name} 1`, `${name} 2`, `${name} 3`);
    const profile = fc.tuple(
      fc.integer({ min: 1, max: 30 }),
      fc.tuple(part('wait'), part('reason'), part('hold')),
    );
    let allowed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(profile, { minLength: 2, maxLength: 9 }), async (profiles) => {
        // a clinic of fewer than ten is not told at all
        fc.pre(profiles.reduce((sum, [count]) => sum + count, 0) >= 10);
        if (!(await canTell(respondents(profiles), atOnce))) return;
        allowed += 1;
        const figures = ['clinic', ...new Set(profiles.flatMap(([, parts]) => parts))];
        const found = isolatedBy({
          least: 10,
          tries: 3,
          lots: profiles.map(([count]) => ({ count, place: null })),
          figures: figures.map((figure) =>
            profiles.map(([, parts]) =>
              figure === 'clinic' || parts.some((name) => name === figure) ? 1 : 0,
            ),
          ),
        });
        expect(found).toBeNull();
      }),
      { numRuns: 300 },
    );
    expect(allowed).toBeGreaterThan(10);
  });
});

describe('merging before hiding', () => {
  it('puts a small band together with its smaller neighbour', () => {
    const bands = [
      ['0-20', 40],
      ['20-60', 12],
      ['60-180', 4],
      ['180+', 8],
    ] as const;
    expect(mergeSmall(bands, true).map(({ values }) => values.join('+'))).toEqual([
      '0-20',
      '20-60',
      '60-180+180+',
    ]);
  });

  it('puts the two smallest together where there is no order', () => {
    const reasons = [
      ['booking', 40],
      ['results', 3],
      ['billing', 15],
      ['other', 5],
    ] as const;
    const parts = mergeSmall(reasons, false);
    expect(parts.map(({ values, count }) => [values.join('+'), count])).toEqual([
      ['booking', 40],
      ['results+other+billing', 23],
    ]);
    expect(mergeOnce(parts, false)).toHaveLength(1);
  });
});

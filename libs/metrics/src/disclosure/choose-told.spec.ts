import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fewestTold, type AnswerEdge } from './answer-lots';
import { chooseTold, type OpenEdge } from './choose-told';
import { isolatedBy, type Attack } from './isolated-by';
import { smallCut } from './small-cut';

/** Answers of clinics in one batch, none told yet. */
const firstBatch = (sizes: Record<string, number>, batch = '1'): OpenEdge[] =>
  Object.entries(sizes).map(([clinic, count]) => ({
    batch,
    toldIn: null,
    place: clinic,
    count,
    candidate: clinic,
    placeIfTold: null,
  }));

const tell = (open: readonly OpenEdge[], told: ReadonlySet<string>): AnswerEdge[] =>
  open.map((edge) =>
    edge.candidate !== null && told.has(edge.candidate)
      ? { ...edge, toldIn: edge.candidate, place: edge.placeIfTold }
      : edge,
  );

/** The published figures as an outsider has them: each step of all clinics, each clinic's figure. */
function attackOn(edges: readonly AnswerEdge[]): Attack {
  const batches = [...new Set(edges.map(({ batch }) => batch))];
  const clinics = [...new Set(edges.flatMap(({ toldIn }) => toldIn ?? []))];
  return {
    least: fewestTold,
    tries: 4,
    lots: edges.map(({ count, place }) => ({ count, place })),
    figures: [
      ...batches.map((batch) => edges.map((edge) => (edge.batch === batch ? 1 : 0))),
      ...clinics.map((clinic) => edges.map((edge) => (edge.toldIn === clinic ? 1 : 0))),
    ],
  };
}

describe('which clinics are told', () => {
  it.each([
    ['everybody with ten or more', { a: 10, b: 12 }, ['a', 'b']],
    ['nobody with nine, nor the next smallest beside it', { a: 9, b: 10, c: 29, d: 100 }, ['c', 'd']],
    ['whoever is left, when those hidden are ten of two clinics', { a: 5, b: 5, c: 10 }, ['c']],
    ['nobody, when the only other one would be found', { a: 3, b: 40 }, []],
    ['a single clinic, which is all of them', { a: 12 }, ['a']],
  ])('%s', (_, sizes, expected) => {
    expect([...(chooseTold([], firstBatch(sizes)) ?? [])].sort()).toEqual(expected);
  });

  it('does not move a clinic whose answers all came in a step that nearly is that clinic', () => {
    const steps = [...firstBatch({ a: 50, b: 3 }, '1'), ...firstBatch({ b: 20, c: 30, d: 40 }, '2')];
    const told = chooseTold([], steps);
    expect(told?.has('a') && told.has('b')).toBe(false);
    expect(isolatedBy(attackOn(tell(steps, told ?? new Set())))).toBeNull();
  });

  it('refuses a batch of one hidden clinic', () => {
    const open = firstBatch({ a: 12 }).map((edge) => ({ ...edge, candidate: null }));
    expect(chooseTold([], open)).toBeNull();
  });
});

const sizes = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: 1, max: 25 }), {
  minKeys: 1,
});
const steps = fc.array(sizes, { minLength: 1, maxLength: 4 });

describe('whatever came in whatever steps', () => {
  it('no combination isolates fewer than ten answers or one hidden clinic', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const open = all.flatMap((batch, index) => firstBatch(batch, String(index)));
        const told = chooseTold([], open);
        return told === null || isolatedBy(attackOn(tell(open, told))) === null;
      }),
      { numRuns: 300 },
    );
  });

  it('finds a cut exactly when the attack finds a set', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const open = all.flatMap((batch, index) => firstBatch(batch, String(index)));
        const edges = tell(open, new Set(['a', 'c', 'e'])).map((edge) => ({ ...edge, place: null }));
        return (smallCut(edges, fewestTold) === null) === (isolatedBy(attackOn(edges)) === null);
      }),
      { numRuns: 300 },
    );
  });

  it('the attack finds what the rule hides, once the rule is broken', () => {
    const open = firstBatch({ a: 9, b: 10, c: 29 });
    expect(isolatedBy(attackOn(tell(open, new Set(['b', 'c']))))).not.toBeNull();
    expect(isolatedBy(attackOn(tell(open, new Set(['c']))))).toBeNull();
  });
});

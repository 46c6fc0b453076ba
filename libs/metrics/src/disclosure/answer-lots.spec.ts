import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { connectedLots, fewestTold, type AnswerEdge } from './answer-lots';
import { chooseTold } from './choose-told';
import { hiddenAlone } from './hidden-alone';
import { smallCut } from './small-cut';

type Lot = AnswerEdge & { readonly month: string; readonly clinicId: string };

const lot = (month: string, batch: number, clinicId: string, count: number): Lot => ({
  batch: `${month} ${batch}`,
  toldIn: null,
  place: clinicId,
  count,
  month,
  clinicId,
});
const isSafe = (lots: readonly AnswerEdge[]): boolean =>
  smallCut(lots, fewestTold) === null && hiddenAlone(lots) === null;

/** Tells the clinics of October that may be told beside what is told already. */
function decide(lots: readonly Lot[]): ReadonlySet<string> | null {
  const near = connectedLots(lots, ({ month }) => month === 'October');
  return chooseTold(
    [],
    near.map((each) => ({
      ...each,
      toldIn: null,
      candidate: each.month === 'October' ? each.clinicId : null,
      placeIfTold: null,
    })),
  );
}

const october = [lot('October', 1, 'un', 12), lot('October', 1, 'deux', 12)];

describe('lots that share nothing but the ground', () => {
  it('have no say: a running month of one clinic alone hides nothing of a final one', () => {
    const november = lot('November', 1, 'un', 12);
    expect(decide([...october, november])).toEqual(new Set(['un', 'deux']));
    expect(connectedLots([...october, november], ({ month }) => month === 'October')).toEqual(october);
  });

  it('are linked by a figure that tells two months together', () => {
    const told = (each: Lot): Lot => ({ ...each, toldIn: 'block', place: null });
    const november = lot('November', 1, 'un', 12);
    const lots = [...october.map(told), told(november), lot('December', 1, 'un', 10)];
    expect(connectedLots(lots, ({ month }) => month === 'November')).toEqual(lots.slice(0, 3));
  });

  it('stay as safe as they were, whatever is decided of the others', () => {
    const clinics = fc.constantFrom('un', 'deux', 'trois', 'quatre');
    const months = fc.constantFrom('September', 'October', 'November');
    const story = fc.array(fc.tuple(months, fc.integer({ min: 1, max: 2 }), clinics, fc.nat(25)), {
      maxLength: 14,
    });
    let decided = 0;
    fc.assert(
      fc.property(story, (told) => {
        const lots = told.map(([month, batch, clinicId, count]) => lot(month, batch, clinicId, count));
        const chosen = decide(lots);
        if (chosen === null || chosen.size === 0) return;
        const rest = lots.filter(({ month }) => month !== 'October');
        const after = lots.map((each): AnswerEdge => {
          const isTold = each.month === 'October' && chosen.has(each.clinicId);
          return isTold ? { ...each, toldIn: each.clinicId, place: null } : each;
        });
        expect(isSafe(after)).toBe(isSafe(rest));
        decided += 1;
      }),
      { numRuns: 500 },
    );
    expect(decided).toBeGreaterThan(50);
  });
});

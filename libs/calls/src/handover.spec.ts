import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { mergeHandovers, missingFields, type Handover } from './handover';

const nothing: Handover = {
  openedAt: 0,
  written: null,
  sentAt: null,
  deliveredAt: null,
  acknowledgedAt: null,
};
const at = fc.integer({ min: 0, max: 5 });
const names = fc.subarray(['name', 'number', 'reason', 'birthDate']);
/** What each event tells by itself; texts of one instant differ in nothing but their tie. */
const told: fc.Arbitrary<Handover> = fc.oneof(
  fc.record({ at, tie: fc.constantFrom('a', 'b', 'c') }).chain(({ at: when, tie }) =>
    fc.record({ fields: names, isReferral: fc.boolean() }).map(({ fields, isReferral }) => ({
      ...nothing,
      openedAt: when,
      written: { at: when, tie: `${tie}${fields.join()}${isReferral}`, fields, isReferral, clinicId: null },
    })),
  ),
  fc
    .record({ at, step: fc.constantFrom('sentAt', 'deliveredAt', 'acknowledgedAt') })
    .map(({ at: when, step }) => ({ ...nothing, openedAt: when, [step]: when })),
);
const all = (tellings: readonly Handover[]): Handover =>
  tellings.reduce((merged, one) => mergeHandovers(merged, one));

describe('a message for a clinic', () => {
  it('comes out the same in whatever order, and however often, it is told', () => {
    fc.assert(
      fc.property(
        fc.array(told, { minLength: 1, maxLength: 8 }).chain((events) =>
          fc.record({
            events: fc.constant(events),
            again: fc
              .array(fc.constantFrom(...events), { maxLength: 6 })
              .chain((more) =>
                fc.shuffledSubarray([...events, ...more], { minLength: events.length + more.length }),
              ),
          }),
        ),
        ({ events, again }) => expect(all(again)).toEqual(all(events)),
      ),
    );
  });

  it('is what was written last, and came as far as anybody said first', () => {
    const written = (when: number, fields: readonly string[]): Handover => ({
      ...nothing,
      openedAt: when,
      written: { at: when, tie: '', fields, isReferral: false, clinicId: null },
    });
    const merged = all([
      { ...nothing, openedAt: 30, acknowledgedAt: 30 },
      written(20, ['name', 'number']),
      written(10, ['name']),
      { ...nothing, openedAt: 40, acknowledgedAt: 40 },
    ]);
    expect(merged).toMatchObject({ openedAt: 10, acknowledgedAt: 30, sentAt: null });
    expect(merged.written?.fields).toEqual(['name', 'number']);
  });

  it('lacks what its clinic requires and it does not hold', () => {
    expect(missingFields(['name', 'number', 'reason'], { fields: ['reason', 'birthDate', 'name'] })).toEqual([
      'number',
    ]);
    expect(missingFields([], { fields: [] })).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CallAlerts, type MarkedCall } from './call-alerts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 23, 9);
const call = (key: string, more: Partial<MarkedCall> = {}): MarkedCall => ({
  key,
  clinicId: 'durand',
  counted: true,
  urgent: false,
  difficult: false,
  arrivedAt: now - 5 * minute,
  answeredAt: now - 4 * minute,
  lastAt: now - minute,
  phase: 'talking',
  taken: null,
  ...more,
});
const told = (calls: readonly MarkedCall[], at = now) => {
  const alerts = new CallAlerts();
  for (const one of calls) alerts.put(one);
  return [...alerts.at(at).values()];
};

describe('a call that was marked urgent', () => {
  it('is told while it goes on and for half an hour after it, and no longer once the mark is taken back', () => {
    const urgent = call('a', { urgent: true });
    expect(told([urgent])).toEqual([
      {
        id: 'a',
        kind: 'urgent',
        clinicId: 'durand',
        at: now - 5 * minute,
        count: 1,
        isOpen: true,
        taken: null,
      },
    ]);
    const ended = { ...urgent, phase: 'ended' };
    expect(told([ended])[0]?.isOpen).toBe(false);
    expect(told([ended], now + 28 * minute)).toHaveLength(1);
    expect(told([ended], now + 29 * minute)).toEqual([]);
    expect(told([urgent], now + 90 * minute)).toHaveLength(1);
    expect(told([urgent, call('a')])).toEqual([]);
    expect(told([{ ...urgent, counted: false }])).toEqual([]);
    const taken = { by: 'Claire', at: now };
    expect(told([{ ...urgent, taken }])[0]?.taken).toEqual(taken);
  });
});

describe('difficult calls', () => {
  it('are a burst where three of one clinic were answered within half an hour', () => {
    const some = ['a', 'b'].map((key) => call(key, { difficult: true }));
    expect(told(some)).toEqual([]);
    expect(told([...some, call('c', { difficult: true, clinicId: 'martin' })])).toEqual([]);
    const three = [...some, call('c', { difficult: true, answeredAt: now - 2 * minute })];
    expect(told(three)).toEqual([
      {
        id: 'difficult durand',
        kind: 'difficult',
        taken: null,
        clinicId: 'durand',
        at: now - 2 * minute,
        count: 3,
        isOpen: false,
      },
    ]);
    expect(told(three, now + 26 * minute)).toEqual([]);
  });

  it('are told the same in whatever order and however often they were told', () => {
    const calls = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        clinicId: fc.constantFrom('durand', 'martin'),
        difficult: fc.boolean(),
        urgent: fc.boolean(),
        age: fc.integer({ min: 0, max: 60 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(calls, (some) => {
        const last = new Map(
          some.map(({ age, ...one }) => [
            one.key,
            call(one.key, { ...one, answeredAt: now - age * minute, phase: 'ended' }),
          ]),
        );
        const byId = (all: readonly { readonly id: string }[]) =>
          all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        const all = [...last.values()];
        expect(byId(told([...all, ...all.toReversed()]))).toEqual(byId(told(all)));
      }),
    );
  });
});

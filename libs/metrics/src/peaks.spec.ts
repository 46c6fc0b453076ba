import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { higherPeak, noPeak, PeakCounter, presencesOf, type Peak } from './peaks';
import { at, callOf } from './testing/worked-example';

const stretches = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 60 }), lasts: fc.integer({ min: 1, max: 30 }) }),
  { maxLength: 15 },
);

describe('the largest number at one instant', () => {
  it('is what counting at every instant finds, in each part of the time', () => {
    fc.assert(
      fc.property(stretches, fc.integer({ min: 1, max: 40 }), (drawn, length) => {
        const all = drawn.map(({ from, lasts }) => ({ from, to: from + lasts }));
        const counter = new PeakCounter();
        counter.add(all);
        const pieces = [0, 1, 2].map((row) => ({ row, start: row * length, end: (row + 1) * length }));
        const found = counter.peaks(pieces);
        for (const { row, start, end } of pieces) {
          const instants = Array.from({ length: end - start }, (_, n) => start + n);
          const expected = instants.reduce<Peak>((peak, instant) => {
            const value = all.filter(({ from, to }) => from <= instant && instant < to).length;
            return value > peak.value ? { value, at: instant } : peak;
          }, noPeak);
          expect(found.get(row)).toEqual(expected);
        }
      }),
    );
  });

  it('of a whole is the highest of its parts, at the first instant it stood at', () => {
    const two = { value: 2, at: 500 };
    expect(higherPeak(noPeak, two)).toBe(two);
    expect(higherPeak(two, { value: 1, at: 100 })).toBe(two);
    expect(higherPeak(two, { value: 2, at: 100 })).toEqual({ value: 2, at: 100 });
    expect(higherPeak(two, { value: 3, at: 900 })).toEqual({ value: 3, at: 900 });
  });
});

describe('when a caller is there', () => {
  const passedOn = callOf([
    ['call.enqueued', at('09:53:09'), { queueId: 'q01' }],
    ['call.dequeued', at('10:02:30'), { queueId: 'q01', reason: 'timeout' }],
    ['call.enqueued', at('10:02:30'), { queueId: 'q02' }],
    ['call.answered', at('10:02:32'), { queueId: 'q02', agentId: 'ana' }],
    ['call.leg_ended', at('10:05'), { agentId: 'ana' }],
  ]);

  it('one who is passed from queue to queue waits once, in each queue for its own time', () => {
    expect(presencesOf(passedOn, 'calls', at('12:00'))).toMatchObject([
      {
        waiting: [{ from: at('09:53:09'), to: at('10:02:32') }],
        talking: [{ from: at('10:02:32'), to: at('10:05') }],
      },
    ]);
    expect(presencesOf(passedOn, 'segments', at('12:00'))).toMatchObject([
      { queueId: 'q01', waiting: [{ from: at('09:53:09'), to: at('10:02:30') }], talking: [] },
      {
        queueId: 'q02',
        waiting: [{ from: at('10:02:30'), to: at('10:02:32') }],
        talking: [{ from: at('10:02:32'), to: at('10:05') }],
      },
    ]);
  });

  it('one who still waits does so until now, and not for longer than silence is believed', () => {
    const waits = callOf([['call.enqueued', at('09:00'), { queueId: 'q01' }]]);
    const waiting = (now: number) => presencesOf(waits, 'calls', now)[0]?.waiting;
    expect(waiting(at('09:20'))).toEqual([{ from: at('09:00'), to: at('09:20') }]);
    expect(waiting(at('23:00'))).toEqual([{ from: at('09:00'), to: at('13:00') }]);
  });

  it('one whose conversation has no told end talked for five minutes at most', () => {
    const lost = callOf([
      ['call.enqueued', at('09:00'), { queueId: 'q01' }],
      ['call.answered', at('09:01'), { queueId: 'q01', agentId: 'ana' }],
      ['call.leg_lost', at('11:00'), { agentId: 'ana' }],
    ]);
    expect(presencesOf(lost, 'calls', at('12:00'))).toMatchObject([
      { talking: [{ from: at('09:01'), to: at('09:06') }] },
    ]);
  });

  it('one who was refused never waited', () => {
    const refused = callOf([['call.blocked', at('09:00'), { queueId: 'q01', reason: 'full' }]]);
    expect(presencesOf(refused, 'segments', at('10:00'))).toMatchObject([{ waiting: [], talking: [] }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { LivePatch, LiveSnapshot } from '@vigie/contracts';
import fc from 'fast-check';

import { aClinic, sampleBoard } from '../testing/sample-board';
import { followPatch, followSnapshot, heartbeatTellsOfGap } from './follow-frames';

const patch = (prevSeq: number, seq: number, waiting: number): LivePatch => ({
  epoch: 'e1',
  prevSeq,
  seq,
  at: '2026-11-23T09:42:01.000Z',
  set: { clinics: { sud: aClinic('sud', { waiting }) } },
  gone: {},
});

describe('following the board', () => {
  it('takes the patch that was made for its state', () => {
    const { state, repair } = followPatch(sampleBoard(), patch(10, 11, 7));
    expect([state?.clinics['sud']?.waiting, state?.seq, repair]).toEqual([7, 11, false]);
  });

  it('asks for a snapshot when a frame is missing, and shows nothing of the later one', () => {
    const { state, repair } = followPatch(sampleBoard(), patch(12, 13, 7));
    expect([state?.clinics['sud']?.waiting, repair]).toEqual([2, true]);
  });

  it('asks for a snapshot when there is nothing to put a patch on', () => {
    expect(followPatch(null, patch(10, 11, 7))).toEqual({ state: null, repair: true });
  });

  it('never steps back to an older snapshot of the same run', () => {
    const held = sampleBoard({ seq: 20 });
    expect(followSnapshot(held, sampleBoard({ seq: 15 }))).toBe(held);
    expect(followSnapshot(held, sampleBoard({ seq: 3, epoch: 'e2' })).seq).toBe(3);
  });

  it('takes a snapshot of another centre whatever its number', () => {
    const other = sampleBoard({ seq: 1, centre: { ...sampleBoard().centre, tenantId: 'nord' } });
    expect(followSnapshot(sampleBoard({ seq: 20 }), other)).toBe(other);
  });

  it('hears of a lost frame from a heartbeat', () => {
    const beat = { epoch: 'e1', head: 30, at: '2026-11-23T09:42:05.000Z' };
    expect(heartbeatTellsOfGap(sampleBoard(), { ...beat, seq: 10 })).toBe(false);
    expect(heartbeatTellsOfGap(sampleBoard(), { ...beat, seq: 11 })).toBe(true);
    expect(heartbeatTellsOfGap(sampleBoard(), { ...beat, seq: 10, epoch: 'e2' })).toBe(true);
  });

  it('shows only states that the server had, whatever is lost, doubled or swapped', () => {
    const values = [2, 5, 1, 8, 3, 9, 4, 6];
    const frames = values.slice(1).map((waiting, index) => patch(10 + index, 11 + index, waiting));
    const journey = fc.array(fc.nat({ max: frames.length - 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(journey, (order) => {
        let state: LiveSnapshot = sampleBoard();
        for (const index of order) {
          const before = state.seq;
          const followed = followPatch(state, frames[index] ?? patch(10, 11, 5));
          state = followed.state ?? state;
          if (state.seq < before) return false;
          if (state.clinics['sud']?.waiting !== values[state.seq - 10]) return false;
        }
        return true;
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { lanePicture, lanesEnd, tickStep, type TimedPiece } from './lane-picture';

const piece = (fromMs: number, toMs: number | null, text = ''): TimedPiece => ({
  kind: 'talking',
  fromMs,
  toMs,
  missed: false,
  text,
});
const format = (ms: number): string => `${ms / 1000}`;

describe('the picture of one call', () => {
  it('is as long as what ended last, and a piece that goes on reaches its end', () => {
    const lanes = [
      { name: 'caller', pieces: [piece(0, 60_000), piece(60_000, null)] },
      { name: 'Lucie', pieces: [piece(30_000, 120_000)] },
    ];
    expect(lanesEnd(lanes)).toBe(120_000);
    const [caller] = lanePicture(lanes, format).lanes;
    expect(caller?.pieces.map(({ left, width, open }) => [left, width, open])).toEqual([
      [0, 50, false],
      [50, 50, true],
    ]);
  });

  it('has a tick on round seconds, seven at most, for a call of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40_000 }), (seconds) => {
        const { ticks } = lanePicture([{ name: '', pieces: [piece(0, seconds * 1000)] }], format);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks[0]).toEqual({ at: 0, text: '0' });
      }),
    );
    expect(tickStep(271_000)).toBe(60);
  });

  it('leaves out words that would lie over those of the piece before', () => {
    const pieces = [
      piece(0, 1000, 'accueil 1 s'),
      piece(1000, 2000, 'attente 1 s'),
      piece(60_000, 100_000, 'parle'),
    ];
    const [lane] = lanePicture([{ name: '', pieces }], format).lanes;
    expect(lane?.pieces.map(({ shown }) => shown)).toEqual([true, false, true]);
    expect(lane?.pieces[0]?.edge).toBe('start');
  });
});

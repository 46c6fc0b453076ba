import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { Turns } from './turns';

/** How many turns begin in a second in which the bell rings all the time, in a process that works that share of its time. */
async function turnsInASecond(share: number): Promise<number> {
  let begun = 0;
  const work = (): Promise<boolean> => {
    begun += 1;
    return new Promise((done) => setTimeout(() => done(false), 4));
  };
  const turns = new Turns({ work, failed: () => undefined }, () => share);
  turns.start(0);
  await jest.advanceTimersByTimeAsync(500);
  begun = 0;
  for (let ms = 0; ms < 1_000; ms += 1) {
    turns.ring();
    await jest.advanceTimersByTimeAsync(1);
  }
  turns.stop();
  return begun;
}

describe('turns that are rung for', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it.each([
    [0, 40],
    [0.4, 40],
    [0.55, 16],
    [0.7, 10],
    [1, 10],
  ])(
    'of a process that works %d of its time are some %i in a second, whoever rings how often',
    async (share, times) => {
      const found = await turnsInASecond(share);
      expect(found).toBeGreaterThanOrEqual(times - 3);
      expect(found).toBeLessThanOrEqual(times + 1);
    },
  );

  it('begin anew every half second by themselves', async () => {
    let begun = 0;
    const turns = new Turns({ work: () => Promise.resolve((begun += 1) < 0), failed: () => undefined });
    turns.start(0);
    await jest.advanceTimersByTimeAsync(2_300);
    expect(begun).toBe(5);
    turns.stop();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { FairTurns } from './fair-turns';

const nextLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets works of these parties wait at once, and gives the parties in the order in which they had their turns. */
async function turnsOf(parties: readonly string[]): Promise<readonly string[]> {
  const turns = new FairTurns();
  const had: string[] = [];
  await Promise.all(parties.map((party) => turns.next(party).then(() => had.push(party))));
  return had;
}

describe('turns of those who have much to do', () => {
  const parties = fc.array(fc.constantFrom('lyon', 'lleida', 'andorra', ''), { maxLength: 40 });

  it('come to everybody once, and to nobody who did not ask', async () => {
    await fc.assert(
      fc.asyncProperty(parties, async (asked) => {
        expect([...(await turnsOf(asked))].sort()).toEqual([...asked].sort());
      }),
    );
  });

  it('leave nobody waiting for longer than it takes each of the others to have one', async () => {
    await fc.assert(
      fc.asyncProperty(parties, async (asked) => {
        const had = await turnsOf(asked);
        for (const party of new Set(asked)) {
          const places = had.flatMap((other, place) => (other === party ? [place] : []));
          const waits = places.map((place, nth) => place - (places[nth - 1] ?? -1));
          expect(Math.max(...waits)).toBeLessThanOrEqual(new Set(asked).size);
        }
      }),
    );
  });

  it('keep the order in which the works of one party came', async () => {
    const turns = new FairTurns();
    const had: number[] = [];
    await Promise.all([1, 2, 3, 4].map((work) => turns.next('lyon').then(() => had.push(work))));
    expect(had).toEqual([1, 2, 3, 4]);
  });

  it('are one in each turn of the event loop, so that what others ask for comes in between', async () => {
    const turns = new FairTurns();
    let had = 0;
    const works = ['lyon', 'lyon', 'lleida', 'lyon'].map((party) => turns.next(party).then(() => (had += 1)));
    for (let loops = 1; loops <= works.length; loops += 1) {
      const before = had;
      await nextLoop();
      await Promise.resolve();
      expect(had - before).toBeLessThanOrEqual(1);
    }
    await Promise.all(works);
  });

  it('put a calm centre that comes last before the hundredth batch of a busy one', async () => {
    const had = await turnsOf([...Array.from({ length: 100 }, () => 'busy'), 'calm']);
    expect(had.indexOf('calm')).toBe(1);
  });

  it('are not waited for where nobody is at work', async () => {
    const turns = new FairTurns();
    let begun = false;
    void turns.first('lyon').then(() => (begun = true));
    await Promise.resolve();
    await Promise.resolve();
    expect(begun).toBe(true);
    let second = false;
    const waiting = turns.first('lleida').then(() => (second = true));
    await Promise.resolve();
    await Promise.resolve();
    expect(second).toBe(false);
    await waiting;
  });
});

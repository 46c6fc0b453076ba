import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { FewAtOnce } from './few-at-once';

const tooMany = (): Error => new Error('too many');

describe('a crowd at one door', () => {
  it('goes through a few at a time, in the order in which it came, whatever fails on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        async (all, atOnce) => {
          const door = new FewAtOnce({ atOnce, mostWaiting: 100 }, tooMany);
          const begun: number[] = [];
          let [inside, most] = [0, 0];
          const results = await Promise.allSettled(
            all.map((fails, index) =>
              door.run(async () => {
                begun.push(index);
                inside += 1;
                most = Math.max(most, inside);
                await new Promise((resolve) => {
                  setImmediate(resolve);
                });
                inside -= 1;
                if (fails) throw new Error('fell');
              }),
            ),
          );
          expect(results.map(({ status }) => status === 'rejected')).toEqual(all);
          expect(begun).toEqual(all.map((_, index) => index));
          expect(most).toBeLessThanOrEqual(atOnce);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('turns away whoever comes when enough are waiting', async () => {
    const door = new FewAtOnce({ atOnce: 1, mostWaiting: 1 }, tooMany);
    let open = (): void => undefined;
    const first = door.run(() => new Promise<void>((resolve) => (open = resolve)));
    const second = door.run(async () => 'in');
    await expect(door.run(async () => 'in')).rejects.toThrow('too many');
    open();
    await first;
    expect(await second).toBe('in');
    expect(await door.run(async () => 'in')).toBe('in');
  });
});

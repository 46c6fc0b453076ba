import { describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';

import type { CallStore, StoredCall } from '../fold/call-store';
import { ManualClock } from '../platform/clock';
import { Problem } from '../platform/problems';
import { CallScan, longestReadMs, mostCallsRead } from './call-scan';

const dayMs = 86_400_000;
const from = Date.parse('2026-01-01T00:00:00Z');
const range = { from, to: from + 90 * dayMs, rangeOf: 'arrival' } as const;
type Range = Parameters<CallStore['pages']>[2];

/** A store whose calls of each part are as many as `pagesOf` says, each page taking the clock so long. */
function scanOf(pagesOf: (range: Range) => readonly number[], pageMs = 0) {
  const clock = new ManualClock(from);
  const parts: Range['arrived'][] = [];
  let counted = 0;
  const store = {
    arrivalAfter: () => {
      counted += 1;
      return Promise.resolve(undefined);
    },
    async *pages(_: EntityManager, __: string, asked: Range): AsyncGenerator<readonly StoredCall[]> {
      parts.push(asked.arrived);
      const arrivedAt = asked.arrived?.from ?? from;
      for (const size of pagesOf(asked)) {
        clock.advance(pageMs);
        yield await Promise.resolve(
          Array.from({ length: size }, () => ({ call: { arrivedAt } }) as StoredCall),
        );
      }
    },
  };
  const scan = new CallScan(store as never, clock);
  const read = async (mayBeMany: boolean): Promise<number> => {
    let calls = 0;
    for await (const page of scan.pages({} as EntityManager, 'centre', range, mayBeMany))
      calls += page.length;
    return calls;
  };
  return { read, parts, counted: () => counted };
}

async function refusalOf(work: Promise<unknown>): Promise<{ code: string; detail: string }> {
  const error: unknown = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof Problem)) throw new Error('nothing was refused');
  return { code: error.code, detail: error.message };
}

describe('looking through calls', () => {
  it('goes through a long range in parts that touch, and lets its ends open for what reaches into it', async () => {
    const { read, parts } = scanOf(() => [3, 2]);
    expect(await read(false)).toBe(15);
    expect(parts).toEqual([
      { before: from + 31 * dayMs },
      { from: from + 31 * dayMs, before: from + 62 * dayMs },
      { from: from + 62 * dayMs },
    ]);
  });

  it('counts first only where there may be too many', async () => {
    const { read, counted } = scanOf(() => [1]);
    await read(false);
    expect(counted()).toBe(0);
    await read(true);
    expect(counted()).toBe(1);
  });

  it('refuses what takes longer than anybody waits, with so much of it as was read in time', async () => {
    const { read, parts } = scanOf(() => [], 0);
    expect(await read(false)).toBe(0);
    expect(parts).toHaveLength(3);
    const slow = scanOf(() => [1], longestReadMs / 2);
    expect(await refusalOf(slow.read(false))).toEqual({
      code: 'range_too_wide',
      detail:
        'These dimensions have no stored sums together, and looking through the calls of the range takes longer than 2 s: ask for a shorter range, such as its first 62 days.',
    });
    expect(slow.parts).toHaveLength(3);
  });

  it('is let go on to the very instant', async () => {
    const { read } = scanOf(() => [1], Math.floor(longestReadMs / 3));
    expect(await read(false)).toBe(3);
  });

  it('refuses more calls than are folded for one answer, with what holds fewer', async () => {
    const { read } = scanOf(({ arrived }) => (arrived?.from === undefined ? [mostCallsRead] : [1]));
    const { code, detail } = await refusalOf(read(false));
    expect([code, detail]).toEqual([
      'range_too_wide',
      expect.stringContaining('more than 50,000 calls: ask for a shorter range, such as its first 31 days.'),
    ]);
  });
});

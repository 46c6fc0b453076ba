import { describe, expect, it } from '@jest/globals';
import type { CallbackList } from '@vigie/contracts';

import type { Callbacks } from '../callbacks/callbacks';
import { DemoCallers } from './demo-callers';

type Row = Pick<
  CallbackList['callbacks'][number],
  'id' | 'callable' | 'inCall' | 'claim' | 'latestTry' | 'followup'
>;
type Done = readonly [id: string, kind: string, outcome: string | null, by: string];

const minuteMs = 60_000;
const begin = Date.parse('2026-11-24T09:00:00Z');

/** The second row is a call after a discharge. */
const followupOf = (n: number) => (n === 1 ? ({ type: 'post_discharge' } as Row['followup']) : null);

/** A list that is worked, kept as the server would. */
function aList(size: number) {
  const rows = new Map<string, Row>(
    Array.from({ length: size }, (_, n) => [
      `p${n}`,
      { id: `p${n}`, callable: n !== 0, inCall: null, claim: null, latestTry: null, followup: followupOf(n) },
    ]),
  );
  const done: Done[] = [];
  let now = begin;
  const take = (id: string, act: Parameters<Callbacks['act']>[2], by = ''): void => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`nobody is owed a call as ${id}`);
    const outcome = act.kind === 'tried' ? act.outcome : null;
    done.push([id, act.kind, outcome, by]);
    const at = new Date(now).toISOString();
    const until = new Date(now + 15 * minuteMs).toISOString();
    if (act.kind === 'claimed') rows.set(id, { ...row, claim: { by, byId: by, at, until } });
    else if (outcome === 'noAnswer' || outcome === 'messageLeft')
      rows.set(id, { ...row, claim: null, latestTry: { at, outcome } });
    else rows.delete(id);
  };
  const callbacks = {
    list: () => Promise.resolve({ callbacks: [...rows.values()] }),
    act: (_viewer: unknown, ...[id, act, by]: [string, Parameters<Callbacks['act']>[2], string?]) =>
      Promise.resolve(take(id, act, by)),
  };
  const callers = new DemoCallers(callbacks as unknown as Callbacks);
  const passTo = async (minutes: number): Promise<void> => {
    for (; now < begin + minutes * minuteMs; now += 1_000) await callers.turn(now);
  };
  return { rows, done, passTo };
}

describe('people of the demonstration at the list to call back', () => {
  it('say whom they call and then what came of it, each patient with one of them', async () => {
    const { done, passTo } = aList(30);
    await passTo(10);
    const claims = done.filter(([, kind]) => kind === 'claimed');
    const tries = done.filter(([, kind]) => kind === 'tried');
    expect(tries.length).toBeGreaterThan(5);
    expect(claims.length - tries.length).toBeLessThanOrEqual(3);
    for (const [id, , , by] of tries)
      expect(claims.filter(([claimed]) => claimed === id).map(([, , , who]) => who)).toEqual([by]);
    expect(new Set(claims.map(([, , , by]) => by)).size).toBe(3);
    expect(claims.map(([id]) => id)).not.toContain('p0');
    // What patients answer after a discharge is told with the day.
    expect(claims.map(([id]) => id)).not.toContain('p1');
  });

  it('leave some on the list for whoever looks at it', async () => {
    const { rows, passTo } = aList(20);
    await passTo(120);
    expect(rows.size).toBeGreaterThan(7);
    expect(rows.size).toBeLessThan(16);
  });

  it('do nothing at a short list', async () => {
    const { done, passTo } = aList(9);
    await passTo(5);
    expect(done).toEqual([]);
  });
});

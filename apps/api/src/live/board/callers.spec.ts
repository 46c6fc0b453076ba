import { describe, expect, it } from '@jest/globals';

import { Callers } from './callers';
import { Owed } from './owed';
import { aCall, anOwed, at } from './testing/board-builder';

const ani = { aniHash: 'a', aniKind: 'mobile' } as const;
const lostAt = (key: string, from: string, to: string) =>
  aCall(key, [from, 'call.enqueued', ani], [to, 'call.dequeued', { reason: 'abandoned' }]);
const first = lostAt('first', '09:00', '09:01');
const second = lostAt('second', '12:00', '12:01');

describe('a caller whom nobody answered', () => {
  it('is made good when what is owed ended with the caller reached: the calls before that, and no later one', () => {
    const owed = new Owed();
    const losses: (readonly [number, 1 | -1])[] = [];
    const callers = new Callers(owed, ({ lostAt: when }, sign) => void losses.push([when, sign]));
    callers.put(first);
    callers.put(second);
    expect([callers.storyOf(first), callers.storyOf(second)]).toEqual([
      { attempt: 1, recovered: false },
      { attempt: 2, recovered: false },
    ]);
    const reached = anOwed('o', '09:01', { state: 'recovered', closedAt: at('11:00') });
    owed.put(reached);
    callers.settleAgain(reached);
    expect([callers.storyOf(first).recovered, callers.storyOf(second).recovered]).toEqual([true, false]);
    expect(losses).toEqual([[at('09:01'), 1]]);
    owed.remove('o');
    callers.settleAgain(reached);
    expect(losses.at(-1)).toEqual([at('09:01'), -1]);
  });

  it('of a number that many share is made good call by call', () => {
    const owed = new Owed();
    owed.put(anOwed('o', '09:00', { state: 'recovered', closedAt: at('13:00'), callKey: 'second' }));
    const callers = new Callers(owed);
    expect([callers.storyOf(first).recovered, callers.storyOf(second).recovered]).toEqual([false, true]);
  });
});

describe('whom clinics owe a call', () => {
  it('are those whose time is not over, each once; another team’s count nowhere', () => {
    const owed = new Owed();
    owed.put(anOwed('ends', '09:00', { endsAt: at('10:00') }));
    owed.put(anOwed('promised', '09:00', {}));
    owed.put(anOwed('promised', '09:00', { calls: 3 }));
    owed.put(anOwed('foreign', '09:00', { counted: false }));
    const idsAt = (clock: string, clinicId?: string) =>
      [...owed.openAt(at(clock), clinicId)].map(({ id, calls }) => [id, calls]);
    expect(idsAt('09:59:59')).toEqual([
      ['ends', 1],
      ['promised', 3],
    ]);
    expect(idsAt('10:00')).toEqual([['promised', 3]]);
    expect(idsAt('10:00', 'martin')).toEqual([]);
    expect(owed.sumOf({ start: at('00:00'), end: at('23:59') })).toMatchObject({ owed: 2, recovered: 0 });
  });
});

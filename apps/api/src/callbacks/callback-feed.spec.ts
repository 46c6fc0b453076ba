import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { everything } from '../access/scope-reach';
import { Background } from '../platform/background';
import { Bell } from '../platform/bell';
import { ManualClock } from '../platform/clock';
import { CallbackFeed } from './callback-feed';

type Parts = ConstructorParameters<typeof CallbackFeed>;

const tenantId = 't';
const worker = { tenantId, scope: everything, keyId: null, roles: ['supervisor'] } as const;
const settings = { clinic: () => ({ callsBack: false }) };

/** A list on which one caller after the other is claimed, one a sequence. */
function aList() {
  let folded = 1;
  const bell = new Bell();
  const query = jest.fn(() => Promise.resolve([{ id: 'c1' }]));
  const parts = [
    { withTenant: (_: string, work: (tx: object) => unknown) => Promise.resolve(work({ query })) },
    {
      head: () => Promise.resolve({ folded, oldest: 0 }),
      after: (_tx: object, _tenant: string, seq: number) =>
        Promise.resolve([{ seq: seq + 1, kind: 'obligation', key: `c${folded}` }]),
    },
    {
      changed: (_tx: object, _tenant: string, ids: readonly string[]) =>
        Promise.resolve(ids.map((id) => ({ view: { id }, isOf: () => true }))),
      sums: () => Promise.resolve({}),
    },
    { ensureLoaded: () => Promise.resolve(), current: () => settings },
    new ManualClock(0),
    bell,
    new Background(),
  ];
  const feed = new CallbackFeed(...(parts as unknown as Parts));
  const fold = (): void => {
    folded += 1;
    bell.ringFolded(tenantId);
  };
  return { feed, fold, query };
}

describe('whoever works the list to call back', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is told of a claim at once also while others claim without a pause', async () => {
    const { feed, fold } = aList();
    const frames = jest.fn();
    feed.sendThrough(frames);
    await feed.watch('s1', worker);
    for (let passed = 0; passed < 2_000; passed += 50) {
      fold();
      await jest.advanceTimersByTimeAsync(50);
    }
    expect(frames.mock.calls.length).toBeGreaterThanOrEqual(10);
    feed.leave('s1');
  });

  it('is told soon again of what is folded while others are being told', async () => {
    const { feed, fold } = aList();
    const frames = jest.fn().mockImplementationOnce(fold);
    feed.sendThrough(frames);
    await feed.watch('s1', worker);
    fold();
    await jest.advanceTimersByTimeAsync(250);
    expect(frames).toHaveBeenCalledTimes(2);
    feed.leave('s1');
  });

  it('waits for one reading of the list, however many come back at the same time', async () => {
    const { feed, query } = aList();
    await Promise.all(Array.from({ length: 40 }, (_, n) => feed.watch(`s${n}`, worker)));
    expect(query).toHaveBeenCalledTimes(1);
    for (let n = 0; n < 40; n += 1) feed.leave(`s${n}`);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { NewEvent } from '../event-log/logged-event';
import { ManualClock } from '../platform/clock';
import { foldUnderTest } from './testing/fold-under-test';
import { anEvent, nineOClock } from './testing/some-events';

const dayMs = 86_400_000;
const rotatedAt = nineOClock;
const windowEndsAt = rotatedAt + 30 * dayMs;

type MadeCall = {
  readonly caller: number;
  readonly at: number;
  readonly answered: boolean;
  readonly clinicId: string;
  /** After which its events reach the door. */
  readonly delayMs: number;
};

/** What the door tells of a caller who is heard of at an instant. */
const told = (caller: number, receivedAt: number): Readonly<Record<string, string>> => {
  const [old, next] = [`old-key-of-${caller}`, `next-key-of-${caller}`];
  if (receivedAt < rotatedAt) return { aniHash: old };
  return receivedAt < windowEndsAt ? { aniHash: next, aniHashBefore: old } : { aniHash: next };
};

/** How a call is told, all at once when it is over. */
function toldCall(
  { caller, at, clinicId, answered, delayMs }: MadeCall,
  subject: string,
  hashes: typeof told,
): { readonly receivedAt: number; readonly events: readonly NewEvent[] } {
  const receivedAt = at + 90_000 + delayMs;
  const data = { queueId: 'q1', clinicId, ...hashes(caller, receivedAt) };
  return {
    receivedAt,
    events: [
      anEvent('call.enqueued', at, { subject, data }),
      ...(answered ? [anEvent('call.answered', at + 8_000, { subject, data: { agentId: 'anne' } })] : []),
      anEvent('call.disconnected', at + 90_000, { subject, data: { side: 'caller' } }),
    ],
  };
}

const onDay = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 24, max: to * 24 - 1 }).map((hours) => rotatedAt + hours * 3_600_000);
const someCalls = (from: number, to: number, caller: fc.Arbitrary<number>): fc.Arbitrary<MadeCall> =>
  fc.record({
    caller,
    at: onDay(from, to),
    answered: fc.boolean(),
    clinicId: fc.constantFrom('durand', 'martin'),
    delayMs: fc.constantFrom(0, 0, 3_600_000),
  });
/** Calls of three callers before, in and after the window; each of them is heard of in it. */
const history = fc
  .tuple(
    fc.array(someCalls(-20, 60, fc.nat({ max: 2 })), { minLength: 4, maxLength: 8 }),
    ...[0, 1, 2].map((caller) => someCalls(0, 29, fc.constant(caller))),
  )
  .map(([calls, ...inWindow]) => [...calls, ...inWindow]);

describe('a caller who is hashed under another key from some day on', () => {
  const clock = new ManualClock(rotatedAt - 30 * dayMs);
  const fold = foldUnderTest(clock);

  const rotatedTenant = async (): Promise<string> => {
    const tenantId = await fold.newTenant();
    await fold.asked(
      tenantId,
      'INSERT INTO caller_key (tenant_id, version, since, until) VALUES ($1, 2, to_timestamp($2 / 1000.0), to_timestamp($3 / 1000.0))',
      rotatedAt,
      windowEndsAt,
    );
    return tenantId;
  };
  const take = async (tenantId: string, calls: readonly MadeCall[], hashes = told): Promise<void> => {
    const inOrder = calls
      .map((call, index) => toldCall(call, `c${index}`, hashes))
      .sort((a, b) => a.receivedAt - b.receivedAt);
    for (const { receivedAt, events } of inOrder) {
      clock.setTo(receivedAt);
      await fold.take(tenantId, events);
    }
  };
  /** Everything but what callers are called. */
  const known = async (tenantId: string): Promise<unknown> => ({
    callers: await fold.asked(
      tenantId,
      'SELECT array_agg(call_id ORDER BY call_id) AS calls FROM call WHERE tenant_id = $1 GROUP BY ani_hash ORDER BY 1',
    ),
    owed: await fold.asked(
      tenantId,
      'SELECT opened_by, opened_at, clinic_id, state, closed_at, closed_as, detail FROM obligation WHERE tenant_id = $1 ORDER BY opened_at, opened_by',
    ),
    calls: await fold.asked(
      tenantId,
      'SELECT call_id, outcome, wait_ms, arrived_at FROM call WHERE tenant_id = $1 ORDER BY 1',
    ),
    sums: await fold.asked(
      tenantId,
      "SELECT to_jsonb(r) - 'tenant_id' AS sums FROM rollup r WHERE tenant_id = $1 ORDER BY cuboid, key1, key2, bucket",
    ),
  });
  const rebuilt = async (tenantId: string): Promise<void> => {
    const report = await fold.kit.rebuild.compare(tenantId);
    expect(report.examples).toEqual([]);
    expect(report).toMatchObject({ differences: 0 });
  };
  const names = (tenantId: string) =>
    fold.asked<{ name: string }>(
      tenantId,
      'SELECT ani_hash AS name FROM call WHERE tenant_id = $1 UNION SELECT ani_hash FROM obligation WHERE tenant_id = $1 AND ani_hash IS NOT NULL ORDER BY 1',
    );

  it('is the same caller, to whom the same is owed, as if nothing had been rotated; rebuilt too', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (calls) => {
        const [rotated, plain] = [await rotatedTenant(), await fold.newTenant()];
        await take(rotated, calls);
        await take(plain, calls, (caller) => ({ aniHash: `old-key-of-${caller}` }));
        expect(await known(rotated)).toEqual(await known(plain));
        await rebuilt(rotated);
      }),
      { numRuns: 3 },
    );
  });

  const calls = (...days: readonly number[]): MadeCall[] =>
    days.map((day) => ({
      caller: 7,
      at: rotatedAt + day * dayMs,
      answered: false,
      clinicId: 'durand',
      delayMs: 0,
    }));

  it('is another caller when they ring after the window and did not in it', async () => {
    const tenantId = await rotatedTenant();
    await take(tenantId, calls(-1, 31));
    expect(await names(tenantId)).toEqual([{ name: 'next-key-of-7' }, { name: 'old-key-of-7' }]);
    await rebuilt(tenantId);
  });

  it('has nothing of the old key left when nothing of its time is kept, and is owed what they were', async () => {
    const tenantId = await rotatedTenant();
    await take(tenantId, calls(-1, 10, 200, 300));
    expect(await names(tenantId)).toEqual([{ name: 'old-key-of-7' }]);
    await fold.asked(
      tenantId,
      `INSERT INTO shared_caller (tenant_id, ani_hash, decided_at, decided_by, settled)
       SELECT $1, hash, now(), 'Claire', true FROM unnest('{old-key-of-7,old-key-of-8}'::text[]) AS hash`,
    );
    const goOn = { isStopping: () => false };
    clock.setTo(windowEndsAt + 300 * dayMs);
    await fold.kit.callerKeys.run(tenantId, goOn);
    expect(await names(tenantId)).toEqual([{ name: 'old-key-of-7' }]);
    clock.setTo(windowEndsAt + 370 * dayMs);
    await fold.kit.retention.run(tenantId, goOn);
    const before = await known(tenantId);
    await fold.kit.callerKeys.run(tenantId, goOn);
    expect(await names(tenantId)).toEqual([{ name: 'next-key-of-7' }]);
    expect(await fold.asked(tenantId, 'SELECT 1 AS hit FROM caller_alias WHERE tenant_id = $1')).toEqual([]);
    // What was said of their number is of them still; of a number from which nothing is kept nothing is.
    expect(
      await fold.asked(tenantId, 'SELECT ani_hash AS of FROM shared_caller WHERE tenant_id = $1'),
    ).toEqual([{ of: 'next-key-of-7' }]);
    expect(await known(tenantId)).toEqual(before);
    await rebuilt(tenantId);
  });

  it('is erased by either hash, from the log and from what is folded', async () => {
    for (const hash of ['old-key-of-7', 'next-key-of-7']) {
      const tenantId = await rotatedTenant();
      await take(tenantId, calls(-1, 10, 31));
      const hashes = await fold.kit.callers.hashesOf(tenantId, [hash]);
      expect([...hashes].sort()).toEqual(['next-key-of-7', 'old-key-of-7']);
      expect(await fold.kit.callers.blank(tenantId, hashes)).toMatchObject({ events: 3 });
      const left = `SELECT 1 AS hit FROM event_log WHERE tenant_id = $1 AND data::text LIKE '%key-of-%'
        UNION ALL SELECT 1 FROM caller_alias WHERE tenant_id = $1 UNION ALL SELECT 1 FROM call WHERE tenant_id = $1 AND ani_hash IS NOT NULL`;
      expect(await fold.asked(tenantId, left)).toEqual([]);
      await rebuilt(tenantId);
    }
  });
});

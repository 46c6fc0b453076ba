import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';

import { createTestTenant } from '../../tenants/testing/test-tenant';
import { Background } from '../background';
import { ManualClock, SystemClock } from '../clock';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import type { LeasedRound } from './round';
import { RoundRunner } from './round-runner';
import { claimTurn } from './round-store';
import { Rounds } from './rounds';

const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
let test: TestDatabase;
let named = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  for (const tenantId of ['lyon', 'nice']) await createTestTenant(test.database, tenantId);
});
afterAll(() => test.drop());

/** A process's rounds. */
const process = (): Rounds => new Rounds(test.database, clock, new Background());

const metric = async (name: string, round: string): Promise<number | undefined> => {
  const text = await register.getSingleMetricAsString(name);
  const line = text.split('\n').find((each) => each.startsWith(`${name}{round="${round}"}`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
};

describe('periodic work', () => {
  let name: string;
  let done: string[];
  const round = (run?: LeasedRound['run']): LeasedRound => ({
    kind: 'leased',
    name,
    everyMs: 600_000,
    run: run ?? (async (tenantId) => void done.push(tenantId)),
  });

  beforeEach(() => {
    name = `work ${(named += 1)}`;
    done = [];
  });

  it('is done once a period for each centre, however many processes there are', async () => {
    const three = [process(), process(), process()];
    const turns = () => Promise.all(three.map((each) => each.turn(name)));
    for (const each of three) each.add(round());
    await turns();
    expect(done.toSorted()).toEqual(['lyon', 'nice']);
    clock.advance(599_999);
    await turns();
    expect(done).toHaveLength(2);
    clock.advance(1);
    await turns();
    expect(done.toSorted()).toEqual(['lyon', 'lyon', 'nice', 'nice']);
  });

  it('goes on elsewhere when the process that was at it dies, and not before', async () => {
    const taken = { now: clock.now(), until: clock.now() + 90_000 };
    for (const tenantId of ['lyon', 'nice'])
      await test.database.withTenant(tenantId, (tx) => claimTurn(tx, { tenantId, round: name }, taken));
    const other = process();
    other.add(round());
    clock.advance(89_999);
    await other.turn(name);
    expect(done).toEqual([]);
    clock.advance(1);
    await other.turn(name);
    expect(done).toEqual(['lyon', 'nice']);
  });

  it('is kept by a process that takes long over it', async () => {
    const slow = new RoundRunner(
      round(async (tenantId) => {
        done.push(tenantId);
        await new Promise((resolve) => setTimeout(resolve, 4_000));
      }),
      test.database,
      new SystemClock(),
      2_000,
    );
    const eager = new RoundRunner(round(), test.database, new SystemClock(), 2_000);
    const turn = slow.turn();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await eager.turn();
    await turn;
    expect(done.filter((tenantId) => tenantId === 'lyon')).toHaveLength(1);
  });

  it('that fails for one centre is done for the others, counted, and tried again after a minute', async () => {
    const rounds = process();
    rounds.add(
      round(async (tenantId) => {
        if (tenantId === 'lyon' && done.length === 0) {
          done.push('failed');
          throw new Error('lyon is out of order');
        }
        done.push(tenantId);
      }),
    );
    expect(await metric('vigie_round_failures_total', name)).toBe(0);
    await rounds.turn(name);
    expect(done).toEqual(['failed', 'nice']);
    clock.advance(59_999);
    await rounds.turn(name);
    expect(done).toHaveLength(2);
    clock.advance(1);
    await rounds.turn(name);
    expect(done).toEqual(['failed', 'nice', 'lyon']);
    expect(await metric('vigie_round_failures_total', name)).toBe(1);
    expect(await metric('vigie_round_runs_total', name)).toBe(3);
    expect(await metric('vigie_round_last_run_timestamp_seconds', name)).toBe(clock.now() / 1000);
  });

  it('that lacked something is done again after a minute, and did not fail', async () => {
    const rounds = process();
    rounds.add(
      round(async (tenantId) => {
        done.push(tenantId);
        return done.length < 3 ? 'not whole' : undefined;
      }),
    );
    await rounds.turn(name);
    clock.advance(60_000);
    await rounds.turn(name);
    expect(done).toEqual(['lyon', 'nice', 'lyon', 'nice']);
    clock.advance(60_000);
    await rounds.turn(name);
    expect(done).toHaveLength(4);
    expect(await metric('vigie_round_failures_total', name)).toBe(0);
  });

  it('that was cut short by the end of its process is due at once for the next', async () => {
    const background = new Background();
    const leaving = new Rounds(test.database, clock, background);
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    leaving.add(
      round(async (tenantId, { isStopping }) => {
        begun();
        while (!isStopping()) await new Promise((resolve) => setTimeout(resolve, 5));
        done.push(`${tenantId} cut short`);
      }),
    );
    await background.start();
    const turn = leaving.turn(name);
    await hasBegun;
    await background.stop();
    await turn;
    const next = process();
    next.add(round());
    await next.turn(name);
    expect(done).toEqual(['lyon cut short', 'lyon', 'nice']);
  });

  it('has one name each', () => {
    const rounds = process();
    rounds.add(round());
    expect(() => rounds.add(round())).toThrow(`two rounds named ${name}`);
    expect(() => rounds.soon('nothing', 'lyon')).toThrow('no round named nothing');
  });
});

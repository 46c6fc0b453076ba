import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { ManualClock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { Background } from '../platform/background';
import { PlatformModule } from '../platform/platform.module';
import { SecretKey } from '../platform/secret-key';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { DemoModule } from './demo.module';
import { demoTenantId } from './demo-stage';

@Module({})
class DemoAlone {}

const key = new SecretKey('a secret that only the tests know, no more');

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come about');
}

describe('the demonstration', () => {
  let test: TestDatabase;
  const clock = new ManualClock(Date.parse('2026-11-22T08:00:00Z'));

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  const running = new Set<INestApplicationContext>();
  // a test that failed must not leave a centre playing
  afterAll(async () => {
    for (const app of [...running]) await end(app);
    await test.drop();
  });

  const start = async (): Promise<INestApplicationContext> => {
    const config = readConfig({ VIGIE_DEMO: 'on', VIGIE_LOG_LEVEL: 'silent' });
    const platform = PlatformModule.register({ config, clock, database: test.database, key });
    const app = await NestFactory.createApplicationContext(
      { module: DemoAlone, imports: [platform, DemoModule] },
      { logger: false },
    );
    running.add(app);
    await app.get(Background).start();
    return app;
  };
  const end = async (app: INestApplicationContext): Promise<void> => {
    running.delete(app);
    await app.get(Background).stop();
    await app.close();
  };
  const ask = <T>(sql: string): Promise<T[]> =>
    test.database.withTenant(demoTenantId, (tx) => tx.query<T[]>(sql, [demoTenantId]));
  const count = async (where: string): Promise<number> => {
    const [row] = await ask<{ n: string }>(
      `SELECT count(*) AS n FROM event_log WHERE tenant_id = $1 AND ${where}`,
    );
    return Number(row?.n);
  };
  const twice = (): Promise<number> =>
    ask<{ n: string }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM event_log WHERE tenant_id = $1 GROUP BY source, event_id HAVING count(*) > 1) d`,
    ).then(([row]) => Number(row?.n));

  it('shows a living centre on a Sunday, goes on with the clock, and takes up where it stopped', async () => {
    const first = await start();
    const callsBefore = `type = 'call.initiated' AND at >= '2026-11-22T00:00Z'`;
    await until(
      async () => (await count(`type = 'source.heartbeat'`)) > 0 || (await count(callsBefore)) > 400,
    );
    clock.advance(10 * 60_000);
    await until(async () => (await count(`at > '2026-11-22T08:05Z'`)) > 100);
    await end(first);
    expect(await count(`at > '2026-11-22T08:10Z'`)).toBe(0);
    expect(await twice()).toBe(0);

    clock.advance(30 * 60_000);
    const second = await start();
    await until(async () => (await count(`type = 'call.answered' AND at > '2026-11-22T08:35Z'`)) > 3);
    await end(second);
    expect(await twice()).toBe(0);
    const stretches = [10, 20, 30].map(
      (minute) => `at >= '2026-11-22T08:${String(minute)}Z' AND at < '2026-11-22T08:${String(minute + 9)}Z'`,
    );
    for (const stretch of stretches)
      expect(await count(`type = 'call.initiated' AND ${stretch}`)).toBeGreaterThan(10);
  });

  it('keeps the numbers of its callers out of the log', async () => {
    expect(await count(`data::text ~ '\\+33[1-9][0-9]{8}' AND data->>'dnis' IS NULL`)).toBe(0);
    expect(await count(`data->>'ani' IS NOT NULL`)).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { demoSettings, openRecorder, repliesOf, scriptedDay } from '@vigie/simulator';

import { Background } from '../platform/background';
import { ManualClock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { PlatformModule } from '../platform/platform.module';
import { SecretKey } from '../platform/secret-key';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { TenantDirectory } from '../tenants/tenant-directory';
import { DemoModule } from './demo.module';
import { DemoSheets } from './demo-sheets';
import { RecordLoader } from './record-loader';

@Module({})
class DemoAlone {}

const tenantId = 'records';
const plan = scriptedDay('records', '2026-03-03', { anchor: '2026-11-20' });
const kept = ['radiologie-sud', 'clinique-parc'];
const recorder = () => openRecorder(plan, (clinicId) => kept.includes(clinicId));
const pace = { chunk: 300, waitForFold: true, stopped: () => false };

describe('the records of a day long past', () => {
  let test: TestDatabase;
  let app: INestApplicationContext;

  beforeAll(async () => {
    test = await createTestDatabase();
    const config = readConfig({ VIGIE_DEMO: 'off', VIGIE_LOG_LEVEL: 'silent' });
    const clock = new ManualClock(Date.parse('2026-11-22T08:00:00Z'));
    const key = new SecretKey('a secret that only the tests know, no more');
    const platform = PlatformModule.register({ config, clock, database: test.database, key });
    app = await NestFactory.createApplicationContext(
      { module: DemoAlone, imports: [platform, DemoModule] },
      { logger: false },
    );
    await app.get(Background).start();
    const name = 'Les archives';
    await app
      .get(TenantDirectory)
      .create({ tenantId, name, timezone: 'Europe/Paris', locale: 'fr', demo: true });
    const text = JSON.stringify(demoSettings());
    await app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text, from: '2000-01-01' });
    await app.get(DemoSheets).keep(tenantId);
  });
  afterAll(async () => {
    await app.get(Background).stop();
    await app.close();
    await test.drop();
  });

  const ask = <T>(sql: string): Promise<T[]> =>
    test.database.withTenant(tenantId, (tx) => tx.query<T[]>(sql, [tenantId]));
  const numberOf = async (sql: string): Promise<number> => Number((await ask<{ n: string }>(sql))[0]?.n);
  const logged = (): Promise<number> =>
    numberOf(
      `SELECT count(*) n FROM event_log WHERE tenant_id = $1 AND (type = 'call.recorded' OR event_id LIKE 'simulated-%' OR type LIKE 'survey.%' OR type LIKE 'callback.%' OR (type LIKE 'followup.%' AND source <> 'vigie'))`,
    );

  const folded = async (): Promise<void> => {
    const rest = `SELECT h.last - c.seq n FROM tenant_head h JOIN fold_cursor c USING (tenant_id) WHERE tenant_id = $1`;
    for (let tries = 0; tries < 6_000 && (await numberOf(rest)) > 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const whole = recorder();
  while (whole.play(10_000));
  const { calls, surveys, callbacks } = whole.recorded();

  it('come in once, however often they are loaded, and none when it is stopped first', async () => {
    const loader = app.get(RecordLoader);
    const stopped = { ...pace, stopped: () => true };
    expect(await loader.record(recorder(), stopped)).toBeUndefined();
    const day = await loader.record(recorder(), pace);
    if (day === undefined) throw new Error('nobody stopped it');
    expect(await loader.load(tenantId, day, stopped)).toBe(false);
    expect(await logged()).toBe(0);
    expect(await loader.load(tenantId, day, pace)).toBe(true);
    expect(await logged()).toBe(calls.length + surveys.length + callbacks.length);
    expect(await loader.load(tenantId, day, pace)).toBe(true);
    expect(await logged()).toBe(calls.length + surveys.length + callbacks.length);
  });

  it('become calls with the outcome and the wait that they tell', async () => {
    await folded();
    const outcomes = await ask<{ outcome: string; n: string }>(
      'SELECT outcome, count(*) n FROM call WHERE tenant_id = $1 GROUP BY outcome',
    );
    const told = Object.fromEntries(outcomes.map(({ outcome, n }) => [outcome, Number(n)]));
    expect(told['answered']).toBe(calls.filter(({ answered }) => answered).length);
    expect(told['abandoned'] ?? 0).toBe(calls.filter(({ exit }) => exit === 'abandoned').length);
    expect(told['closed']).toBeGreaterThan(3);
    const waits = await numberOf(
      `SELECT sum(wait_ms) n FROM call WHERE tenant_id = $1 AND outcome = 'answered'`,
    );
    expect(waits).toBe(calls.reduce((sum, { answered, waitMs = 0 }) => (answered ? sum + waitMs : sum), 0));
  });

  it('are joined to what their callers answered', async () => {
    const answered = surveys.filter(({ type }) => type === 'survey.answered').length;
    expect(answered).toBeGreaterThan(3);
    const rows = `FROM call_survey WHERE tenant_id = $1 AND channel = 'sms'`;
    expect(await numberOf(`SELECT count(*) n ${rows} AND answered_at IS NOT NULL`)).toBe(answered);
    expect(
      await numberOf(`SELECT count(*) n ${rows} AND clinic_id <> ALL ('{radiologie-sud,clinique-parc}')`),
    ).toBe(0);
  });

  it('leave no promise that was made to their callers without an outcome', async () => {
    const promised = `FROM obligation WHERE tenant_id = $1 AND (detail->>'promised')::boolean`;
    expect(await numberOf(`SELECT count(*) n ${promised}`)).toBeGreaterThan(0);
    expect(await numberOf(`SELECT count(*) n ${promised} AND state = 'open'`)).toBe(0);
  });

  it('have the patients who went home called, and their clinic where not all is well', async () => {
    const followups = `FROM obligation WHERE tenant_id = $1 AND followup_type`;
    const replies = callbacks.flatMap((event) => repliesOf(event) ?? []);
    const worried = replies.filter((answers) => Object.values(answers).some((answer) => answer !== 'yes'));
    const planned = callbacks.filter(({ type }) => type === 'followup.created');
    expect(replies.length).toBeGreaterThan(2);
    expect(await numberOf(`SELECT count(*) n ${followups} = 'post_discharge'`)).toBe(planned.length);
    const asked = `detail->'followup'->'replies'->>'version' = '1'`;
    expect(await numberOf(`SELECT count(*) n ${followups} = 'post_discharge' AND ${asked}`)).toBe(
      replies.length,
    );
    expect(await numberOf(`SELECT count(*) n ${followups} = 'clinic_alert'`)).toBe(worried.length);
    expect(
      await numberOf(`SELECT count(*) n ${followups} IS NOT NULL AND state IN ('planned', 'open')`),
    ).toBe(0);
  });

  it('hold no number of a caller', async () => {
    const where = `FROM event_log WHERE tenant_id = $1 AND type IN ('call.recorded', 'survey.answered')`;
    expect(await numberOf(`SELECT count(*) n ${where} AND data->>'aniHash' IS NOT NULL`)).toBeGreaterThan(50);
    expect(await numberOf(`SELECT count(*) n ${where} AND data->>'ani' IS NOT NULL`)).toBe(0);
    expect(await numberOf(`SELECT count(*) n ${where} AND data::text ~ '(\\+33|0)[1-9][0-9]{8}'`)).toBe(0);
  });
});

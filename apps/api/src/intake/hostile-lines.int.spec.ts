import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IntakeAnswer, ProblemView } from '@vigie/contracts';

import { ApiKeys } from '../access/api-keys';
import { SystemClock } from '../platform/clock';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

const longLine = (place: number): string => `{"a":"${place}${'x'.repeat(250_000)}"}\n`;

describe('lines that are sent to do harm', () => {
  const clock = new SystemClock();
  let server: TestServer;
  let tenantId: string;
  let key: string;
  let tenants = 0;

  beforeAll(async () => {
    server = await createTestServer();
  });
  afterAll(() => server.close());

  const begin = async (): Promise<void> => {
    tenantId = `hostile-${(tenants += 1)}`;
    await createTestTenant(server.database, tenantId);
    key = (await server.app.get(ApiKeys).create(tenantId, 'pbx', ['events:write'])).text;
  };
  const send = async (body: Buffer, signal?: AbortSignal) => {
    const response = await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
        authorization: `Bearer ${key}`,
      },
      body,
      ...(signal && { signal }),
    });
    return { status: response.status, body: (await response.json()) as IntakeAnswer & ProblemView };
  };
  const numberOf = async (sql: string): Promise<number> => {
    const [row] = await server.database.withTenant(tenantId, (tx) =>
      tx.query<{ n: number }[]>(sql, [tenantId]),
    );
    return Number(row?.n);
  };
  const kept = () =>
    numberOf(
      'SELECT coalesce(sum(octet_length(sealed)), 0)::float8 AS n FROM quarantine WHERE tenant_id = $1',
    );

  it('are refused when a few hundred kilobytes of them would fill the memory, and leave a few megabytes on disk', async () => {
    await begin();
    const body = gzipSync(Array.from({ length: 1_500 }, (_, place) => longLine(place)).join(''));
    expect(body.length).toBeLessThan(600_000);
    expect(await send(body)).toMatchObject({ status: 413, body: { code: 'too_large' } });
    expect(await kept()).toBeLessThan(2_500_000);
  });

  it('leave no more on disk when they are few: twenty lines of 250 kB in five kilobytes', async () => {
    await begin();
    const body = gzipSync(Array.from({ length: 20 }, (_, place) => longLine(place)).join(''));
    expect(await send(body)).toMatchObject({ status: 200, body: { received: 20, rejectedCount: 20 } });
    expect(await kept()).toBeLessThan(2_500_000);
  });

  it('leave nothing more where the share of a tenant is full', async () => {
    await begin();
    // No part of the server writes as much at once, and none would be given the time.
    await server.asAdministrator((tx) =>
      tx.query(
        `INSERT INTO quarantine (tenant_id, id, first_at, last_at, times, code, message, truncated, sealed)
         VALUES ($1, '00000000-0000-0000-0000-000000000001', now(), now(), 1, 'too_large', '', true,
                 decode(repeat('00', 67108864), 'hex'))`,
        [tenantId],
      ),
    );
    expect(await send(gzipSync('{}\n{"a":1}\n'))).toMatchObject({ status: 200, body: { rejectedCount: 2 } });
    expect(await numberOf('SELECT count(*) AS n FROM quarantine WHERE tenant_id = $1')).toBe(1);
  });

  it('are charged to their key: a million empty ones in three kilobytes are stopped, and hold up nobody', async () => {
    await begin();
    const body = gzipSync('{}\n'.repeat(1_000_000));
    expect(body.length).toBeLessThan(4_000);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const [from, used] = [performance.now(), process.cpuUsage()];
    const answer = await send(body);
    const [tookMs, { user, system }] = [performance.now() - from, process.cpuUsage(used)];
    delay.disable();
    expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_events', retryable: true } });
    // It was 135 s of a core.
    expect((user + system) / 1e6).toBeLessThan(30);
    expect(delay.max / 1e6).toBeLessThan(Math.max(500, tookMs / 4));
    expect(await numberOf('SELECT count(*) AS n FROM quarantine WHERE tenant_id = $1')).toBe(1);
    const times = await numberOf('SELECT sum(times) AS n FROM quarantine WHERE tenant_id = $1');
    expect(times).toBeGreaterThanOrEqual(50_000);
    expect(times).toBeLessThan(100_000);
  });

  it('are no longer worked on once their sender has gone', async () => {
    await begin();
    const time = new Date(clock.now()).toISOString();
    const line = (place: number): string =>
      `{"specversion":"1.0","id":"${place}","source":"/pbx","type":"call.enqueued","subject":"c${place}","time":"${time}","data":{"queueId":"rdv"}}\n`;
    const body = gzipSync(Array.from({ length: 60_000 }, (_, place) => line(place)).join(''));
    const leaving = new AbortController();
    const sent = send(body, leaving.signal).catch((error: unknown) => String(error));
    const stored = () => numberOf('SELECT count(*) AS n FROM event_log WHERE tenant_id = $1');
    while ((await stored()) === 0) await sleep(5);
    leaving.abort();
    expect(await sent).toContain('Abort');
    let atTheEnd = -1;
    for (let now = await stored(); now !== atTheEnd; now = await stored()) {
      atTheEnd = now;
      await sleep(1_500);
    }
    expect(atTheEnd % 5_000).toBe(0);
    expect(atTheEnd).toBeLessThan(60_000);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { register } from 'prom-client';

import { EventIntake } from '../intake/event-intake';
import { Projector } from '../fold/projector';
import { TenantsAway } from '../platform/asked-tenants';
import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from '../tenants/testing/test-tenant';

describe('what Prometheus reads', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
  const token = 'what-only-prometheus-knows';
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ clock, env: { VIGIE_METRICS_TOKEN: token } });
    await createTestTenant(server.database, 'lyon');
  });
  afterAll(() => server.close());

  const ask = (authorization: string): Promise<Response> =>
    fetch(`${server.url}/metrics`, { headers: { authorization } });
  const read = async (): Promise<string> => (await ask(`Bearer ${token}`)).text();
  const heartbeat = (id: string) => ({
    specversion: '1.0',
    id,
    source: '/pbx/lyon',
    type: 'source.heartbeat',
    subject: '/pbx/lyon',
    time: new Date(clock.now()).toISOString(),
    data: {},
  });

  it('is for the token of the settings alone, also on the same machine', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(401);
    expect((await ask('Bearer what only others know, no more')).status).toBe(401);
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
  });

  it('has what an operator is told to watch: the distance of the fold and the silence of each source', async () => {
    await server.app.get(EventIntake).receive('lyon', [heartbeat('b1'), heartbeat('b2')]);
    expect(await read()).toContain('vigie_fold_waiting_events{tenant="lyon"} 2');
    await server.app.get(Projector).foldNow('lyon');
    clock.advance(90_000);
    const text = await read();
    expect(text).toContain('vigie_fold_waiting_events{tenant="lyon"} 0');
    expect(text).toContain('vigie_source_silence_seconds{tenant="lyon",source="/pbx/lyon"} 90');
    expect(text).toContain('vigie_deliveries_waiting{tenant="lyon"} 0');
    expect(text).toContain('vigie_live_sockets 0');
    for (const name of ['vigie_events_total', 'vigie_rejected_events_total', 'vigie_round_failures_total'])
      expect(text).toContain(`# TYPE ${name} counter`);
  });

  it('has the tenants whose server of a spread database is away; whoever asks may hear how many', async () => {
    server.app.get(TenantsAway).set(['lyon']);
    expect(await read()).toContain('vigie_tenant_away{tenant="lyon"} 1');
    const ready = await fetch(`${server.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ tenantsAway: 1 })]);
    server.app.get(TenantsAway).set([]);
    expect(await read()).not.toContain('vigie_tenant_away{');
  });

  it('is all that the dashboard for Grafana asks of it, by labels that it has', async () => {
    const text = await read();
    const file = await readFile(join(import.meta.dirname, '../../../../docs/grafana/vigie.json'), 'utf8');
    const { panels } = JSON.parse(file) as { panels: { title: string; targets: { expr: string }[] }[] };
    const asked = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(asked.length).toBeGreaterThan(15);
    for (const expr of asked) {
      const names = expr.match(/\b(?:vigie|process|nodejs)_\w+/gu) ?? [];
      expect([expr, names.length]).toEqual([expr, 1]);
      const name = names[0] ?? '';
      expect(text).toContain(`# TYPE ${name} `);
      const { labelNames = [] } = register.getSingleMetric(name) as { labelNames?: readonly string[] };
      const grouped = /by \(([\w, ]+)\)/u.exec(expr)?.[1]?.split(', ') ?? [];
      const matched = [...expr.matchAll(/(\w+)(?:=~|!=|=)"/gu)].map(([, label = '']) => label);
      for (const label of [...grouped, ...matched])
        expect([expr, ['job', 'instance', ...labelNames]]).toEqual([expr, expect.arrayContaining([label])]);
    }
  });
});

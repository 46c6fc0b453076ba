import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorsView, ConnectorTest, ConnectorView, QueueLogAnswer } from '@vigie/contracts';

import { askAs, createTestPerson } from '../../access/testing/test-person';
import { ManualClock } from '../../platform/clock';
import { connected, createEmptyDatabase, type UnopenedDatabase } from '../../platform/testing/test-database';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';

const clock = new ManualClock(Date.UTC(2026, 10, 24, 10));
let server: TestServer;
let asterisk: UnopenedDatabase;
let cookie = '';

beforeAll(async () => {
  asterisk = await createEmptyDatabase();
  await connected(asterisk.url, (client) =>
    client.query(
      `CREATE TABLE queue_log (id bigserial PRIMARY KEY, time text, callid text, queuename text, agent text, event text,
         data1 text, data2 text, data3 text, data4 text, data5 text)`,
    ),
  );
  server = await createTestServer({ background: true, clock });
  await createTestTenant(server.database, 'centre');
  const membership = { role: 'administrator', scope: { kind: 'all' } } as const;
  ({ cookie } = await createTestPerson(server.app, 'centre', [membership]));
});
afterAll(async () => {
  await server.close();
  await asterisk.drop();
});

const ask = (method: string, path = '', body?: unknown): Promise<Response> =>
  askAs(server.url, cookie, `${method} /connectors${path}`, body);
const settings = (more: object = {}) => {
  const { hostname, port, username, password, pathname } = new URL(asterisk.url);
  const options = {
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: username,
    timezone: 'Europe/Paris',
    ...more,
  };
  return { kind: 'asterisk-queue-log-table', options, secret: password === '' ? 'x' : password };
};
const tried = async (more: object = {}): Promise<string[]> => {
  const test = (await (await ask('POST', '/test', settings(more))).json()) as ConnectorTest;
  return test.steps.map(({ step, fault }) => `${step} ${fault ?? 'ok'}`);
};
const accepted = async (id: string, count: number): Promise<ConnectorView> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const { connectors } = (await (await ask('GET')).json()) as ConnectorsView;
    const found = connectors.find((each) => each.id === id);
    if (found !== undefined && found.status.accepted + found.status.duplicates >= count) return found;
    await wait(50);
  }
  throw new Error('it never came');
};
const write = (second: number, call: string, event: string, ...data: readonly string[]): Promise<unknown> =>
  connected(asterisk.url, (client) =>
    client.query(
      `INSERT INTO queue_log (time, callid, queuename, agent, event, data1, data2, data3)
       VALUES ($1, $2, 'rdv', 'Anna', $3, $4, $5, $6)`,
      [
        `2026-11-24 10:00:${String(second).padStart(2, '0')}.250000`,
        ...[call, event, data[0] ?? '', data[1] ?? '', data[2] ?? ''],
      ],
    ),
  );

describe('the queue_log that an Asterisk writes into a PostgreSQL', () => {
  it('is read from its beginning, as it grows, and on from there: nothing counts twice', async () => {
    await write(1, 'c1', 'ENTERQUEUE', '', '0199001234', '1');
    await write(9, 'c1', 'CONNECT', '8', 'c9', '3');
    const add = await ask('POST', '', { ...settings(), name: 'Wazo', source: '/wazo' });
    expect(add.status).toBe(201);
    const { id } = (await add.json()) as ConnectorView;
    await accepted(id, 2);
    await write(30, 'c1', 'COMPLETECALLER', '8', '21', '1');
    const { status } = await accepted(id, 3);
    expect(status).toMatchObject({ state: 'running', refused: 0, accepted: 3, duplicates: 0 });
    const told = await server.asAdministrator((tx) =>
      tx.query<{ type: string }[]>(
        `SELECT type FROM event_log WHERE tenant_id = 'centre' AND subject = 'c1' ORDER BY seq`,
      ),
    );
    expect(told.map(({ type }) => type)).toEqual(['call.enqueued', 'call.answered', 'call.leg_ended']);
    expect((await ask('DELETE', `/${id}`)).status).toBe(204);
    // Its export, imported by hand, holds the same lines; and so does the table, read again from its beginning.
    const rows = await connected(asterisk.url, (client) =>
      client.query<Record<string, string | null>>(
        `SELECT time, callid, queuename, agent, event, data1, data2, data3, data4, data5 FROM queue_log ORDER BY id`,
      ),
    );
    const text = rows.rows.map((row) => `${Object.values(row).join('|')}\n`).join('');
    const answer = await server.ask(
      `${server.url}/api/v1/imports/asterisk-queue-log?tenant=centre&source=/wazo&timezone=Europe/Paris`,
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: text },
    );
    expect((await answer.json()) as QueueLogAnswer).toMatchObject({ accepted: 0, duplicates: 3 });
    const again = (await (
      await ask('POST', '', { ...settings(), name: 'Wazo', source: '/wazo' })
    ).json()) as ConnectorView;
    expect((await accepted(again.id, 3)).status).toMatchObject({ accepted: 0, duplicates: 3 });
    // What was restored from a day before ends sooner: it is read again, and still nothing counts twice.
    await connected(asterisk.url, (client) => client.query('DELETE FROM queue_log WHERE id = 3'));
    clock.advance(60_000);
    expect((await accepted(again.id, 5)).status).toMatchObject({ accepted: 0, duplicates: 5 });
  });

  it('is tried step by step, and changes nothing there', async () => {
    expect(await tried()).toEqual(['connection ok', 'lines ok']);
    expect(await tried({ user: 'nobody_there' })).toEqual(['connection sign_in_refused']);
    expect(await tried({ database: 'no_such_database' })).toEqual(['connection sign_in_refused']);
    expect(await tried({ table: 'other_log' })).toEqual(['connection ok', 'lines table_missing']);
    expect(await tried({ port: 9 })).toEqual(['connection unreachable']);
    expect(await tried({ host: '169.254.169.254' })).toEqual(['connection unreachable']);
    const odd = await ask('POST', '/test', settings({ table: 'queue_log; DROP TABLE queue_log' }));
    expect(odd.status).toBe(400);
  });
});

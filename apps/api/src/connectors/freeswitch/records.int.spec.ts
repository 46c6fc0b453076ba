import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorsView, ConnectorTest, ConnectorView } from '@vigie/contracts';

import { askAs, createTestPerson } from '../../access/testing/test-person';
import { CallStore } from '../../fold/call-store';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { connected, createEmptyDatabase, type UnopenedDatabase } from '../../platform/testing/test-database';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { recordColumns } from './record-events';

const tenMs = Date.UTC(2026, 10, 24, 10);
const clock = new ManualClock(tenMs + 16 * 60_000);
const source = '/fusionpbx';
let server: TestServer;
let fusion: UnopenedDatabase;
let cookie = '';

const uuid = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
const epoch = (minute: number, second = 0): string => String(tenMs / 1_000 + minute * 60 + second);

beforeAll(async () => {
  fusion = await createEmptyDatabase();
  await connected(fusion.url, async (client) => {
    const typeOf = (name: string): string =>
      name.endsWith('_uuid') ? 'uuid' : name.endsWith('_epoch') ? 'numeric' : 'text';
    const columns = recordColumns.map((name) => `${name} ${typeOf(name)}`).join(', ');
    await client.query(`CREATE TABLE v_xml_cdr (cc_side text, ${columns})`);
  });
  server = await createTestServer({ background: true, clock });
  await createTestTenant(server.database, 'centre');
  const membership = { role: 'administrator', scope: { kind: 'all' } } as const;
  ({ cookie } = await createTestPerson(server.app, 'centre', [membership]));
});
afterAll(async () => {
  await server.close();
  await fusion.drop();
});

const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
  askAs(server.url, cookie, `${method} ${path}`, body);
const settings = () => {
  const { hostname, port, username, password, pathname } = new URL(fusion.url);
  const options = { host: hostname, port: Number(port), database: pathname.slice(1), user: username };
  return { kind: 'freeswitch-records', options, secret: password === '' ? 'x' : password };
};
const write = (more: Readonly<Record<string, string>>, side = 'member'): Promise<unknown> => {
  const row = { cc_side: side, cc_queue: 'rdv@default', caller_id_number: '0199001234', ...more };
  const names = Object.keys(row);
  const places = names.map((_, place) => `$${place + 1}`).join(', ');
  return connected(fusion.url, (client) =>
    client.query(`INSERT INTO v_xml_cdr (${names.join(', ')}) VALUES (${places})`, Object.values(row)),
  );
};
const event = (type: string, minute: number, data: object, subject = source): object => ({
  specversion: '1.0',
  id: `${type} ${subject} ${minute}`,
  source,
  type,
  subject,
  time: new Date(tenMs + minute * 60_000).toISOString(),
  data,
});
const hear = (events: readonly object[]) => server.app.get(EventIntake).receive('centre', events);
const calls = (): Promise<{ call: string; outcome: string | null; wait: number | null }[]> =>
  server.asAdministrator((tx) =>
    tx.query(
      `SELECT call_id AS call, outcome, wait_ms::int AS wait FROM call
       WHERE tenant_id = 'centre' ORDER BY call_id`,
    ),
  );
/** Of each call: how often it was in a queue, how often it still waits, and how often somebody answered. */
const passages = async (): Promise<object[]> => {
  const rows = await server.database.withTenant('centre', (tx) =>
    server.app
      .get(CallStore)
      .callsArrived(tx, 'centre', { from: tenMs - 3_600_000, to: tenMs + 3_600_000 }, 10),
  );
  return rows
    .toSorted((a, b) => (a.callId < b.callId ? -1 : 1))
    .map(({ call }) => ({
      queues: call.segments.length,
      waiting: call.segments.filter(({ leftAt }) => leftAt === null).length,
      answers: call.legs.filter(({ answeredAt }) => answeredAt !== null).length,
    }));
};
const view = async (): Promise<ConnectorView | undefined> =>
  ((await (await ask('GET', '/connectors')).json()) as ConnectorsView).connectors[0];
const eventually = async (is: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (await is()) return;
    await wait(50);
  }
  throw new Error('it never came');
};
const incomplete = async (): Promise<string> => {
  const query = new URLSearchParams({ from: '2026-11-24T09:00Z', to: '2026-11-24T11:00Z', interval: 'all' });
  const answer = await server.ask(`${server.url}/api/v1/metrics?${query.toString()}`);
  return JSON.stringify(((await answer.json()) as { incomplete?: unknown }).incomplete ?? []);
};

describe('records of FusionPBX', () => {
  it('tell what was not heard, beside what was, and then the gap is none any more', async () => {
    // Heard until it could not be heard any more: one who waited, and is not there when it is heard again.
    const heard = { queueId: 'rdv@default', via: 'esl' };
    await hear([
      event('call.enqueued', 9, heard, uuid(1)),
      event('source.gap', 15, {
        from: '2026-11-24T10:10:00.000Z',
        to: '2026-11-24T10:15:00.000Z',
        why: 'esl',
      }),
      event('call.unheard', 15, { gone: true, via: 'esl' }, uuid(1)),
    ]);
    const both = (last: number) => ({ xml_cdr_uuid: uuid(last), cc_member_session_uuid: uuid(last) });
    await write({
      ...{ ...both(1), cc_agent: 'anna', start_epoch: epoch(8, 58), cc_queue_joined_epoch: epoch(9, 1) },
      ...{
        cc_queue_answered_epoch: epoch(10, 30),
        cc_queue_terminated_epoch: epoch(12),
        end_epoch: epoch(12),
      },
    });
    await write({
      ...both(2),
      start_epoch: epoch(11),
      cc_queue_joined_epoch: epoch(11, 5),
      end_epoch: epoch(12, 5),
    });
    await write({ ...both(3), start_epoch: epoch(11), end_epoch: epoch(12) }, 'agent');
    await write({ ...both(4), start_epoch: epoch(5), cc_queue_joined_epoch: epoch(5), end_epoch: epoch(6) });
    const gap = JSON.stringify([{ from: '2026-11-24T10:10:00.000Z', to: '2026-11-24T10:15:00.000Z' }]);
    await eventually(async () => (await incomplete()) === gap);

    const added = await ask('POST', '/connectors', { ...settings(), name: 'FusionPBX', source });
    expect(added.status).toBe(201);
    await eventually(async () => ((await view())?.status.accepted ?? 0) === 9);
    await eventually(async () => (await calls()).length === 2);
    await eventually(async () => (await calls())[0]?.outcome === 'answered');
    // Of a call that both told, one is taken: one wait, one answer.
    expect(await passages()).toEqual([
      { queues: 1, waiting: 0, answers: 1 },
      { queues: 1, waiting: 0, answers: 0 },
    ]);
    expect(await calls()).toEqual([
      { call: uuid(1), outcome: 'answered', wait: 89_000 },
      { call: uuid(2), outcome: 'abandoned', wait: 60_000 },
    ]);
    // Calls that began in it may go on: it is filled once they are over.
    expect((await view())?.gaps).toHaveLength(1);
    await write({
      ...both(5),
      start_epoch: epoch(14),
      cc_queue_joined_epoch: epoch(14),
      end_epoch: epoch(20),
    });
    clock.advance(31 * 60_000);
    await eventually(async () => ((await view())?.gaps ?? ['one']).length === 0);
    expect((await calls()).map(({ call }) => call)).toEqual([uuid(1), uuid(2), uuid(5)]);
    await eventually(async () => (await incomplete()) === '[]');
  });

  it('are tried step by step', async () => {
    const tried = async (options: object): Promise<string[]> => {
      const of = settings();
      const body = { ...of, options: { ...of.options, ...options } };
      const test = (await (await ask('POST', '/connectors/test', body)).json()) as ConnectorTest;
      return test.steps.map(({ step, fault }) => `${step} ${fault ?? 'ok'}`);
    };
    expect(await tried({})).toEqual(['connection ok', 'lines ok']);
    expect(await tried({ table: 'other' })).toEqual(['connection ok', 'lines table_missing']);
    expect(await tried({ user: 'nobody_there' })).toEqual(['connection sign_in_refused']);
  });
});

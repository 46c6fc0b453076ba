import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorTest, ConnectorsView, ConnectorView, LiveSnapshot } from '@vigie/contracts';

import { askAs, createTestPerson } from '../../access/testing/test-person';
import { SystemClock } from '../../platform/clock';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { replayRecording } from '../recording/testing/replay-recording';
import { ScriptedSqs } from './testing/scripted-sqs';
import { agentArn, contactEvent, contactRecord, queueArn } from './told-examples';

const clock = new SystemClock();
let server: TestServer;
let sqs: ScriptedSqs;
let cookie = '';
let id = '';

const ask = (method: string, path = '', body?: unknown): Promise<Response> =>
  askAs(server.url, cookie, `${method} /connectors${path}`, body);
const told = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(50);
  }
  throw new Error(`It never came: ${what}`);
};
const board = async () => (await told<LiveSnapshot>(server.ask(`${server.url}/api/v1/live`))).totals;
const shows = (what: string, isSo: (totals: NonNullable<LiveSnapshot['totals']>) => boolean) =>
  until(what, async () => {
    const totals = await board();
    return totals !== null && isSo(totals) ? true : undefined;
  });
const connector = async () =>
  (await told<ConnectorsView>(ask('GET'))).connectors.find((one) => one.id === id);
const settings = () => ({
  ...{ kind: 'amazon-connect', name: 'Connect', source: '/amazon-connect', secret: 'of nobody' },
  options: { queue: sqs.url, accessKeyId: 'AKIAEXAMPLEEXAMPLE00' },
});

const began = clock.now() - 60_000;
const at = (second: number): string => new Date(began + second * 1_000).toISOString();
const initiationTimestamp = at(0);
const queueInfo = { queueArn: queueArn('rdv'), queueType: 'STANDARD', enqueueTimestamp: at(1) };
const agentInfo = { agentArn: agentArn('anna'), connectedToAgentTimestamp: at(21) };
const queued = contactEvent('QUEUED', 'c1', { initiationTimestamp, queueInfo });
const connected = contactEvent('CONNECTED_TO_AGENT', 'c1', { initiationTimestamp, queueInfo, agentInfo });
const ended = contactEvent('DISCONNECTED', 'c1', {
  ...{ initiationTimestamp, queueInfo, agentInfo, disconnectTimestamp: at(40) },
});
/** The record knows better: the caller was answered earlier. */
const recordOf = (version: number, answered: number): object =>
  contactRecord('c1', {
    ...{ InitiationTimestamp: at(0), DisconnectTimestamp: at(40), LastUpdateTimestamp: at(45 + version) },
    Queue: { ARN: queueArn('rdv'), EnqueueTimestamp: at(1), DequeueTimestamp: at(answered) },
    Agent: { ARN: agentArn('anna'), ConnectedToAgentTimestamp: at(answered) },
    DisconnectReason: 'CUSTOMER_DISCONNECT',
  });

beforeAll(async () => {
  sqs = await ScriptedSqs.start(() => clock.now());
  server = await createTestServer({ background: true });
  await createTestTenant(server.database, 'centre');
  const membership = { role: 'administrator', scope: { kind: 'all' } } as const;
  ({ cookie } = await createTestPerson(server.app, 'centre', [membership]));
});
afterAll(async () => {
  await server.close();
  await sqs.stop();
});

const waits = async (): Promise<readonly (number | null)[]> => {
  const rows = await server.asAdministrator<{ wait_ms: number | null }[]>((tx) =>
    tx.query(`SELECT wait_ms FROM call WHERE tenant_id = 'centre' AND call_id = 'c1'`),
  );
  return rows.map(({ wait_ms }) => wait_ms);
};

describe('a centre at Amazon Connect', () => {
  it('is tried before it is kept, and refused an address that is none of AWS', async () => {
    const { kind, options, secret } = settings();
    expect(await told<ConnectorTest>(ask('POST', '/test', { kind, options, secret }))).toMatchObject({
      ok: true,
    });
    const elsewhere = { queue: 'http://10.0.0.1/000000000000/vigie', accessKeyId: 'AKIAEXAMPLEEXAMPLE00' };
    expect((await ask('POST', '', { ...settings(), options: elsewhere })).status).toBe(400);
  });

  it('moves the wall: a caller waits, is spoken to, and is gone', async () => {
    ({ id } = await told<ConnectorView>(ask('POST', '', settings())));
    sqs.send(queued);
    await shows('one who waits', ({ waiting }) => waiting === 1);
    sqs.send(connected, queued);
    await shows('a conversation', ({ waiting, talkingNow }) => waiting === 0 && talkingNow === 1);
    sqs.send(ended);
    await shows('nobody', ({ waiting, talkingNow }) => waiting === 0 && talkingNow === 0);
    expect(await waits()).toEqual([20_000]);
  });

  it('is corrected by the record of the contact, the newest of its versions, and told nothing twice', async () => {
    sqs.send(recordOf(2, 16));
    await until('the record', async () => ((await waits())[0] === 15_000 ? true : undefined));
    sqs.send(recordOf(1, 11), ended, recordOf(2, 16), queued);
    await until('an empty queue', () => Promise.resolve(sqs.messages.length === 0 ? true : undefined));
    const { status } = await until('its counts', async () => {
      const found = await connector();
      return (found?.status.duplicates ?? 0) > 8 ? found : undefined;
    });
    expect(status).toMatchObject({ state: 'running', fault: null, refused: 0 });
    expect(await waits()).toEqual([15_000]);
  });

  it('goes on where something is not understood, and says that it was refused', async () => {
    sqs.send({ hello: 'Madame Durand' }, contactEvent('TELEPORTED', 'c9'));
    const { status } = await until('what was refused', async () => {
      const found = await connector();
      return found?.status.refused === 1 ? found : undefined;
    });
    expect(status.refusals).toEqual([{ code: 'unknown_type', count: 1 }]);
    expect(status.unknown.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['(unreadable)', 'contact TELEPORTED']),
    );
  });

  it('says what is wrong while AWS refuses it, and goes on by itself', async () => {
    sqs.refusal = { status: 403, code: 'AccessDenied' };
    const failing = await until('the refusal', async () => {
      const found = await connector();
      return found?.status.state === 'failing' ? found : undefined;
    });
    expect(failing.status.fault).toBe('queue_right_missing');
    sqs.refusal = null;
    await until('it to go on', async () =>
      (await connector())?.status.state === 'running' ? true : undefined,
    );
  });

  it('is recorded without a number or a name, and the recording says the same when it is replayed', async () => {
    await ask('POST', `/${id}/recording`, {});
    // It is listened for some seconds after it was asked for.
    await until('its messages', async () => {
      sqs.send(recordOf(3, 16), contactEvent('QUEUED', 'c2', { initiationTimestamp, queueInfo }));
      await wait(500);
      return ((await connector())?.recording?.messages ?? 0) >= 2 ? true : undefined;
    });
    const file = await (await ask('GET', `/${id}/recording`)).text();
    expect(file).not.toMatch(/199001234|000000000001|rdv|anna/u);
    expect(new Set(replayRecording(file).map(({ type, subject }) => `${type} ${subject}`)).size).toBe(7);
  });
});

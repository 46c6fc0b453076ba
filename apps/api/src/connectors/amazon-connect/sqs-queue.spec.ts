import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { SystemClock } from '../../platform/clock';
import type { Connector, ConnectorOptions } from '../connector';
import { toConnectorFault } from '../connector-fault';
import { TestHouse } from '../testing/test-house';
import { AmazonConnectKind } from './amazon-connect-kind';
import { sqsOptionsSchema } from './sqs-options';
import { ScriptedSqs } from './testing/scripted-sqs';
import { connectMessages, contactEvent, contactRecord, queueArn } from './told-examples';

const clock = new SystemClock();
const now = (): number => clock.now();
const kind = new AmazonConnectKind(clock);
const queueInfo = { queueArn: queueArn('rdv'), enqueueTimestamp: '2026-11-30T09:00:05.000Z' };

describe('a queue of Amazon SQS that the client of AWS reads', () => {
  let sqs: ScriptedSqs;
  let house: TestHouse;
  let stops: (() => Promise<unknown>)[];

  beforeEach(async () => {
    sqs = await ScriptedSqs.start(now);
    house = new TestHouse(now);
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await sqs.stop();
  });

  const connector = (options: ConnectorOptions = {}): Connector => ({
    ...{ tenantId: 'centre', id: 'one', kind: kind.name, name: '', source: '/amazon-connect' },
    options: { queue: sqs.url, accessKeyId: 'AKIAEXAMPLEEXAMPLE00', ...options },
    secret: 'of nobody',
  });
  const begin = (inHouse = house) => {
    const stop = new AbortController();
    const ended = kind.run(connector(), inHouse.ports(stop.signal)).then(
      () => null,
      (error: unknown) => toConnectorFault(error),
    );
    const end = (): Promise<unknown> => {
      stop.abort();
      return ended;
    };
    stops.push(end);
    return { end, ended };
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 6_000 && !isSo(); tries += 1) await wait(10);
    expect(isSo()).toBe(true);
  };
  const faultAt = async () => (await kind.test(connector())).at(-1);
  const typesOfAll = (): string[] => [...house.events.values()].map(({ type }) => type);

  it('is emptied, each message deleted, and what was heard is that of a call', async () => {
    sqs.send(contactEvent('INITIATED', 'c'), contactEvent('QUEUED', 'c', { queueInfo }));
    begin();
    await until(() => sqs.messages.length === 0);
    expect(house.typesOf('c')).toEqual(['call.initiated', 'call.enqueued']);
    expect(house.alive).toBeGreaterThan(0);
  });

  it('keeps what could not be committed, and has it read again', async () => {
    house.isAway = true;
    sqs.lentMs = 50;
    sqs.send(contactEvent('QUEUED', 'c', { queueInfo }));
    expect(await begin().ended).not.toBeNull();
    expect([sqs.messages.length, sqs.asked.includes('DeleteMessageBatch')]).toEqual([1, false]);
    house.isAway = false;
    begin();
    await until(() => sqs.messages.length === 0);
    expect(house.typesOf('c')).toEqual(['call.initiated', 'call.enqueued']);
  });

  it('tells nothing twice where messages are committed, not deleted, and delivered again', async () => {
    sqs.send(...connectMessages);
    sqs.lentMs = 50;
    sqs.refusal = { status: 503, code: 'ServiceUnavailable' };
    sqs.refusedActions = new Set(['DeleteMessageBatch']);
    expect(await begin().ended).toMatchObject({ code: 'queue_busy' });
    const first = new Set(house.events.keys());
    expect([first.size > 10, sqs.messages.length]).toEqual([true, connectMessages.length]);
    sqs.refusal = null;
    const again = begin();
    await until(() => sqs.messages.length === 0);
    await again.end();
    expect(new Set(typesOfAll()).has('call.answered')).toBe(true);
    const whole = new TestHouse(now);
    sqs.send(...connectMessages);
    begin(whole);
    await until(() => sqs.messages.length === 0);
    const idsIn = ({ events }: TestHouse): string[] =>
      [...events.keys()].filter((id) => !id.startsWith('heartbeat')).toSorted();
    expect(idsIn(house)).toEqual(idsIn(whole));
  });

  it('says the same whichever comes first, repeated and cut in the middle of an answer', async () => {
    sqs.isReversed = true;
    sqs.cuts = 2;
    sqs.lentMs = 30;
    sqs.send(...connectMessages, ...connectMessages);
    for (let tries = 0; tries < 5 && sqs.messages.length > 0; tries += 1) {
      const { end, ended } = begin();
      await Promise.race([ended, until(() => sqs.messages.length === 0)]);
      await end();
    }
    expect(sqs.messages).toEqual([]);
    expect(new Set(typesOfAll())).toContain('call.held');
  });

  it('is not held up by what nobody understands: that is refused at the door, without a number or a name', async () => {
    const odd = { eventType: 'QUEUED', contactId: 7, customer: { name: 'Madame Durand', tel: '0199001234' } };
    sqs.send('no JSON {', odd, { hello: 'world' }, [], contactEvent('TELEPORTED', 'c'), contactRecord('c'));
    begin();
    await until(() => sqs.messages.length === 0);
    expect(typesOfAll().filter((type) => type === 'amazon-connect.unreadable')).toHaveLength(3);
    expect(house.typesOf('c')).toContain('call.disconnected');
    expect(JSON.stringify([...house.events.values()])).not.toMatch(/Durand|0199001234/u);
    expect(house.counts.unknownByName).toEqual(
      expect.arrayContaining([
        { name: '(unreadable)', count: 3 },
        { name: 'contact TELEPORTED', count: 1 },
      ]),
    );
  });

  it('takes hundreds of messages many at a time', async () => {
    sqs.send(
      ...Array.from({ length: 300 }, (_, index) => contactEvent('QUEUED', `c${index}`, { queueInfo })),
    );
    begin();
    await until(() => sqs.messages.length === 0);
    expect(typesOfAll().filter((type) => type === 'call.enqueued')).toHaveLength(300);
    expect(sqs.asked.filter((action) => action === 'ReceiveMessage').length).toBeLessThan(60);
  });

  it('ends at once when it is told to, though it waits for a message', async () => {
    const { end } = begin();
    await until(() => house.alive > 0);
    const before = now();
    expect(await end()).toBeNull();
    expect(now() - before).toBeLessThan(5_000);
  });

  it.each([
    ['InvalidClientTokenId', 403, 'sign_in', 'access_key_refused'],
    ['SignatureDoesNotMatch', 403, 'sign_in', 'access_key_refused'],
    ['ExpiredToken', 403, 'sign_in', 'access_key_expired'],
    ['RequestExpired', 403, 'sign_in', 'clock_wrong'],
    ['AccessDenied', 403, 'rights', 'queue_right_missing'],
    ['KmsAccessDenied', 400, 'rights', 'queue_right_missing'],
    ['QueueDoesNotExist', 400, 'rights', 'queue_missing'],
    ['ServiceUnavailable', 503, 'rights', 'queue_busy'],
    ['SomethingNew', 400, 'connection', 'wrong_protocol'],
  ])('says of %s what is wrong and what to do', async (code, status, step, fault) => {
    sqs.refusal = { status, code };
    expect(await faultAt()).toMatchObject({ step, fault: { code: fault } });
  });

  it('is tried without a message being lost, and says which right is missing', async () => {
    sqs.send(contactRecord('c'));
    expect(await faultAt()).toEqual({ step: 'rights', fault: null });
    sqs.refusal = { status: 403, code: 'AccessDenied' };
    sqs.refusedActions = new Set(['DeleteMessage']);
    expect(await faultAt()).toMatchObject({ fault: { code: 'queue_right_missing' } });
    expect(sqs.messages).toHaveLength(1);
  });

  it('that is not there is said to be', async () => {
    const away = await ScriptedSqs.start(now);
    const queue = away.url;
    await away.stop();
    const [step] = await kind.test(connector({ queue }));
    expect(step).toMatchObject({ step: 'connection', fault: { code: 'unreachable' } });
  });
});

describe('the address of a queue', () => {
  it.each([
    ['https://sqs.eu-west-3.amazonaws.com/000000000000/vigie', true],
    ['https://vpce-0a-1b.sqs.eu-west-3.vpce.amazonaws.com/000000000000/vigie', true],
    ['http://127.0.0.1:4566/000000000000/vigie', true],
    ['http://sqs.eu-west-3.amazonaws.com/000000000000/vigie', false],
    ['https://sqs.eu-west-3.amazonaws.com.example.org/000000000000/vigie', false],
    ['https://user@sqs.eu-west-3.amazonaws.com/000000000000/vigie', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['http://10.0.0.1/000000000000/vigie', false],
    ['https://sqs.eu-west-3.amazonaws.com/', false],
  ])('is one of AWS, encrypted, or on this machine: %s %s', (queue, isOne) => {
    const read = sqsOptionsSchema.safeParse({ queue, accessKeyId: 'AKIAEXAMPLEEXAMPLE00' });
    expect(read.success).toBe(isOne);
  });
});

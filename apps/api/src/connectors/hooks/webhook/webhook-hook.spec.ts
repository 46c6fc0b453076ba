import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { signWebhook } from '../../../deliveries/webhook-signature';
import { Problem } from '../../../platform/problems';
import type { ConnectorOptions } from '../../connector';
import type { ConnectorFault } from '../../connector-fault';
import { hookKinds } from '../hook-kinds';
import { hookEvent, readMessage, type Delivery, type Hook } from '../hook';
import { webhookHook } from './webhook-hook';

const secret = 'ce que seuls nous deux savons';
const now = Date.UTC(2026, 10, 29, 9);
const options: ConnectorOptions = {
  kind: 'event + reason',
  time: 'at',
  call: 'call.id',
  agent: 'call["agent.name"]',
  queue: 'call.queues[0]',
  caller: 'call.from',
  dialled: 'call.to',
  'fact.queued': 'call.queued',
  'fact.answered': 'call.answered, call.picked_up',
  'fact.abandoned': 'call.ended',
  'fact.timedOut': 'call.ended/timeout',
  'fact.break': 'agent.pause',
  'fact.ignored': 'call.tagged',
};
const [kind] = hookKinds(['https://vigie.example']).filter(({ name }) => name === 'webhook');
const call = { id: 41, from: '+33199001234', to: '+33199000101', queues: ['rdv'], 'agent.name': 'Anne' };
const message = (event: string, more: object = {}) => ({
  event,
  at: '2026-11-29T09:00:00.250Z',
  call,
  ...more,
});
const read = (said: unknown, by: ConnectorOptions = options) => webhookHook.read(said, by);

describe('what a webhook without a connector of its own says', () => {
  it('is told by where things stand in it and what its kinds mean', () => {
    const { facts, unknown, problems } = read([message('call.queued'), message('call.picked_up')]);
    expect([unknown, problems]).toEqual([[], []]);
    expect(facts).toEqual([
      {
        type: 'call.enqueued',
        subject: '41',
        at: now + 250,
        data: { agentId: 'Anne', queueId: 'rdv', ani: '+33199001234', dnis: '+33199000101' },
      },
      { type: 'call.answered', subject: '41', at: now + 250, data: { agentId: 'Anne', queueId: 'rdv' } },
    ]);
  });

  it('may mean different things by what else it tells, and be left out on purpose', () => {
    const said = [
      message('call.ended', { reason: 'timeout' }),
      message('call.ended', { reason: 'gone' }),
      message('call.tagged'),
      message('agent.pause', { call: { 'agent.name': 'Anne' } }),
    ];
    expect(read(said).facts.map(({ type, subject, data }) => [type, subject, data?.['reason']])).toEqual([
      ['call.dequeued', '41', 'timeout'],
      ['call.dequeued', '41', 'abandoned'],
      ['agent.state_changed', 'Anne', undefined],
    ]);
  });

  it.each([
    ['a kind nobody said anything of', message('fax.sent'), [], ['fax.sent']],
    ['no kind', { at: 1 }, ['kind_missing'], []],
    ['no time', { event: 'call.queued', call }, ['time_missing'], []],
    ['a time without a zone', message('call.queued', { at: '2026-11-29 10:00:00' }), ['time_unreadable'], []],
    ['a time of the year 5', message('call.queued', { at: 157_766_400 }), ['time_unreadable'], []],
    ['no call', message('call.queued', { call: { from: 'x' } }), ['call_missing'], []],
    ['an id that is an object', message('call.queued', { call: { id: {} } }), ['call_missing'], []],
    ['an agent without a name', message('agent.pause', { call: {} }), ['agent_missing'], []],
    ['a text', 'hello', ['not_a_message'], []],
    ['nothing', null, ['not_a_message'], []],
    [
      'what only its ancestors know',
      { event: 'call.queued', at: 'x', __proto__: { call } },
      ['time_unreadable'],
      [],
    ],
  ])('is told apart where it cannot be read: %s', (_, said, codes, unknown) => {
    const reading = read(said);
    expect(reading.problems.map(({ code }) => code)).toEqual(codes);
    expect([reading.facts, reading.unknown]).toEqual([[], unknown]);
  });

  it('reads every manner of telling the time, and whole numbers that JSON cannot hold', () => {
    const atOf = (at: unknown, more: ConnectorOptions = {}) =>
      read(message('call.queued', { at }), { ...options, ...more }).facts[0]?.at;
    const second = now / 1_000;
    for (const at of [second, now, now * 1_000, String(second), `${second}.0`, '2026-11-29T10:00:00+01:00'])
      expect([at, atOf(at)]).toEqual([at, now]);
    expect(atOf(second + 0.257)).toBe(now + 257);
    expect(atOf('2026-11-29 10:00:00', { timezone: 'Europe/Paris' })).toBe(now);
    const text = `{"event":"call.queued","at":${second}000000000,"call":{"id":12345678901234567890}}`;
    expect(read(readMessage(text)).facts).toMatchObject([{ subject: '12345678901234567890', at: now }]);
  });

  it('is never more than a delivery of a few hundred, and never ends in a fault of ours', () => {
    const many = Array.from({ length: 501 }, (_, id) => message('call.queued', { call: { id } }));
    const { facts, problems } = read(many);
    expect([facts.length, problems.map(({ code }) => code)]).toEqual([500, ['too_many_items']]);
    fc.assert(
      fc.property(fc.anything(), fc.json(), (value, json) => {
        for (const said of [value, readMessage(json), message('call.queued', { call: value, at: value })])
          for (const fact of read(said).facts)
            expect(hookEvent('/x', fact).id).toMatch(/^hook-[0-9a-f]{32}$/u);
      }),
    );
  });

  it('is known again however often and in whatever order it comes', () => {
    const said = ['call.queued', 'call.answered', 'call.ended'].map((event) => message(event));
    const ids = (list: readonly object[]): string[] =>
      read(list)
        .facts.map((fact) => hookEvent('/pbx', fact).id)
        .toSorted();
    expect(new Set(ids([...said, ...said])).size).toBe(3);
    expect(ids(said.toReversed())).toEqual(ids(said));
    expect(hookEvent('/other', read(said[0]).facts[0] as never).id).not.toBe(ids([said[0] as object])[0]);
  });
});

describe('the settings of a webhook', () => {
  it.each([
    [{ kind: '' }, 'options.kind'],
    [{ time: 'a..b' }, 'options.time'],
    [{ call: undefined }, 'options.call'],
    [{ agent: undefined }, 'options.agent'],
    [{ 'fact.held': 'call.queued' }, 'means two things'],
    [{ 'fact.flown': 'x' }, 'not known'],
    [{ timezone: 'Paris' }, 'options.timezone'],
    [{ signature: 'none' }, 'options.signature'],
  ])('are refused where they make no sense, by name: %j', (change, why) => {
    const wanted = Object.fromEntries(
      Object.entries({ ...options, ...change }).filter(([, value]) => value !== undefined),
    );
    expect(() => kind?.readOptions(wanted)).toThrow(Problem);
    expect(() => kind?.readOptions(wanted)).toThrow(why);
  });
});

const delivery = (body: string, headers: Record<string, string> = {}): Delivery => ({
  body: Buffer.from(body),
  headers,
  addresses: [],
  query: '',
  now,
});
const faultOf = (
  hook: Hook,
  sent: Delivery,
  more: ConnectorOptions = {},
  key: string | null = secret,
): string => {
  try {
    hook.admit({ options: { ...options, ...more }, secret: key }, sent);
    return 'admitted';
  } catch (error) {
    return (error as ConnectorFault).code;
  }
};

describe('who sends it', () => {
  const body = JSON.stringify(message('call.queued'));
  const seconds = now / 1_000;
  const standard = (at: number, signed = body) => ({
    'webhook-id': 'm1',
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,AAAA ${signWebhook({ id: 'm1', timestamp: at, body: signed }, secret)}`,
  });
  const hmac = (text: string, form: 'hex' | 'base64' = 'hex') =>
    createHmac('sha256', secret).update(text).digest(form);

  it('is known by Standard Webhooks, for five minutes', () => {
    expect(faultOf(webhookHook, delivery(body, standard(seconds)))).toBe('admitted');
    expect(faultOf(webhookHook, delivery(body, standard(seconds - 301)))).toBe('delivery_old');
    expect(faultOf(webhookHook, delivery(body, standard(seconds + 301)))).toBe('delivery_old');
    expect(faultOf(webhookHook, delivery(`${body} `, standard(seconds)))).toBe('signature_wrong');
    expect(faultOf(webhookHook, delivery(body, { ...standard(seconds), 'webhook-id': 'm2' }))).toBe(
      'signature_wrong',
    );
    expect(faultOf(webhookHook, delivery(body))).toBe('signature_missing');
    expect(faultOf(webhookHook, delivery(body, standard(seconds)), {}, null)).toBe('secret_missing');
    expect(faultOf(webhookHook, delivery(body, standard(seconds)), {}, 'other')).toBe('signature_wrong');
  });

  it('is known by a signature of the body, however it is written', () => {
    const by = { signature: 'body', signatureHeader: 'X-Hub-Signature-256' };
    const sent = (signature: string) => delivery(body, { 'x-hub-signature-256': signature });
    for (const right of [`sha256=${hmac(body)}`, hmac(body).toUpperCase(), hmac(body, 'base64')])
      expect([right, faultOf(webhookHook, sent(right), by)]).toEqual([right, 'admitted']);
    for (const wrong of [hmac('x'), 'sha256=', hmac(body).slice(1), 'é'.repeat(64), ','.repeat(4_000)])
      expect([wrong, faultOf(webhookHook, sent(wrong), by)]).toEqual([wrong, 'signature_wrong']);
    expect(faultOf(webhookHook, sent('x'.repeat(9_000)), by)).toBe('signature_missing');
  });

  it('is known by a signature of time and body, the time beside it or in a header of its own', () => {
    const signed = hmac(`${seconds}.${body}`);
    const beside = { signature: 'timed', signatureHeader: 'X-PS-Signature' };
    expect(
      faultOf(webhookHook, delivery(body, { 'x-ps-signature': `t=${seconds},v1=${signed}` }), beside),
    ).toBe('admitted');
    expect(
      faultOf(webhookHook, delivery(body, { 'x-ps-signature': `t=${seconds - 900},v1=${signed}` }), beside),
    ).toBe('delivery_old');
    const apart = { ...beside, timestampHeader: 'X-At' };
    expect(
      faultOf(webhookHook, delivery(body, { 'x-ps-signature': signed, 'x-at': `${seconds}` }), apart),
    ).toBe('admitted');
    expect(
      faultOf(webhookHook, delivery(body, { 'x-ps-signature': signed, 'x-at': `${seconds + 1}` }), apart),
    ).toBe('signature_wrong');
    expect(faultOf(webhookHook, delivery(body, { 'x-ps-signature': signed }), apart)).toBe('delivery_old');
  });
});

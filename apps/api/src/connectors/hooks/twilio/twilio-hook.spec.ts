import { createHmac, hash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { foldCall, noRules, type CallFact } from '@vigie/calls';
import { eventTypes } from '@vigie/contracts';
import fc from 'fast-check';

import type { ConnectorFault } from '../../connector-fault';
import { hookEvent, type Delivery, type HookFact } from '../hook';
import { twilioHook } from './twilio-hook';

/* Messages as Twilio’s documentation has them: no real system was recorded. */
const t0 = Date.UTC(2026, 10, 29, 9);
const attributes = JSON.stringify({ direction: 'inbound', from: '+33199001234', to: '+33199000101' });
let said = 0;
const message = (event: string, second: number, payload: object = {}) => ({
  specversion: '1.0',
  type: `com.twilio.taskrouter.${event}`,
  source: '/AC1/WS1',
  id: `EV${(said += 1)}`,
  time: new Date(t0 + second * 1_000 + 123).toISOString(),
  data: {
    payload: {
      eventtype: event,
      task_sid: 'WT1',
      task_channel_unique_name: 'voice',
      task_queue_sid: 'WQ1',
      task_queue_name: 'Rendez-vous',
      ...payload,
    },
  },
});
const anna = { reservation_sid: 'WR2', worker_sid: 'WK2', worker_name: 'Anna' };
const bea = { reservation_sid: 'WR1', worker_sid: 'WK1', worker_name: 'Bea' };
const arrived = () => [
  message('task.created', 0, { task_attributes: attributes }),
  message('workflow.target-matched', 0),
  message('task-queue.entered', 1),
];
const answered = [
  ...arrived(),
  message('reservation.created', 3, bea),
  message('reservation.timeout', 18, bea),
  message('reservation.created', 19, anna),
  message('reservation.accepted', 25, anna),
  message('reservation.wrapup', 85, anna),
  message('task.wrapup', 85, anna),
  message('reservation.completed', 100, anna),
  message('task.completed', 100, anna),
];
const abandoned = [
  ...arrived(),
  message('reservation.created', 3, bea),
  message('reservation.canceled', 9, bea),
  message('task.canceled', 9, { task_canceled_reason: 'hangup' }),
];
const tooLong = [
  ...arrived(),
  message('workflow.timeout', 61),
  message('task.canceled', 61, { task_canceled_reason: 'Task TTL Exceeded' }),
];

const factsOf = (messages: unknown): HookFact[] => {
  const known = new Map<string, HookFact>();
  for (const fact of twilioHook.read(messages, {}).facts) {
    const { id } = hookEvent('/twilio', fact);
    if (!known.has(id)) known.set(id, fact);
  }
  return [...known.values()];
};
const fold = (messages: readonly unknown[]) =>
  foldCall(
    factsOf(messages)
      .filter(({ subject }) => subject === 'WT1')
      .map((fact): CallFact => {
        const { id, data } = hookEvent('/twilio', fact);
        const reason = data['reason'] ?? data['result'];
        return {
          ...data,
          type: fact.type,
          at: fact.at,
          tie: id,
          ...(reason !== undefined && { reason }),
        } as CallFact;
      }),
    noRules,
  );

describe('a call that Twilio tells', () => {
  it('is the life of its task: who was rung, who answered after how long, until when, and the work after it', () => {
    const call = fold(answered);
    expect(call).toMatchObject({
      outcome: 'answered',
      queueId: 'Rendez-vous',
      waitMs: 24_000,
      offered: true,
    });
    const legs = call.legs.filter(({ agentId }) => agentId === 'Anna');
    expect(legs).toMatchObject([{ answeredAt: t0 + 25_123, endedAt: t0 + 85_123 }]);
    expect(call.legs.map(({ agentId }) => agentId)).toContain('Bea');
  });

  it('is lost where the caller hung up, and was not answered in time where Twilio gave it up', () => {
    expect(fold(abandoned)).toMatchObject({ outcome: 'abandoned', waitMs: 8_000 });
    expect(fold(tooLong)).toMatchObject({ outcome: 'timeoutOverflow', waitMs: 60_000 });
    const withdrawn = message('task.canceled', 9, { task_canceled_reason: 'redirected' });
    expect(factsOf([withdrawn])[0]).toMatchObject({ data: { reason: 'withdrawn' } });
  });

  it('is the same call, however often and in whatever order its messages come, in batches of any size', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(answered, abandoned, tooLong),
        fc.infiniteStream(fc.nat(99)),
        (told, picks) => {
          const mixed = [...told, ...told].map((one) => [picks.next().value as number, one] as const);
          const shuffled = mixed.toSorted(([a], [b]) => a - b).map(([, one]) => one);
          expect(fold(shuffled)).toEqual(fold(told));
        },
      ),
    );
  });

  it('tells caller and line from the attributes of the task, whatever else these hold', () => {
    const [began] = factsOf(message('task.created', 0, { task_attributes: attributes }));
    expect(began).toMatchObject({
      data: { direction: 'inbound', ani: '+33199001234', dnis: '+33199000101' },
    });
    const out = JSON.stringify({ direction: 'outbound', from: '+33199000101', to: '+33199001234' });
    const [placed] = factsOf(message('task.created', 0, { task_attributes: out }));
    expect(placed?.data).toEqual({ direction: 'outbound' });
    const long = JSON.stringify({ from: '+33199001234', notes: 'x'.repeat(2_000) });
    expect(factsOf(message('task.created', 0, { task_attributes: long }))[0]?.data).toMatchObject({
      ani: '+33199001234',
    });
    for (const odd of ['{', '7', '"x"', 'null', '[]'])
      expect(factsOf(message('task.created', 0, { task_attributes: odd }))).toHaveLength(1);
  });

  it('is none where the task is a chat, and says only what the event table takes', () => {
    expect(factsOf(message('task.created', 0, { task_channel_unique_name: 'chat' }))).toEqual([]);
    for (const fact of factsOf([...answered, ...abandoned, ...tooLong, ...activities]))
      expect(eventTypes[fact.type].data.safeParse(fact.data ?? {}).success).toBe(true);
  });

  const activity = (second: number, name: string, before: string) =>
    message('worker.activity.update', second, {
      ...anna,
      worker_activity_name: name,
      worker_previous_activity_name: before,
    });
  const activities = [
    activity(0, 'Available', 'Offline'),
    activity(60, 'Déjeuner', 'Available'),
    activity(90, 'Available', 'Déjeuner'),
    activity(120, 'Offline', 'Available'),
  ];

  it('tells who is there: an activity of the centre’s own is a break by its name', () => {
    expect(factsOf(activities).map(({ type, subject, data }) => [type, subject, data?.['state']])).toEqual([
      ['agent.logged_in', 'Anna', undefined],
      ['agent.state_changed', 'Anna', 'available'],
      ['agent.state_changed', 'Anna', 'break'],
      ['agent.state_changed', 'Anna', 'available'],
      ['agent.state_changed', 'Anna', 'offline'],
      ['agent.logged_out', 'Anna', undefined],
    ]);
    expect(factsOf(activities)[2]?.data).toMatchObject({ reason: 'Déjeuner' });
  });

  it('is told to be unknown or unreadable where it is, and never ends in a fault of ours', () => {
    const test = { type: 'com.twilio.eventstreams.test-event', id: 'EV0' };
    expect(twilioHook.read([test], {})).toEqual({ facts: [], unknown: [], problems: [] });
    expect(twilioHook.read([message('task.sung', 0), { type: 'com.twilio.voice.x' }], {}).unknown).toEqual([
      'task.sung',
      'com.twilio.voice.x',
    ]);
    const problems = (one: unknown) => twilioHook.read(one, {}).problems.map(({ code }) => code);
    expect(problems({ ...message('task.created', 0), time: 'now' })).toEqual(['time_unreadable']);
    expect(problems(message('task.created', 0, { task_sid: null }))).toEqual(['call_missing']);
    expect(problems(message('worker.activity.update', 0))).toEqual(['agent_missing']);
    expect(problems(Array.from({ length: 501 }, () => test))).toEqual(['too_many_items']);
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const odd of [value, { ...message('task.created', 1), data: value }]) twilioHook.read(odd, {});
      }),
    );
  });
});

describe('a delivery of Twilio', () => {
  const address = 'https://vigie.example/api/v1/hooks/centre/one';
  const secret = '12345';
  const body = Buffer.from(JSON.stringify(answered));
  const query = `bodySHA256=${hash('sha256', body, 'hex')}`;
  const signed = (url: string, key = secret) => ({
    'x-twilio-signature': createHmac('sha1', key).update(url).digest('base64'),
  });
  const codeOf = (sent: Partial<Delivery>, key: string | null = secret): string => {
    try {
      const of = { body, query, headers: signed(`${address}?${query}`), addresses: [address], now: t0 };
      return twilioHook.admit({ options: {}, secret: key }, { ...of, ...sent });
    } catch (error) {
      return (error as ConnectorFault).code;
    }
  };

  it('is believed by the example that Twilio publishes with its libraries', () => {
    const example = Buffer.from('{"property": "value", "boolean": true}');
    const digest = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
    expect(
      codeOf({
        body: example,
        query: `foo=1&bar=2&bodySHA256=${digest}`,
        headers: { 'x-twilio-signature': 'a9nBmqA0ju/hNViExpshrM61xv4=' },
        addresses: ['https://mycompany.com/myapp.php'],
      }),
    ).toBe(example.toString());
  });

  it('is believed at each address that people open this server by, with the usual port or without', () => {
    expect(codeOf({})).toBe(body.toString());
    const withPort = address.replace('vigie.example', 'vigie.example:443');
    expect(codeOf({ headers: signed(`${withPort}?${query}`) })).toBe(body.toString());
    const other = 'https://autre.example/api/v1/hooks/centre/one';
    expect(codeOf({ headers: signed(`${other}?${query}`), addresses: [address, other] })).toBe(
      body.toString(),
    );
  });

  it('is refused where anything of it is another’s: key, address, query, message', () => {
    expect(codeOf({}, null)).toBe('secret_missing');
    expect(codeOf({ headers: {} })).toBe('signature_missing');
    expect(codeOf({ headers: signed(`${address}?${query}`, 'autre') })).toBe('signature_wrong');
    expect(codeOf({ headers: { ...signed(`https://else.example/?${query}`), host: 'else.example' } })).toBe(
      'signature_wrong',
    );
    expect(codeOf({ body: Buffer.from('[]') })).toBe('signature_wrong');
    expect(codeOf({ query: `${query}&x=1` })).toBe('signature_wrong');
    expect(codeOf({ addresses: [] })).toBe('signature_wrong');
    // Signed by its address alone, a message could be anybody’s.
    expect(codeOf({ query: '', headers: signed(`${address}?`) })).toBe('signature_missing');
  });
});

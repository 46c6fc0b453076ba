import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { foldCall, noRules, type CallFact } from '@vigie/calls';
import { eventTypes } from '@vigie/contracts';
import fc from 'fast-check';

import { ConnectorFault } from '../connector-fault';
import { aircallHook } from './aircall/aircall-hook';
import { hookEvent, type Delivery, type Hook, type HookFact } from './hook';
import { ringoverHook } from './ringover/ringover-hook';
import { ConnectorCounts } from '../runner/connector-counts';
import { startingAt } from '../connector-view';
import { addHookNews, type HookNews } from './hook-state';

/* Messages as the vendors' documentation has them: no real system was recorded. */
const t0 = Date.UTC(2026, 10, 29, 9);
const secret = 'clé du standard';
const address = 'https://vigie.example/api/v1/hooks/centre/one';

const aircall = (event: string, second: number, data: object = {}) => ({
  resource: 'call',
  event,
  timestamp: t0 / 1_000 + second,
  token: secret,
  data: {
    id: 812_345,
    direction: 'inbound',
    started_at: t0 / 1_000,
    answered_at: null,
    ended_at: null,
    missed_call_reason: null,
    raw_digits: '+33 1 99 00 12 34',
    user: null,
    number: { id: 7, name: 'Accueil', digits: '+33 1 99 00 01 01' },
    ...data,
  },
});
const anne = { user: { id: 3, name: 'Anne', email: 'anne@example.com' } };
const ringover = (event: string, second: number, data: object = {}) => ({
  resource: 'call',
  event,
  timestamp: t0 / 1_000 + second + 0.125,
  attempt: 1,
  data: {
    call_id: '12345678901234567890',
    start_time: t0 / 1_000 + 0.5,
    direction: 'inbound',
    from_number: '33199001234',
    to_number: '33199000101',
    is_internal: false,
    is_anonymous: false,
    is_ivr: true,
    ivr_data: { number: '33199000101', scenario_name: 'Rendez-vous', ivr_name: 'Accueil' },
    ...data,
  },
});
const berthe = {
  user_id: 9,
  user: { user_id: 9, firstname: 'Berthe', lastname: 'Roux', email: 'b@example.com' },
};

const factsOf = (hook: Hook, messages: readonly unknown[]): HookFact[] => {
  const known = new Map<string, HookFact>();
  for (const fact of messages.flatMap((message) => hook.read(message, {}).facts)) {
    const { id } = hookEvent('/pbx', fact);
    if (!known.has(id)) known.set(id, fact);
  }
  return [...known.values()];
};
const fold = (hook: Hook, messages: readonly unknown[]) =>
  foldCall(
    factsOf(hook, messages)
      .filter(({ type }) => type.startsWith('call.'))
      .map((fact): CallFact => {
        const { id, data } = hookEvent('/pbx', fact);
        const reason = data['reason'] ?? data['result'] ?? data['kind'] ?? data['cause'];
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

const stories: Readonly<Record<string, readonly [Hook, readonly unknown[]]>> = {
  aircallAnswered: [
    aircallHook,
    [
      aircall('call.created', 0),
      aircall('call.ringing_on_agent', 4, anne),
      aircall('call.answered', 12, { ...anne, answered_at: t0 / 1_000 + 12 }),
      aircall('call.hungup', 60, { ...anne, answered_at: t0 / 1_000 + 12 }),
      aircall('call.ended', 90, { ...anne, answered_at: t0 / 1_000 + 12, ended_at: t0 / 1_000 + 60 }),
    ],
  ],
  aircallMissed: [
    aircallHook,
    [
      aircall('call.created', 0),
      aircall('call.ringing_on_agent', 4, anne),
      aircall('call.hungup', 30),
      aircall('call.ended', 60, { missed_call_reason: 'agents_did_not_answer', ended_at: t0 / 1_000 + 30 }),
    ],
  ],
  aircallClosed: [
    aircallHook,
    [
      aircall('call.created', 0),
      aircall('call.hungup', 9),
      aircall('call.ended', 40, { missed_call_reason: 'out_of_opening_hours', ended_at: t0 / 1_000 + 9 }),
    ],
  ],
  aircallInMenu: [
    aircallHook,
    [
      aircall('call.created', 0),
      aircall('call.hungup', 9),
      aircall('call.ended', 40, { missed_call_reason: 'abandoned_in_ivr', ended_at: t0 / 1_000 + 9 }),
    ],
  ],
  aircallOut: [
    aircallHook,
    [
      aircall('call.created', 0, { ...anne, direction: 'outbound' }),
      aircall('call.answered', 8, { ...anne, direction: 'outbound', answered_at: t0 / 1_000 + 8 }),
      aircall('call.ended', 90, {
        ...anne,
        direction: 'outbound',
        answered_at: t0 / 1_000 + 8,
        ended_at: t0 / 1_000 + 60,
      }),
    ],
  ],
  ringoverAnswered: [
    ringoverHook,
    [
      ringover('ringing', 1, berthe),
      ringover('answered', 10, berthe),
      ringover('hangup', 40, { ...berthe, hangup_time: t0 / 1_000 + 40.25, duration_in_seconds: 30 }),
    ],
  ],
  ringoverMissed: [
    ringoverHook,
    [
      ringover('ringing', 1, berthe),
      ringover('missed', 21, { hangup_time: t0 / 1_000 + 20.5, reason: 'ABANDONED' }),
    ],
  ],
  ringoverClosed: [
    ringoverHook,
    [ringover('missed', 3, { hangup_time: t0 / 1_000 + 3, reason: 'OUT_PLANNING' })],
  ],
  ringoverVoicemail: [
    ringoverHook,
    [
      ringover('ringing', 1, berthe),
      ringover('missed', 21, { hangup_time: t0 / 1_000 + 20.5, reason: 'NO_ANSWER' }),
      ringover('voicemail', 45, { hangup_time: t0 / 1_000 + 44 }),
    ],
  ],
};

describe('a call that Aircall or Ringover tells', () => {
  it.each([
    ['aircallAnswered', { outcome: 'answered', queueId: 'Accueil', waitMs: 12_000, offered: true }],
    ['aircallMissed', { outcome: 'timeoutOverflow', waitMs: 30_000, offered: true }],
    ['aircallClosed', { outcome: 'closed', offered: false, segments: [] }],
    ['aircallInMenu', { outcome: 'ivrAbandoned', offered: false, segments: [] }],
    ['aircallOut', { direction: 'outbound', segments: [], counted: false }],
    ['ringoverAnswered', { outcome: 'answered', queueId: 'Rendez-vous', waitMs: 9_625, offered: true }],
    ['ringoverMissed', { outcome: 'abandoned', waitMs: 20_000, offered: true }],
    ['ringoverClosed', { outcome: 'closed', offered: false, segments: [] }],
    ['ringoverVoicemail', { outcome: 'voicemail', offered: true }],
  ])('is what it was: %s', (story, wanted) => {
    const [hook, messages] = stories[story] ?? [aircallHook, []];
    expect(fold(hook, messages)).toMatchObject(wanted);
  });

  it('ends each conversation when they say so, with whom', () => {
    for (const [story, agentId, endedAt] of [
      ['aircallAnswered', 'Anne', t0 + 60_000],
      ['ringoverAnswered', 'Berthe Roux', t0 + 40_250],
    ] as const) {
      const [hook, messages] = stories[story] ?? [aircallHook, []];
      expect(fold(hook, messages).legs).toMatchObject([{ agentId, endedAt }]);
    }
  });

  it('is the same call, however often and in whatever order its messages come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(stories)),
        fc.infiniteStream(fc.nat(99)),
        ([hook, told], picks) => {
          const mixed = [...told, ...told].map((one) => [picks.next().value as number, one] as const);
          const shuffled = mixed.toSorted(([a], [b]) => a - b).map(([, one]) => one);
          expect(fold(hook, shuffled)).toEqual(fold(hook, told));
        },
      ),
    );
  });

  it('says only what the event table takes, and that a wait is inferred where they have no word for it', () => {
    for (const [hook, messages] of Object.values(stories))
      for (const fact of factsOf(hook, messages)) {
        expect(eventTypes[fact.type].data.safeParse(fact.data ?? {}).success).toBe(true);
        if (fact.type === 'call.enqueued') expect(fact.data).toMatchObject({ inferred: true });
      }
  });

  it('tells who is there, where Aircall does', () => {
    const person = (event: string) => ({
      ...aircall(event, 1),
      resource: 'user',
      data: { id: 3, name: 'Anne' },
    });
    const told = ['user.connected', 'user.opened.v2', 'user.wut_start', 'user.closed', 'user.disconnected'];
    expect(told.flatMap((event) => aircallHook.read(person(event), {}).facts)).toMatchObject([
      { type: 'agent.logged_in', subject: 'Anne' },
      { type: 'agent.state_changed', data: { state: 'available' } },
      { type: 'agent.state_changed', data: { state: 'acw' } },
      { type: 'agent.state_changed', data: { state: 'break' } },
      { type: 'agent.logged_out' },
    ]);
  });

  it('is told to be unknown or unreadable where it is, and never ends in a fault of ours', () => {
    expect(aircallHook.read(aircall('number.opened', 1), {}).unknown).toEqual(['number.opened']);
    expect(ringoverHook.read({ ...ringover('received', 1), resource: 'sms' }, {}).unknown).toEqual([
      'sms.received',
    ]);
    expect(aircallHook.read(aircall('call.created', 0, { id: null }), {}).problems).toMatchObject([
      { code: 'call_missing' },
    ]);
    expect(ringoverHook.read({ ...ringover('ringing', 1), timestamp: 'now' }, {}).problems).toMatchObject([
      { code: 'time_unreadable', field: 'timestamp' },
    ]);
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const hook of [aircallHook, ringoverHook])
          for (const said of [
            value,
            { ...aircall('call.ended', 1), data: value },
            ringover('hangup', 1, { user: value }),
          ])
            hook.read(said, {});
      }),
    );
  });
});

const faultOf = (hook: Hook, delivery: Partial<Delivery>, key: string | null = secret): string => {
  const sent = {
    body: Buffer.from('{}'),
    headers: {},
    query: '',
    addresses: [address],
    now: t0,
    ...delivery,
  };
  try {
    return hook.admit({ options: {}, secret: key }, sent);
  } catch (error) {
    return (error as ConnectorFault).code;
  }
};

describe('who sends it', () => {
  it('is known to Aircall’s connector by the token in the message', () => {
    const body = (token: unknown) => Buffer.from(JSON.stringify({ ...aircall('call.created', 0), token }));
    expect(faultOf(aircallHook, { body: body(secret) })).toContain('call.created');
    for (const [token, fault] of [
      ['another', 'signature_wrong'],
      [undefined, 'signature_missing'],
      [[secret], 'signature_missing'],
    ] as const)
      expect(faultOf(aircallHook, { body: body(token) })).toBe(fault);
    expect(faultOf(aircallHook, { body: Buffer.from('{"token":') })).toBe('body_unreadable');
    expect(faultOf(aircallHook, { body: body(secret) }, null)).toBe('secret_missing');
  });

  const part = (value: object | string): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const token = (claims: object | string, { alg = 'HS512', key = secret } = {}): Partial<Delivery> => {
    const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
    const mac = createHmac('sha512', key).update(signed).digest('base64url');
    return { headers: { 'x-ringover-webhook-signature': `${signed}.${mac}` } };
  };

  it('is known to Ringover’s connector by a signed token, whose message is the one that counts', () => {
    const payload = ringover('ringing', 1);
    expect(faultOf(ringoverHook, token({ url: address, payload }))).toBe(JSON.stringify(payload));
    expect(faultOf(ringoverHook, token({ payload: JSON.stringify(payload) }))).toBe(JSON.stringify(payload));
    expect(faultOf(ringoverHook, token(payload))).toBe(JSON.stringify(payload));
    const big = `{"payload":{"data":{"call_id":12345678901234567890}}}`;
    expect(faultOf(ringoverHook, token(big))).toContain('"12345678901234567890"');
    const body = Buffer.from('{"event":"ringing"}');
    expect(faultOf(ringoverHook, { ...token({ iat: t0 / 1_000 }), body })).toBe(body.toString());
    expect(faultOf(ringoverHook, { ...token({ iat: t0 / 1_000 - 600 }), body })).toBe('delivery_old');
    expect(faultOf(ringoverHook, { ...token({ sub: 'x' }), body })).toBe('delivery_old');
    expect(faultOf(ringoverHook, token({ url: 'https://else.example/x', payload }))).toBe('signature_wrong');
    expect(faultOf(ringoverHook, token({ payload }, { key: 'other' }))).toBe('signature_wrong');
    expect(faultOf(ringoverHook, token({ payload }, { alg: 'none' }))).toBe('signature_wrong');
    expect(faultOf(ringoverHook, {})).toBe('signature_missing');
    for (const wrong of ['..', 'a.b.c', 'a.b.c.d', 'é'])
      expect(faultOf(ringoverHook, { headers: { 'x-ringover-webhook-signature': wrong } })).toBe(
        'signature_wrong',
      );
  });

  it('is known to Ringover’s connector by its third manner, for our address and five minutes', () => {
    const body = Buffer.from(JSON.stringify(ringover('ringing', 1)));
    const signed = (url: string, at: number) => ({
      body,
      headers: {
        'x-ringover-request-signature-v3-timestamp': String(at),
        'x-ringover-webhook-signature-v3': createHmac('sha256', secret)
          .update(`POST${url}${body.toString()}${at}`)
          .digest('base64'),
      },
    });
    expect(faultOf(ringoverHook, signed(address, t0 / 1_000))).toBe(body.toString());
    expect(faultOf(ringoverHook, signed(address, t0 / 1_000 - 400))).toBe('delivery_old');
    expect(faultOf(ringoverHook, signed('https://else.example/', t0 / 1_000))).toBe('signature_wrong');
  });
});

describe('how a connector that is called stands', () => {
  it('is no worse for what a stranger sends while its telephone system delivers, and is told once that is silent', () => {
    const news = (said: Partial<HookNews>): HookNews => ({
      ...{ counts: new ConnectorCounts(), heardAt: null, refused: null },
      ...said,
    });
    const good = addHookNews({ status: startingAt(0), marks: null }, news({ heardAt: 0 }), 0);
    const fault = new ConnectorFault('signature_wrong', '');
    const after = (at: number): string =>
      addHookNews(good, news({ refused: { at, fault } }), at).status.state;
    expect([after(60_000), after(301_000)]).toEqual(['running', 'failing']);
  });
});

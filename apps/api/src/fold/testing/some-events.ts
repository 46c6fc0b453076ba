import fc from 'fast-check';

import type { NewEvent } from '../../event-log/logged-event';

/** Monday 2 March 2026, 09:00 in Paris. */
export const nineOClock = Date.UTC(2026, 2, 2, 8);

/** An event of the log with what a spec says of it, and something sensible for the rest. */
export function anEvent(
  type: string,
  at: number,
  more: Partial<Omit<NewEvent, 'data'>> & { readonly data?: Readonly<Record<string, unknown>> } = {},
): NewEvent {
  const { data = {}, subject = 'c1', source = '/pbx/lyon', sequence = null } = more;
  const id = more.id ?? `${subject}/${type}/${at}`;
  return { at, source, type, subject, id, sequence, data: JSON.stringify(data) };
}

/** The events of a call that is answered: enters at `at`, is taken after `waitMs`, talks for `talkMs`. */
export function anAnsweredCall(
  subject: string,
  at: number,
  more: { waitMs?: number; talkMs?: number; queueId?: string; clinicId?: string; agentId?: string } = {},
): NewEvent[] {
  const {
    waitMs = 8_000,
    talkMs = 95_000,
    queueId = 'rendez-vous',
    clinicId = 'durand',
    agentId = 'anne',
  } = more;
  const about = { queueId, clinicId };
  const leg = { ...about, agentId, legId: `${subject}-leg` };
  const bridged = at + waitMs;
  const ended = bridged + talkMs;
  return [
    anEvent('call.enqueued', at, { subject, data: { ...about, languageRequested: 'fr' } }),
    anEvent('call.offered', at + 1_000, { subject, data: leg }),
    anEvent('call.answered', bridged, { subject, data: leg }),
    anEvent('call.dequeued', bridged, { subject, data: { ...about, reason: 'answered' } }),
    anEvent('call.leg_ended', ended, { subject, data: { ...leg, side: 'caller' } }),
    anEvent('call.disconnected', ended, { subject, data: { side: 'caller' } }),
    anEvent('acw.started', ended, { subject, data: leg }),
    anEvent('acw.ended', ended + 20_000, { subject, data: leg }),
    anEvent('call.dispositioned', ended + 5_000, { subject, data: { reasonCode: 'appointment' } }),
  ];
}

const types = [
  'call.initiated',
  'call.greeting_started',
  'call.greeting_ended',
  'call.blocked',
  'call.enqueued',
  'call.enqueued',
  'call.offered',
  'call.offered',
  'call.offer_ended',
  'call.answered',
  'call.answered',
  'call.held',
  'call.retrieved',
  'call.transferred',
  'call.dequeued',
  'call.leg_ended',
  'call.disconnected',
  'acw.started',
  'acw.ended',
  'call.dispositioned',
  'survey.invited',
  'survey.answered',
  'survey.answered',
  'survey.refused',
  'call.recorded',
  'survey.recorded',
  'call.retracted',
  'callback.reached',
  'faq.searched',
] as const;

const reasons: Readonly<Record<string, readonly string[]>> = {
  'call.blocked': ['full', 'closed', 'busy'],
  'call.dequeued': ['answered', 'abandoned', 'timeout', 'callback', 'voicemail'],
};

const dayMs = 86_400_000;

/** When things happen: over three days, to the second, often at the same instant, and round midnight. */
const instants = fc.oneof(
  fc.integer({ min: 0, max: 200 }).map((second) => nineOClock + second * 1000),
  fc.integer({ min: -60, max: 60 }).map((second) => nineOClock + 15 * 3_600_000 + second * 1000),
  fc.integer({ min: 0, max: 3 * 86_400 }).map((second) => nineOClock - dayMs + second * 1000),
);

const callEvents = fc.record({
  type: fc.constantFrom(...types),
  at: instants,
  subject: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6'),
  source: fc.constantFrom('/pbx/lyon', '/pbx/nice'),
  queueId: fc.constantFrom('rendez-vous', 'urgences'),
  agentId: fc.constantFrom('anne', 'béa', 'chloé'),
  pick: fc.nat(20),
});

const agentEvents = fc.record({
  type: fc.constantFrom('agent.logged_in', 'agent.logged_out', 'agent.state_changed', 'agent.queue_joined'),
  at: instants,
  subject: fc.constantFrom('anne', 'béa', 'chloé'),
  source: fc.constant('/pbx/lyon'),
  state: fc.constantFrom('available', 'break', 'training'),
});

const sourceEvents = fc.record({
  type: fc.constantFrom('source.restarted', 'source.heartbeat'),
  at: instants,
  source: fc.constantFrom('/pbx/lyon', '/pbx/nice'),
});

type Drawn = typeof callEvents extends fc.Arbitrary<infer Value> ? Value : never;

const clinics = ['durand', 'martin'] as const;
const channels = ['sms', 'ivr'] as const;
const dispositions = ['appointment', 'prescription'] as const;
const withAgent = new Set(['call.offered', 'call.offer_ended', 'call.answered', 'call.leg_ended']);

/** What only events of one type say. */
const particulars: Readonly<Record<string, (pick: number) => Readonly<Record<string, unknown>>>> = {
  'call.initiated': (pick) => ({ language: ['fr', 'ca'][pick % 2], aniHash: `hash-${pick}` }),
  'call.transferred': () => ({ kind: 'blind' }),
  'call.disconnected': () => ({ side: 'caller' }),
  'call.dispositioned': (pick) => ({ reasonCode: dispositions[pick % 2] }),
  'survey.invited': (pick) => ({ channel: channels[pick % 2], language: 'ca' }),
  'survey.answered': (pick) => ({
    ...(pick % 3 > 0 && { channel: channels[pick % 2] }),
    items: { overall: (pick % 5) + 1, recommend: pick % 11 },
  }),
  'call.recorded': (pick) => ({
    answered: pick % 2 === 0,
    agentId: 'anne',
    waitMs: pick * 1000,
    ...(pick % 3 > 0 && { talkMs: pick * 10_000, rating: (pick % 5) + 1 }),
  }),
  'survey.recorded': (pick) => ({ channel: channels[pick % 2], items: { overall: (pick % 5) + 1 } }),
  'call.retracted': (pick) => ({ eventId: `e${pick}` }),
};

function toCallEvent({ type, at, subject, source, queueId, agentId, pick }: Drawn, n: number): NewEvent {
  const words = reasons[type] ?? ['no_answer'];
  const word = words[pick % words.length];
  const data = {
    queueId,
    ...(pick % 3 > 0 && { clinicId: clinics[pick % 2] }),
    ...(withAgent.has(type) && { agentId }),
    reason: word,
    result: word,
    ...particulars[type]?.(pick),
  };
  return anEvent(type, at, { subject, source, id: `e${n}`, sequence: String(pick), data });
}

/** Any events of a few calls, agents and sources, sensible or not. */
export const someEvents: fc.Arbitrary<NewEvent[]> = fc
  .array(
    fc.oneof({ arbitrary: callEvents, weight: 8 }, { arbitrary: agentEvents, weight: 2 }, sourceEvents),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((drawn) =>
    drawn.map((one, n) => {
      if ('pick' in one) return toCallEvent(one, n);
      if ('state' in one)
        return anEvent(one.type, one.at, { ...one, id: `e${n}`, data: { state: one.state } });
      return anEvent(one.type, one.at, { subject: one.source, source: one.source, id: `e${n}` });
    }),
  );

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { connectEvent, type ConnectFact } from './connect-event';
import { readConnect, unwrapped } from './connect-mapper';
import {
  agentArn,
  agentEvent,
  atAgent,
  connectExamples,
  connectMessages,
  contactEvent,
  contactRecord,
  queueArn,
} from './told-examples';

const textOf = (message: unknown): string => JSON.stringify(message);
const factsOf = (message: unknown): readonly ConnectFact[] =>
  unwrapped(textOf(message)).flatMap((one) => readConnect(one)?.facts ?? []);
const typesOf = (message: unknown): readonly string[] => factsOf(message).map(({ type }) => type);
const idsOf = (messages: readonly unknown[]): ReadonlySet<string> =>
  new Set(messages.flatMap(factsOf).map((fact) => connectEvent('/s', fact).id));
const dataOf = (message: unknown, wanted: string) =>
  factsOf(message).find(({ type }) => type === wanted)?.data;

const queueInfo = { queueArn: queueArn('rdv'), enqueueTimestamp: '2026-11-30T09:00:05.000Z' };
const agentInfo = { agentArn: agentArn('anna'), connectedToAgentTimestamp: '2026-11-30T09:00:20.250Z' };
const ended = { disconnectTimestamp: '2026-11-30T09:01:00.000Z' };

describe('what a contact event says', () => {
  it('is the whole contact as far as it is known, so that what was lost on the way is told again', () => {
    const events = [
      contactEvent('INITIATED', 'c'),
      contactEvent('QUEUED', 'c', { queueInfo }),
      contactEvent('CONNECTED_TO_AGENT', 'c', { queueInfo, agentInfo }),
      contactEvent('DISCONNECTED', 'c', { queueInfo, agentInfo, ...ended }),
    ];
    expect(typesOf(events[3])).toEqual([
      'call.initiated',
      'call.enqueued',
      'call.answered',
      'call.leg_ended',
    ]);
    expect(idsOf(events)).toEqual(idsOf([events[3]]));
  });

  it('is of the call that the first contact began, and of a segment of its own', () => {
    const of = { initiationMethod: 'TRANSFER', initialContactId: 'c1', previousContactId: 'c1', queueInfo };
    expect(factsOf(contactEvent('QUEUED', 'c2', of))).toMatchObject([
      { type: 'call.transferred', subject: 'c1', data: { segmentId: 'c1' } },
      { type: 'call.enqueued', subject: 'c1', data: { segmentId: 'c2', queueId: 'rdv' } },
    ]);
  });

  it('takes an instant of 1970 for one that has not come yet', () => {
    const notYet = { ...agentInfo, connectedToAgentTimestamp: '1970-01-01T00:00:00.001Z' };
    expect(typesOf(contactEvent('QUEUED', 'c', { queueInfo, agentInfo: notYet }))).toEqual([
      'call.initiated',
      'call.enqueued',
    ]);
  });

  it.each([
    [
      'the queue of one agent',
      { queueInfo: { ...queueInfo, queueArn: queueArn('agent/anna') } },
      'call.enqueued',
    ],
    ['a callback', { initiationMethod: 'CALLBACK', queueInfo }, 'call.enqueued'],
    ['a supervisor who listens', { initiationMethod: 'MONITOR', agentInfo }, 'call.answered'],
  ])('shows nobody waiting or answered in %s', (_, detail, type) => {
    expect(typesOf(contactEvent('CONNECTED_TO_AGENT', 'c', detail))).not.toContain(type);
  });

  it('is a call from an app or a web page as one by telephone, and of a beginning that nobody knows says so', () => {
    const web = contactEvent('QUEUED', 'c', { initiationMethod: 'WEBRTC_API', queueInfo });
    expect(typesOf(web)).toEqual(['call.initiated', 'call.enqueued']);
    const odd = contactEvent('QUEUED', 'c', { initiationMethod: 'BY_PIGEON', queueInfo });
    const [one] = unwrapped(textOf(odd));
    expect(readConnect(one)).toEqual({ facts: [], unknown: ['method BY_PIGEON'] });
  });

  it('leaves the line open where somebody who was asked did not come', () => {
    const asked = { initiationMethod: 'TRANSFER', initialContactId: 'c1', previousContactId: 'c1', ...ended };
    expect(typesOf(contactEvent('DISCONNECTED', 'c2', asked))).not.toContain('call.disconnected');
    expect(typesOf(contactEvent('DISCONNECTED', 'c', ended))).toContain('call.disconnected');
  });

  it('tells a callback that is owed to the caller who left the queue for it', () => {
    const of = { initiationMethod: 'CALLBACK', initialContactId: 'c1', previousContactId: 'c1', queueInfo };
    const there = { agentInfo, connectedToSystemTimestamp: '2026-11-30T09:05:00.000Z' };
    const facts = factsOf(contactEvent('CONNECTED_TO_AGENT', 'c2', { ...of, ...there }));
    expect(facts.filter(({ subject }) => subject === 'c1').map(({ type }) => type)).toEqual([
      ...['call.dequeued', 'callback.requested', 'callback.reached'],
    ]);
    expect(facts.find(({ type }) => type === 'call.initiated')).toMatchObject({
      ...{ subject: 'c2', data: { direction: 'outbound' } },
    });
  });

  it('is nothing of a written conversation, and a name to count where the kind is new', () => {
    expect(typesOf(contactEvent('QUEUED', 'c', { channel: 'CHAT', queueInfo }))).toEqual([]);
    const [inner] = unwrapped(textOf(contactEvent('TELEPORTED', 'c')));
    expect(readConnect(inner)).toEqual({ facts: [], unknown: ['contact TELEPORTED'] });
  });
});

describe('what the record of a contact says', () => {
  it('is never under the id of a live event, and each version is under ids of its own', () => {
    const live = idsOf([contactEvent('DISCONNECTED', 'c', { queueInfo, agentInfo, ...ended })]);
    const first = idsOf([contactRecord('c')]);
    const second = idsOf([contactRecord('c', { LastUpdateTimestamp: '2026-11-30T10:00:00Z' })]);
    expect(new Set([...live, ...first, ...second]).size).toBe(live.size + first.size + second.size);
    expect(idsOf([contactRecord('c'), contactRecord('c')])).toEqual(first);
  });

  it.each([
    ['CUSTOMER_DISCONNECT', 'abandoned'],
    ['CONTACT_FLOW_DISCONNECT', 'timeout'],
    ['TELECOM_PROBLEM', 'system'],
    ['SOMETHING_NEW', 'abandoned'],
  ])('tells by %s that the queue was left as %s', (DisconnectReason, reason) => {
    const Queue = { ARN: queueArn('rdv'), EnqueueTimestamp: '2026-11-30T09:00:05Z' };
    expect(dataOf(contactRecord('c', { Queue, DisconnectReason }), 'call.dequeued')).toMatchObject({
      ...{ reason, segmentId: 'c', via: 'record' },
    });
  });

  it('closes the line only where no contact follows', () => {
    expect(typesOf(contactRecord('c'))).toContain('call.disconnected');
    expect(typesOf(contactRecord('c', { NextContactId: 'd' }))).not.toContain('call.disconnected');
  });
});

describe('what an event of an agent says', () => {
  it('is a state, a ring, a hold and its end, each once however often it is told', () => {
    const talking = { ConnectedToAgentTimestamp: '2026-11-30T09:00:20.250Z' };
    const held = atAgent('c', 'CONNECTED_ONHOLD', 30, talking);
    const again = atAgent('c', 'CONNECTED', 40, talking);
    const events = [
      agentEvent('STATE_CHANGE', { now: [atAgent('c', 'CONNECTING', 6)] }),
      agentEvent('STATE_CHANGE', { now: [held] }),
      agentEvent('STATE_CHANGE', { now: [held] }),
      agentEvent('STATE_CHANGE', { now: [again], before: [held] }),
      agentEvent('STATE_CHANGE', { now: [atAgent('c', 'ENDED', 60, talking)], before: [again] }),
      agentEvent('STATE_CHANGE', { second: 75, before: [atAgent('c', 'ENDED', 60, talking)] }),
    ];
    const all = events.flatMap(factsOf).filter(({ subject }) => subject === 'c');
    const once = new Map(all.map((fact) => [connectEvent('/s', fact).id, fact.type]));
    expect([...once.values()]).toEqual([
      ...['call.offered', 'call.answered', 'call.held', 'call.retrieved'],
      ...['call.leg_ended', 'acw.started', 'acw.ended'],
    ]);
  });

  it('tells the answer that the contact event tells, under one id', () => {
    const talking = { ConnectedToAgentTimestamp: '2026-11-30T09:00:20.250Z' };
    const listens = { ...atAgent('m', 'CONNECTED', 20, talking), initiationMethod: 'MONITOR' };
    expect(typesOf(agentEvent('STATE_CHANGE', { now: [listens] }))).not.toContain('call.answered');
    const byAgent = factsOf(agentEvent('STATE_CHANGE', { now: [atAgent('c', 'CONNECTED', 20, talking)] }));
    const byContact = factsOf(contactEvent('CONNECTED_TO_AGENT', 'c', { queueInfo, agentInfo }));
    const idOf = (facts: readonly ConnectFact[]): string[] =>
      facts.filter(({ type }) => type === 'call.answered').map((fact) => connectEvent('/s', fact).id);
    expect(idOf(byAgent)).toEqual(idOf(byContact));
  });

  it('is nothing where it only says that it is there, as it does for an hour after somebody has gone', () => {
    expect(typesOf(agentEvent('HEART_BEAT', { now: [atAgent('c', 'CONNECTING', 6)] }))).toEqual([]);
  });
});

describe('a message of a queue', () => {
  const message = contactEvent('QUEUED', 'c', { queueInfo });
  const data = Buffer.from(textOf(contactRecord('c'))).toString('base64');
  const record = { kinesisSchemaVersion: '1.0', partitionKey: 'c', sequenceNumber: '1', data };

  it.each([
    ['as EventBridge sends it', message, 1],
    ['in the envelope of a topic', { Type: 'Notification', Message: textOf(message) }, 1],
    ['in a batch of a pipe', [message, message], 2],
    ['as a record of a stream', record, 1],
    ['as records of a stream that something else reads', { Records: [{ kinesis: record }] }, 1],
    ['written twice', textOf(textOf(message)), 1],
  ])('is taken out %s', (_, sent, count) => {
    const inner = unwrapped(textOf(sent));
    expect([inner.length, inner.every((one) => readConnect(one) !== null)]).toEqual([count, true]);
  });

  it('says the same in any order and however often, and never a name', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...connectMessages, ...connectMessages]), (messages) => {
        const whole = idsOf(connectMessages);
        expect([...idsOf(messages)].every((id) => whole.has(id))).toBe(true);
      }),
      { numRuns: 50 },
    );
    expect(textOf(connectExamples())).not.toMatch(/Anna|Martin|anna\.martin/u);
  });

  it('that is cut, of other kinds or absurdly large is understood or not, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...connectMessages), fc.nat(2_000), (one, cut) => {
        for (const inner of unwrapped(textOf(one).slice(0, cut))) readConnect(inner);
      }),
    );
    const keys = 'eventType contactId channel agentArn initiationMethod queueInfo detail data contacts'.split(
      ' ',
    );
    const anything = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(anything, fc.jsonValue()), (value) => {
        for (const inner of unwrapped(textOf(value)))
          for (const fact of readConnect(inner)?.facts ?? [])
            expect(() => connectEvent('/s', fact)).not.toThrow();
      }),
    );
    const many = Array.from({ length: 5_000 }, () => message);
    expect(unwrapped(textOf(many)).length).toBeLessThanOrEqual(1_000);
    expect(readConnect({ eventType: 'QUEUED', channel: 'VOICE', contactId: 'x'.repeat(1e6) })).toBeNull();
  });
});

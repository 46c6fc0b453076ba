import { eventTypes, type EventType } from '@vigie/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CallerPseudonyms } from '../privacy/caller-pseudonyms';
import { HiddenNumbers } from '../privacy/hidden-numbers';
import { readEvent, type ReadEvent, type ReadingRules } from './read-event';

const now = Date.UTC(2026, 10, 22, 8, 1);
const rules: ReadingRules = {
  pseudonyms: new CallerPseudonyms(Buffer.alloc(32, 1)),
  refusal: () => null,
  hidden: new HiddenNumbers(Buffer.alloc(32, 2)),
  homeOf: ({ clinicId }) => (clinicId === 'pirineus' ? 'AD' : 'FR'),
  now,
  admits: ({ agentId }) => agentId !== 'one-too-many',
  skewOf: (source) => (source === '/pbx/ahead' ? 3_600_000 : 0),
};
const good = {
  specversion: '1.0',
  id: 'e-1',
  source: '/pbx/lyon',
  type: 'call.enqueued',
  subject: 'c-1042',
  time: '2026-11-22T09:00:05.120+01:00',
  data: { clinicId: 'cabinet-durand', queueId: 'rendez-vous', ani: '+33199001234', languageRequested: 'fr' },
};

const read = (item: unknown): ReadEvent => readEvent(item, rules);
const accepted = (item: unknown) => {
  const answer = read(item);
  if (!answer.ok) throw new Error(answer.rejection.message);
  return {
    ...answer.event,
    data: JSON.parse(answer.event.data) as Record<string, unknown>,
    unknown: answer.unknownFields,
  };
};
const refusal = (item: unknown) => {
  const answer = read(item);
  return answer.ok ? 'accepted' : answer.rejection.code;
};

describe('reading an event', () => {
  it('takes what the table knows and puts a pseudonym in the place of the number', () => {
    expect(accepted(good)).toEqual({
      at: Date.UTC(2026, 10, 22, 8, 0, 5, 120),
      source: '/pbx/lyon',
      type: 'call.enqueued',
      subject: 'c-1042',
      id: 'e-1',
      sequence: null,
      data: {
        clinicId: 'cabinet-durand',
        queueId: 'rendez-vous',
        languageRequested: 'fr',
        aniHash: expect.stringMatching(/^[\w-]{22}$/),
        aniKind: 'fixed',
        aniMask: '01 99 00 •• ••',
      },
      unknown: 0,
    });
  });

  it('drops and counts what the table does not know', () => {
    const event = accepted({
      ...good,
      extra: 1,
      data: { ...good.data, callerName: 'Durand', url: 'https://x' },
    });
    expect(event.unknown).toBe(3);
    expect(JSON.stringify(event)).not.toMatch(/Durand|https/);
  });

  it.each(Object.keys(eventTypes) as EventType[])('knows %s', (type) => {
    const data =
      type === 'call.blocked' ? { reason: 'full' } : type === 'call.dequeued' ? { reason: 'timeout' } : {};
    const rest = {
      'call.offer_ended': { result: 'no_answer' },
      'call.transferred': { kind: 'blind' },
      'agent.state_changed': { state: 'break' },
    }[type as string];
    expect(accepted({ ...good, type, data: { ...data, ...rest } }).type).toBe(type);
  });

  it('needs neither a version nor data, and takes the order in numbers', () => {
    const bare = { ...good, specversion: undefined, data: undefined, type: 'agent.logged_in', sequence: 12 };
    expect(accepted(bare)).toMatchObject({ data: {}, sequence: '12' });
  });

  it('lets the importer name the source once', () => {
    const bare = { ...good, source: undefined };
    expect(readEvent(bare, { ...rules, source: 'asterisk' })).toMatchObject({
      ok: true,
      event: { source: 'asterisk' },
    });
  });

  it.each([
    ['unknown_type', { type: 'call.teleported' }],
    ['unknown_type', { type: '__proto__' }],
    ['unknown_type', { type: 'constructor' }],
    ['invalid_event', { type: 7 }],
    ['invalid_event', { specversion: '2.0' }],
    ['invalid_event', { data: [] }],
    ['invalid_event', { data: 'text' }],
    ['invalid_event', { data_base64: 'AA==' }],
    ['invalid_event', { data: { queueId: 'x'.repeat(129) } }],
    ['invalid_event', { data: { position: 2 ** 53 + 2 } }],
    ['invalid_event', { data: { position: Number.POSITIVE_INFINITY } }],
    ['invalid_event', { data: { priority: 1.5 } }],
    ['invalid_event', { sequence: {} }],
    ['invalid_time', { time: '2026-11-22T09:00:05' }],
    ['invalid_time', { time: 1_795_338_000_000 }],
    ['invalid_id', { id: undefined }],
    ['invalid_id', { id: '' }],
    ['invalid_id', { id: 42 }],
    ['invalid_id', { subject: 'x'.repeat(129) }],
    ['invalid_id', { source: 'line\nbreak' }],
    ['invalid_text', { id: 'nul\0' }],
    ['invalid_text', { subject: 'half \ud83d' }],
    ['invalid_text', { data: { skill: 'nul\0' } }],
    ['invalid_text', { data: { skill: 'half \udc00' } }],
  ])('refuses with %s: %p', (code, change) => {
    expect(refusal({ ...good, ...change })).toBe(code);
  });

  it('keeps text that only looks like an escape', () => {
    expect(accepted({ ...good, data: { skill: '\\u0000 \\ud800', dnis: '\u0001🙂' } }).data).toEqual({
      skill: '\\u0000 \\ud800',
      dnis: '\u0001🙂',
    });
  });

  it('knows a caller’s number by the country of the clinic', () => {
    const hashOf = (clinicId: string, ani: string): unknown =>
      accepted({ ...good, data: { clinicId, ani } }).data['aniHash'];
    expect(hashOf('pirineus', '300123')).toBe(hashOf('cabinet-durand', '+376300123'));
    expect(hashOf('cabinet-durand', '33199001234')).toBe(hashOf('pirineus', '0033199001234'));
  });

  it('refuses what names one new clinic, queue or agent too many, wherever it names it', () => {
    expect(refusal({ ...good, data: { agentId: 'one-too-many' } })).toBe('too_many_new_ids');
    const agent = { ...good, type: 'agent.logged_in', data: {} };
    expect(refusal({ ...agent, subject: 'one-too-many' })).toBe('too_many_new_ids');
    expect(refusal({ ...agent, subject: 'one\u200b-too-many' })).toBe('too_many_new_ids');
    expect(refusal({ ...good, subject: 'one-too-many' })).toBe('accepted');
  });

  it('refuses what would happen more than a day from now, and takes what a wrong clock says', () => {
    expect(refusal({ ...good, time: '2036-01-01T00:00:00Z' })).toBe('time_ahead');
    expect(refusal({ ...good, time: '2099-01-01T00:00:00Z' })).toBe('time_ahead');
    expect(accepted({ ...good, time: '2026-11-23T08:00:00Z' }).at).toBe(Date.UTC(2026, 10, 23, 8));
  });

  it('keeps the time as it was sent, and tells beside it how far ahead its source’s clock is', () => {
    const event = accepted({ ...good, source: '/pbx/ahead', time: '2026-11-22T09:00:05Z' });
    expect(event.at).toBe(Date.UTC(2026, 10, 22, 9, 0, 5));
    expect(event.data['skewMs']).toBe(3_600_000);
    expect(accepted({ ...good, data: { ...good.data, skewMs: 5 } })).toMatchObject({ unknown: 1 });
    expect(accepted({ ...good, data: { ...good.data, skewMs: 5 } }).data).not.toHaveProperty('skewMs');
  });

  it.each([
    ['call.dispositioned', { outcome: 'rappeler 0199001234 Mme Durand' }],
    ['call.dispositioned', { reasonCode: 'rappeler 01 99 00 12 34' }],
    ['call.dispositioned', { reasonCode: 'une phrase entière où quelqu’un raconte' }],
    ['call.dispositioned', { scriptVersion: '0199001234' }],
    ['callback.attempted', { result: 'joint au 0199001234' }],
    ['call.transferred', { kind: 'blind', toId: '+33199001234' }],
    ['call.answered', { agentId: 'Local/0199001234@from-queue/n' }],
    ['call.enqueued', { skill: 'vers 01.99.00.12.34' }],
    ['call.enqueued', { aniHash: 'tel:+33199001234' }],
    ['call.enqueued', { aniHash: 'sip:+33199001234@x' }],
    ['call.enqueued', { aniHash: 'n0199001234' }],
    ['call.enqueued', { aniHash: 'Mme Durand 0199001234' }],
    ['call.enqueued', { aniMask: '01 99 00 12 ٣٤' }],
    ['call.enqueued', { aniMask: '0１9９0０1２3４' }],
    ['call.enqueued', { aniMask: 'Mme Durand Sophie' }],
  ])('of %s stores no number that reaches anybody, and no name, out of %j', (type, data) => {
    const event = accepted({ ...good, type, data });
    expect(collect({ ...event, data: JSON.stringify(event.data) })).not.toMatch(
      /9001234|900.12|Durand|Sophie|raconte|٣|１/u,
    );
  });

  it('calls a secretary whose own line rings the same in every event, and in its subject', () => {
    const name = 'Local/0199001234@from-queue/n';
    const { agentId } = accepted({ ...good, type: 'call.answered', data: { agentId: name } }).data;
    expect(agentId).toMatch(/^Local\/tel-[\w-]{8}@from-queue\/n$/u);
    expect(accepted({ ...good, type: 'agent.logged_in', subject: name, data: {} }).subject).toBe(agentId);
    expect(accepted({ ...good, subject: '1795939200.41', data: { agentId: 'PJSIP/5001' } })).toMatchObject({
      subject: '1795939200.41',
      data: { agentId: 'PJSIP/5001' },
    });
  });

  it('keeps codes and the ids of telephone systems as they are', () => {
    const data = { reasonCode: 'Prise de rendez-vous', segmentId: '1795939200.41', outcome: 'rappel' };
    expect(accepted({ ...good, type: 'call.dispositioned', data }).data).toEqual(data);
    expect(accepted({ ...good, data: { dnis: '+33199001234', queueId: '0033199001234' } }).data).toEqual({
      dnis: '+33199001234',
      queueId: '0033199001234',
    });
  });

  it('stores no character that cannot be seen', () => {
    const data = { clinicId: 'cabinet\u202e-durand\u200b', queueId: '\ufeffrdv' };
    expect(accepted({ ...good, data }).data).toEqual({ clinicId: 'cabinet-durand', queueId: 'rdv' });
  });

  it('never quotes what a sender calls its fields', () => {
    const items = { 'M. Durand 0199001234': {} };
    const answer = read({ ...good, type: 'survey.answered', data: { items } });
    expect(answer).toMatchObject({ ok: false, rejection: { code: 'invalid_event' } });
    expect(JSON.stringify(answer)).not.toMatch(/Durand|0199/u);
  });

  it('takes nothing from a prototype and gives nothing to it', () => {
    const poison = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"data":{"__proto__":{"polluted":1},"skill":"a"}}',
    ) as object;
    expect(accepted({ ...good, ...poison }).data).toEqual({ skill: 'a' });
    const items = JSON.parse('{"__proto__":5,"constructor":4,"overall":3}') as object;
    const survey = accepted({ ...good, type: 'survey.answered', data: { items } });
    expect(survey.data).toEqual({ items: { constructor: 4, overall: 3 } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never quotes what the sender wrote', () => {
    const answers = [{ data: { reason: 'canary' } }, { type: 'canary' }, { time: 'canary' }].map((change) =>
      read({ ...good, type: 'call.blocked', ...change }),
    );
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it('answers for anything at all, and what it takes can be stored', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.anything()),
        (item, data) => {
          for (const answer of [read(item), read({ ...good, data }), read({ ...good, id: data })]) {
            if (answer.ok) expect(collect(answer.event)).not.toMatch(/\0/);
            else expect(answer.rejection.message.isWellFormed()).toBe(true);
          }
        },
      ),
    );
  });
});

const collect = (event: object): string => Object.values(event).join(' ');

describe('the number of a caller', () => {
  const keeperOf: ReadingRules['keeperOf'] = ({ queueId }) => (queueId === 'rendez-vous' ? 'durand' : null);
  const numberIn = (data: object, { time = good.time, type = good.type, keeps = true } = {}) => {
    const answer = readEvent({ ...good, type, time, data }, keeps ? { ...rules, keeperOf } : rules);
    if (!answer.ok) throw new Error(answer.rejection.message);
    expect(answer.event.data).not.toContain('99001234');
    return answer.number;
  };
  const data = { queueId: 'rendez-vous', ani: '01 99 00 12 34' };

  it('is set apart in one spelling where the clinic wants it kept, and is in no event', () => {
    expect(numberIn(data)).toEqual({ number: '+33199001234', clinicId: 'durand' });
    expect(numberIn({ ...data, ani: '"Mme Puig" <sip:0033199001234@pbx>' })?.number).toBe('+33199001234');
  });

  it.each([
    ['no clinic wants it', data, { keeps: false }],
    ['this one does not', { ...data, queueId: 'autre' }, {}],
    ['it is withheld', { ...data, ani: 'anonymous' }, {}],
    ['the telephone system says it is', { ...data, aniKind: 'withheld' }, {}],
    ['it is one of ours', { ...data, direction: 'outbound' }, { type: 'call.initiated' }],
    ['they called more than a day ago', data, { time: '2026-11-21T08:00:00Z' }],
    ['only a hash of it is told', { queueId: 'rendez-vous', aniHash: 'a94a8fe5ccb19ba61c4c08' }, {}],
  ])('is let go of where %s', (_, told, how) => {
    expect(numberIn(told, how)).toBeNull();
  });
});

import { eventTypes, type EventType } from '@vigie/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CallerPseudonyms } from '../privacy/caller-pseudonyms';
import { readEvent, type ReadEvent } from './read-event';

const rules = { pseudonyms: new CallerPseudonyms(Buffer.alloc(32, 1), 'FR') };
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

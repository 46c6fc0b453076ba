import { describe, expect, it } from '@jest/globals';
import { ways } from '@vigie/calls';
import { eventTypes } from '@vigie/contracts';

import { eventTie } from './event-tie';
import type { LoggedEvent } from '../event-log/logged-event';
import { toCallFact } from './to-call-fact';

const event = (type: string, data: LoggedEvent['data'], more: Partial<LoggedEvent> = {}): LoggedEvent => ({
  seq: 1,
  receivedAt: 2000,
  at: 1000,
  source: '/pbx/lyon',
  type,
  subject: 'c1',
  id: 'e1',
  sequence: null,
  data,
  ...more,
});

describe('what an event says of its call', () => {
  const tie = eventTie('e1');

  it('copies what the fold reads and nothing else', () => {
    const data = {
      queueId: 'urgences',
      clinicId: 'durand',
      position: 3,
      aniHash: 'h',
      aniKind: 'mobile',
      test: true,
    };
    expect(toCallFact(event('call.enqueued', data, { sequence: '12' }))).toEqual({
      type: 'call.enqueued',
      at: 1000,
      tie,
      sequence: '12',
      queueId: 'urgences',
      clinicId: 'durand',
      aniHash: 'h',
      aniKind: 'mobile',
      test: true,
    });
  });

  it.each([
    ['call.blocked', 'reason', 'full'],
    ['call.dequeued', 'reason', 'timeout'],
    ['call.offer_ended', 'result', 'no_answer'],
    ['call.transferred', 'kind', 'blind'],
    ['call.disconnected', 'cause', 'self_served'],
  ])('%s tells its reason in %s', (type, field, word) => {
    expect(toCallFact(event(type, { [field]: word }))).toMatchObject({ type, reason: word });
    expect(toCallFact(event('call.held', { [field]: word }))).toEqual({ type: 'call.held', at: 1000, tie });
  });

  it('reads by which way it was told, of all that the contract knows', () => {
    expect(eventTypes['call.enqueued'].data.shape.via.unwrap().options).toEqual([...ways]);
    for (const via of ways) expect(toCallFact(event('call.enqueued', { via }))).toMatchObject({ via });
    expect(toCallFact(event('call.enqueued', { via: 'elsewhere' }))).not.toHaveProperty('via');
  });

  it('reads the language a caller asked for at the first ring and at the queue', () => {
    expect(toCallFact(event('call.initiated', { language: 'ca' }))?.languageRequested).toBe('ca');
    expect(toCallFact(event('call.enqueued', { languageRequested: 'fr' }))?.languageRequested).toBe('fr');
  });

  it('reads of a survey its channel, its language, and the answers that its items may have', () => {
    const data = {
      channel: 'sms',
      language: 'ca',
      items: { overall: 4, recommend: 11, reach: '5', mood: 3 },
    };
    expect(toCallFact(event('survey.answered', data))).toEqual({
      type: 'survey.answered',
      at: 1000,
      tie,
      channel: 'sms',
      surveyLanguage: 'ca',
      items: { overall: 4, reach: 5 },
    });
    expect(toCallFact(event('survey.invited', data))).not.toHaveProperty('items');
    expect(toCallFact(event('survey.answered', { items: { comment: 'merci' } }))?.items).toEqual({});
    expect(toCallFact(event('call.answered', { channel: 'sms', items: {} }))).toEqual({
      type: 'call.answered',
      at: 1000,
      tie,
    });
  });

  it('has nothing to say of what only belongs in the log', () => {
    expect(toCallFact(event('faq.opened', { entryId: 'x' }))).toBeUndefined();
    expect(toCallFact(event('call.lost_by_source', {}))).toBeUndefined();
  });

  it('leaves out a field of another kind than it should be', () => {
    const data = {
      queueId: 7,
      agentId: '',
      waitMs: '12',
      difficult: 'yes',
      aniKind: 'pigeon',
      direction: 'up',
    };
    expect(toCallFact(event('call.answered', data))).toEqual({ type: 'call.answered', at: 1000, tie });
  });

  it('tells different events apart', () => {
    const ties = new Set(Array.from({ length: 20_000 }, (_, n) => eventTie(`event-${n}`)));
    expect(ties.size).toBe(20_000);
  });
});

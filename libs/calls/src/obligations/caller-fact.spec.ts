import { describe, expect, it } from '@jest/globals';

import type { Call } from '../call';
import { noRules } from '../call-rules';
import { foldCall } from '../fold-call';
import { aCall, at, type CallBuilder } from '../testing/a-call';
import {
  callerFactsOf,
  opensObligation,
  placedCallOf,
  sortCallerFacts,
  type CallerFact,
} from './caller-fact';

const fold = (call: CallBuilder): Call => foldCall(call.facts(), noRules);
const of = (call: CallBuilder | Call) => callerFactsOf('key', 'facts' in call ? fold(call) : call);
const enqueued = () => aCall().enqueued('09:00:00', 'desk', { languageRequested: 'ca' });
const dialled = () => aCall().fact('call.initiated', '09:00:00', { direction: 'outbound' });
const told = { callKey: 'key', queueId: 'desk', language: 'ca', mask: null, reason: null, urgent: false };

describe('what a call tells of its caller', () => {
  it('is that they ring, while they wait or are greeted, and that they talk, until it is over', () => {
    const ringing = [{ key: 'key', at: at('09:00'), kind: 'calling', isTalking: false }];
    expect(of(enqueued())).toMatchObject(ringing);
    expect(of(enqueued().offered('09:00:05'))).toMatchObject(ringing);
    expect(of(enqueued().answered('09:00:12'))).toMatchObject([
      {
        key: 'key',
        at: at('09:00:12'),
        kind: 'calling',
        call: { ...told, outcome: 'answered' },
        isTalking: true,
      },
    ]);
  });

  it('is that a person answered them, and for how long they spoke, holds included', () => {
    const call = () =>
      enqueued()
        .answered('09:00:12')
        .fact('call.held', '09:01:00', { agentId: 'ana' })
        .fact('call.retrieved', '09:01:30', { agentId: 'ana' })
        .legEnded('09:03:12');
    expect(of(call().disconnected('09:03:12'))).toEqual([
      { key: 'key', at: at('09:00:12'), kind: 'answered', talkMs: 180_000 },
    ]);
    expect(of(enqueued().dequeued('09:00:30', 'answered').disconnected('09:02:00'))).toEqual([
      { key: 'key', at: at('09:00:30'), kind: 'answered', talkMs: null },
    ]);
  });

  it.each([
    ['abandoned', 'abandoned', 'unanswered'],
    ['timeout', 'timeoutOverflow', 'unanswered'],
    ['voicemail', 'voicemail', 'voicemail'],
    ['callback', 'callbackExit', 'asked'],
  ])('is that they were lost when they left the queue as %s', (reason, outcome, cause) => {
    expect(of(enqueued().dequeued('09:00:30', reason))).toEqual([
      {
        key: 'key',
        at: at('09:00:30'),
        kind: 'lost',
        cause,
        call: { ...told, outcome, waitMs: 30_000, teamId: 'all' },
      },
    ]);
    expect(opensObligation(fold(enqueued().dequeued('09:00:30', reason)))).toBe(true);
  });

  it('is nothing of a test line, of a call of which only notes are known, and of one that nobody had to take', () => {
    const lost = fold(enqueued().dequeued('09:00:30', 'abandoned'));
    expect(of({ ...lost, test: true })).toEqual([]);
    const noted = fold(aCall().fact('call.dispositioned', '09:00', { reasonCode: 'rdv' }));
    expect([of(noted), opensObligation(noted)]).toEqual([[], false]);
    const closed = { ...lost, outcome: 'closed' as const };
    expect([of(closed), opensObligation(closed)]).toEqual([[], false]);
  });
});

describe('a caller who was not content', () => {
  const rated = (items: Readonly<Record<string, number>>) =>
    enqueued()
      .answered('09:00:12')
      .legEnded('09:03:12')
      .disconnected('09:03:12')
      .fact('survey.answered', '12:00', { channel: 'sms', items });
  const wishes = (items: Readonly<Record<string, number>>) => {
    const call = fold(rated(items));
    return [of(call).filter(({ kind }) => kind === 'badAnswer').length, opensObligation(call)];
  };

  it('is owed a call who rated one or two of five and wishes it', () => {
    expect(wishes({ overall: 1, callback: 1 })).toEqual([1, true]);
    expect(wishes({ overall: 2, callback: 1 })).toEqual([1, true]);
    expect(wishes({ overall: 3, callback: 1 })).toEqual([0, false]);
    expect(wishes({ overall: 1, callback: 0 })).toEqual([0, false]);
    expect(wishes({ overall: 1 })).toEqual([0, false]);
    expect(wishes({ callback: 1 })).toEqual([0, false]);
  });

  it('is told beside what became of the call, at the time of the answer, apart for each way of asking', () => {
    const call = rated({ overall: 2, callback: 1 }).fact('survey.answered', '13:00', {
      channel: 'ivr',
      items: { overall: 1, callback: 1 },
    });
    expect(of(call)).toMatchObject([
      { key: 'key', kind: 'answered' },
      { key: 'key ivr', kind: 'badAnswer', at: at('13:00') },
      { key: 'key sms', kind: 'badAnswer', at: at('12:00'), call: told },
    ]);
  });

  it('was only invited: that is no answer', () => {
    expect(of(enqueued().fact('survey.invited', '10:00', { channel: 'sms' }))).toHaveLength(1);
  });
});

describe('our own call', () => {
  const facts = (call: CallBuilder) => of(call) as readonly Extract<CallerFact, { kind: 'dialled' }>[];

  it('goes on until it ended, and says how long they talked', () => {
    expect(facts(dialled())).toMatchObject([{ key: 'key', at: at('09:00'), kind: 'dialled', endedAt: null }]);
    const over = dialled().answered('09:00:10').legEnded('09:02:10').disconnected('09:02:11');
    expect(facts(over)).toEqual([
      {
        key: 'key',
        at: at('09:00'),
        kind: 'dialled',
        endedAt: at('09:02:11'),
        talkMs: 120_000,
        stage: 'talking',
      },
    ]);
    expect(facts(dialled().disconnected('09:00:40'))).toMatchObject([
      { endedAt: at('09:00:40'), talkMs: null },
    ]);
  });

  it('that the telephone system was asked to place is known by its request; one of a test line is not', () => {
    const call = fold(dialled());
    expect(placedCallOf('key', call, 'r1')).toMatchObject([{ kind: 'dialled', requestId: 'r1' }]);
    expect(placedCallOf('key', { ...call, test: true }, 'r1')).toEqual([]);
    expect(placedCallOf('key', fold(enqueued()), 'r1')).toEqual([]);
    expect(callerFactsOf('key', { ...call, test: true })).toEqual([]);
  });
});

describe('facts of a caller', () => {
  it('stand each once, by time, then by what comes first, then by their names', () => {
    const fact = (
      kind: 'released' | 'passed' | 'due' | 'reopened',
      key: string,
      clock = '09:00',
    ): CallerFact => ({
      kind,
      key,
      at: at(clock),
    });
    const sorted = [
      fact('due', 'z', '08:00'),
      fact('due', 'd'),
      fact('reopened', 'a'),
      fact('reopened', 'b'),
      fact('released', 'c'),
      fact('passed', 'a0'),
      fact('due', 'e', '10:00'),
    ];
    expect(sortCallerFacts(sorted.toReversed())).toEqual(sorted);
    expect(sortCallerFacts([...sorted, ...sorted])).toEqual(sorted);
  });
});

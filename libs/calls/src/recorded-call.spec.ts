import { describe, expect, it } from '@jest/globals';
import type { Call } from './call';
import type { CallFact } from './fact';
import { foldCall } from './fold-call';
import { noRules } from './call-rules';
import { aCall, at } from './testing/a-call';

const fold = (facts: { facts: () => readonly CallFact[] }): Call => foldCall(facts.facts(), noRules);

describe('a call recorded by a file', () => {
  it('is in the queue at its instant, answered after its wait and over after its talk', () => {
    const call = fold(
      aCall().fact('call.recorded', '09:00:00', {
        queueId: 'desk',
        agentId: 'ana',
        reason: 'answered',
        waitMs: 20_000,
        talkMs: 90_000,
        languageRequested: 'ca',
        reasonCode: 'appointment',
      }),
    );
    expect(call).toMatchObject({
      counted: true,
      phase: 'ended',
      outcome: 'answered',
      offered: true,
      queueId: 'desk',
      clinicId: 'desk',
      languageRequested: 'ca',
      reason: 'appointment',
      arrivedAt: at('09:00:00'),
      answeredAt: at('09:00:20'),
      endedAt: at('09:01:50'),
      waitMs: 20_000,
      anomalies: [],
      surveys: [],
    });
    expect(call.segments).toMatchObject([{ queueId: 'desk', outcome: 'answered', waitMs: 20_000 }]);
    expect(call.legs).toMatchObject([{ agentId: 'ana', segment: 0, talkMs: 90_000, ringMs: null }]);
  });

  it('has a wait and a talk that are not known when the file has none', () => {
    const call = fold(aCall().fact('call.recorded', '09:00:00', { queueId: 'desk', reason: 'answered' }));
    expect(call).toMatchObject({
      phase: 'ended',
      outcome: 'answered',
      waitMs: null,
      arrivedAt: at('09:00:00'),
    });
    expect(call.legs).toMatchObject([{ talkMs: null }]);
  });

  it('unanswered, is offered and unspecified, with no wait, agent or abandon', () => {
    const call = fold(aCall().fact('call.recorded', '09:00:00', { queueId: 'desk', reason: 'unspecified' }));
    expect(call).toMatchObject({
      phase: 'ended',
      outcome: 'unspecified',
      offered: true,
      shortAbandoned: false,
      waitMs: null,
      legs: [],
      segments: [{ outcome: 'unspecified', waitMs: null, offered: true }],
    });
  });

  it('gives its mark as an answer of its own way of asking', () => {
    const call = fold(
      aCall().fact('call.recorded', '09:00:00', { queueId: 'desk', reason: 'unspecified', rating: 2 }),
    );
    expect(call.rating).toBe(2);
    expect(call.surveys).toMatchObject([
      { channel: 'import', items: { overall: 2 }, answeredAt: at('09:00:00'), invitedAt: null },
    ]);
  });

  it('only adds its notes to a call whose source told its own facts, before or after', () => {
    const record = { queueId: 'other', reason: 'unspecified', reasonCode: 'results', rating: 4 } as const;
    const told = aCall().enqueued('09:00:00').answered('09:00:10').legEnded('09:02:00');
    const call = fold(told.fact('call.recorded', '09:00:00', record));
    expect(call).toMatchObject({
      outcome: 'answered',
      queueId: 'desk',
      waitMs: 10_000,
      reason: 'results',
      rating: 4,
    });
    expect(call.segments).toHaveLength(1);
    const late = fold(aCall().fact('call.recorded', '08:59:00', record).enqueued('09:00:00'));
    expect(late).toMatchObject({ outcome: null, phase: 'waiting' });
  });

  it('overrides that nothing was heard of the call, and that it was given up', () => {
    const call = fold(
      aCall()
        .fact('survey.answered', '09:00:00', { rating: 5, channel: 'sms' })
        .fact('call.expired', '13:00:00')
        .fact('call.recorded', '08:50:00', { queueId: 'desk', reason: 'answered', waitMs: 0, talkMs: 1000 }),
    );
    expect(call).toMatchObject({ counted: true, outcome: 'answered', rating: 5, endedAt: at('08:50:01') });
  });

  it('is the version before again when the last one is taken back', () => {
    const versions = aCall()
      .fact('call.recorded', '09:00:00', {
        queueId: 'desk',
        reason: 'answered',
        waitMs: 1,
        talkMs: 2,
        sequence: '9',
      })
      .fact('call.recorded', '10:00:00', { queueId: 'desk', reason: 'unspecified', sequence: '10' });
    expect(fold(versions)).toMatchObject({
      outcome: 'unspecified',
      arrivedAt: at('10:00:00'),
      firstAt: at('10:00:00'),
    });
    const before = fold(versions.fact('call.retracted', '10:00:00', { retracts: '001' }));
    expect(before).toMatchObject({ outcome: 'answered', arrivedAt: at('09:00:00'), lastAt: at('09:00:00') });
    const nothing = fold(versions.fact('call.retracted', '09:00:00', { retracts: '000' }));
    expect(nothing).toMatchObject({ counted: false, phase: 'ended', segments: [], legs: [] });
  });
});

describe('an answer recorded by a file', () => {
  it('of two with one number is the later of the two', () => {
    const told = (clock: string, overall: number) =>
      ['survey.recorded', clock, { channel: 'import', items: { overall }, sequence: '7' }] as const;
    const call = aCall()
      .fact(...told('10:00', 2))
      .fact(...told('11:00', 5));
    expect(fold(call).rating).toBe(5);
    expect(foldCall(call.facts().toReversed(), noRules).rating).toBe(5);
  });

  it('of a call nobody told of yet does not end it', () => {
    const call = fold(aCall().fact('survey.recorded', '10:00', { items: { overall: 4 } }));
    expect(call).toMatchObject({ counted: false, phase: 'greeting', outcome: null });
  });

  it('is one version a channel: a correction leaves nothing of what it replaces', () => {
    const call = fold(
      aCall()
        .fact('survey.recorded', '09:00:00', {
          channel: 'sms',
          items: { overall: 5, reach: 4 },
          sequence: '1',
        })
        .fact('survey.recorded', '08:00:00', { channel: 'sms', items: { overall: 2 }, sequence: '2' })
        .fact('survey.recorded', '08:00:00', { channel: 'ivr', items: { overall: 3 }, sequence: '1' }),
    );
    expect(call.surveys).toMatchObject([
      { channel: 'ivr', items: { overall: 3 } },
      { channel: 'sms', items: { overall: 2 }, answeredAt: at('08:00:00') },
    ]);
    expect(call.surveys[1]?.items).toEqual({ overall: 2 });
  });
});

import { describe, expect, it } from '@jest/globals';

import { foldCall } from './fold-call';
import { noRules } from './call-rules';
import { aCall, at } from './testing/a-call';

const fold = (call: ReturnType<typeof aCall>) => foldCall(call.facts(), noRules);
const answered = aCall().enqueued('09:00').answered('09:01').disconnected('09:03');

describe('what an agent notes of a call', () => {
  const noted = (...notes: readonly Parameters<ReturnType<typeof aCall>['fact']>[2][]) =>
    fold(
      notes.reduce(
        (call, fields, index) => call.fact('call.dispositioned', `09:0${4 + index}`, fields),
        aCall().enqueued('09:00').answered('09:01').disconnected('09:03'),
      ),
    );

  it('is not known until it is told', () => {
    expect(noted()).toMatchObject({
      reason: null,
      difficult: false,
      urgent: false,
      appointmentObtained: null,
    });
  });

  it('stands in the last word of each thing, be it no, and is not lost by a note of something else', () => {
    const first = { reasonCode: 'rdv', appointmentObtained: true, urgent: true, difficult: true };
    expect(noted(first, {})).toMatchObject({
      reason: 'rdv',
      appointmentObtained: true,
      urgent: true,
      difficult: true,
    });
    const no = { appointmentObtained: false, urgent: false, difficult: false };
    expect(noted(first, no)).toMatchObject({ reason: 'rdv', ...no });
    expect(noted(no, first)).toMatchObject({ appointmentObtained: true, urgent: true, difficult: true });
  });

  it('stands beside what a file told of the call', () => {
    const recorded = (fields: object) =>
      fold(
        aCall().fact('call.recorded', '09:00', {
          queueId: 'desk',
          reason: 'answered',
          waitMs: 9_000,
          ...fields,
        }),
      );
    expect(recorded({ appointmentObtained: true }).appointmentObtained).toBe(true);
    expect(recorded({ appointmentObtained: false }).appointmentObtained).toBe(false);
    expect(recorded({}).appointmentObtained).toBeNull();
  });

  it('tells when a clinic said to know of a bad answer', () => {
    const call = fold(
      aCall()
        .enqueued('09:00')
        .fact('survey.answered', '12:00', { items: { overall: 1 } })
        .fact('survey.acknowledged', '13:00'),
    );
    expect(call.acknowledgedAt).toBe(at('13:00'));
  });
});

describe('the surveys of a call', () => {
  it('are none until something is told of one', () => {
    expect(fold(answered).surveys).toEqual([]);
  });

  it('tell when the caller was invited, reached, and answered, in which language', () => {
    const call = fold(
      aCall()
        .enqueued('09:00')
        .fact('survey.answered', '12:00', { channel: 'sms', items: { overall: 2, callback: 1 } })
        .fact('survey.invited', '10:00', { channel: 'sms', surveyLanguage: 'ca' })
        .fact('survey.delivered', '10:01', { channel: 'sms' }),
    );
    expect(call.surveys).toEqual([
      {
        channel: 'sms',
        language: 'ca',
        invitedAt: at('10:00'),
        deliveredAt: at('10:01'),
        answeredAt: at('12:00'),
        refusedAt: null,
        items: { overall: 2, callback: 1 },
      },
    ]);
    expect(call.rating).toBe(2);
  });

  it('keep each way of asking apart', () => {
    const call = fold(
      aCall()
        .enqueued('09:00')
        .fact('survey.answered', '12:00', { channel: 'sms', items: { overall: 2 } })
        .fact('survey.answered', '11:00', { channel: 'ivr', items: { overall: 5 } })
        .fact('survey.refused', '10:00'),
    );
    expect(call.surveys.map(({ channel, items }) => [channel, items])).toEqual([
      ['ivr', { overall: 5 }],
      ['sms', { overall: 2 }],
      ['unknown', null],
    ]);
    expect(call.surveys.at(-1)?.refusedAt).toBe(at('10:00'));
  });

  it('take answers given one by one together; of an item told twice the later stands', () => {
    const call = fold(
      aCall()
        .enqueued('09:00')
        .fact('survey.answered', '12:02', { channel: 'ivr', items: { overall: 4 } })
        .fact('survey.answered', '12:00', { channel: 'ivr', items: { overall: 1, reach: 3 } }),
    );
    expect(call.surveys).toMatchObject([{ answeredAt: at('12:00'), items: { overall: 4, reach: 3 } }]);
    expect(call.rating).toBe(4);
  });

  it('change nothing of what happened to the call, and count no call by themselves', () => {
    const { surveys, lastAt, rating, ...told } = fold(
      aCall()
        .enqueued('09:00')
        .answered('09:01')
        .disconnected('09:03')
        .fact('survey.answered', '12:00', { items: { overall: 4 } }),
    );
    expect(told).toEqual({ ...fold(answered), surveys: undefined, lastAt: undefined, rating: undefined });
    expect([surveys.length, lastAt, rating]).toEqual([1, at('12:00'), 4]);
    const only = fold(aCall().fact('survey.invited', '10:00', { channel: 'sms' }));
    expect(only).toMatchObject({ counted: false, surveys: [{ channel: 'sms', items: null }] });
  });
});

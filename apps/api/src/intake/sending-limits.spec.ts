import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { unlimited, type SendingLimits } from '../access/api-key';
import { sendingRefusal, sourceOfTable, type Place, type SentEvent } from './sending-limits';

const lookUp = {
  clinicOfNumber: (dnis: string) => ({ '0199000001': 'durand', '0199000002': 'tilleuls' })[dnis],
  clinicOfQueue: (queueId: string) => ({ rdv: 'durand', tilleuls: 'tilleuls' })[queueId],
};
const ofDurand: SendingLimits = { source: '/pbx', clinicIds: ['durand'], sendsAnswers: false };
type Told = Partial<SentEvent> & Place;
const refusalOf = (
  limits: SendingLimits,
  { clinicId, queueId, dnis, ...event }: Told,
): string | undefined => {
  const data = { clinicId, queueId, dnis };
  return sendingRefusal(
    limits,
    { source: '/pbx', type: 'call.enqueued', at: 0, data, ...event },
    () => lookUp,
  )?.code;
};

describe('a key that is bound to its source', () => {
  const bound: SendingLimits = { source: '/pbx', clinicIds: null, sendsAnswers: false };

  it('sends what its telephone system tells, of every clinic, and nothing of another system', () => {
    expect(refusalOf(bound, { clinicId: 'tilleuls' })).toBeUndefined();
    expect(refusalOf(bound, { type: 'agent.state_changed' })).toBeUndefined();
    expect(refusalOf(bound, { source: '/pbx/other' })).toBe('foreign_source');
  });

  it('sends no patient’s answer to a survey, unless surveys are its to ask', () => {
    expect(refusalOf(bound, { type: 'survey.answered' })).toBe('not_allowed');
    expect(refusalOf({ ...bound, sendsAnswers: true }, { type: 'survey.answered' })).toBeUndefined();
  });

  it('never sends in the name of the server itself, bound or not', () => {
    expect(refusalOf(bound, { source: 'vigie' })).toBe('foreign_source');
    expect(refusalOf(unlimited, { source: 'vigie' })).toBe('foreign_source');
  });

  it('sends tables of its own source alone, which need not be named', () => {
    expect(sourceOfTable(bound, undefined, 'calls-csv')).toBe('/pbx');
    expect(sourceOfTable(bound, '/pbx', 'calls-csv')).toBe('/pbx');
    expect(() => sourceOfTable(bound, 'another', 'calls-csv')).toThrow('own source');
    expect(sourceOfTable(unlimited, undefined, 'calls-csv')).toBe('calls-csv');
    expect(sourceOfTable(unlimited, 'another', 'calls-csv')).toBe('another');
  });
});

describe('a key that is bound to clinics', () => {
  it('sends the calls of its clinic, by whatever they name it, and what follows on them', () => {
    expect(refusalOf(ofDurand, { clinicId: 'durand' })).toBeUndefined();
    expect(refusalOf(ofDurand, { dnis: '0199000001' })).toBeUndefined();
    expect(refusalOf(ofDurand, { queueId: 'rdv' })).toBeUndefined();
    expect(refusalOf(ofDurand, { clinicId: 'durand', queueId: 'shared by all' })).toBeUndefined();
    expect(refusalOf(ofDurand, { type: 'call.answered' })).toBeUndefined();
  });

  it('sends nothing of another clinic, nor of secretaries, who are the whole centre’s', () => {
    expect(refusalOf(ofDurand, { clinicId: 'tilleuls' })).toBe('foreign_clinic');
    expect(refusalOf(ofDurand, { dnis: '0199000002' })).toBe('foreign_clinic');
    expect(refusalOf(ofDurand, { queueId: 'nobody’s' })).toBe('foreign_clinic');
    expect(refusalOf(ofDurand, { type: 'agent.state_changed' })).toBe('foreign_clinic');
  });

  it('sends nothing into another clinic’s queue, whichever clinic it says it is of', () => {
    const places = fc.record({
      clinicId: fc.constantFrom('durand', undefined),
      dnis: fc.constantFrom('0199000001', undefined),
      queueId: fc.constant('tilleuls'),
    });
    fc.assert(fc.property(places, (place) => refusalOf(ofDurand, place) === 'foreign_clinic'));
  });
});

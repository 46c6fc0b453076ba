import { describe, expect, it } from '@jest/globals';
import * as calls from '@vigie/calls';
import {
  callbackAttemptSchema,
  callbackCloseSchema,
  dischargeAnswers,
  dischargeAnswersSchema,
  dischargeQuestions,
  dischargeRepliesSchema,
  mostContactTries,
  openOutcomes,
} from '@vigie/contracts';

import { resolveSettings } from '../settings/resolved-settings';
import { callbackWords } from './callback-views';

const tenant = { tenantId: 'lyon', name: 'Lyon', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const settings = resolveSettings(tenant, {
  clinics: [
    { id: 'durand', callbackTargetMinutes: 45, hours: { week: { tue: ['08:00-12:00', '14:00-19:00'] } } },
  ],
});
const noon = Date.parse('2026-11-24T12:00:00+01:00');

describe('what every caller of a clinic is told with', () => {
  it('is found out once, however many of them are owed a call', () => {
    const asked: string[] = [];
    const clinic = (id: string) => {
      asked.push(id);
      return settings.clinic(id);
    };
    const named = [{ id: 'durand', name: 'Cabinet Durand', isImplied: false }];
    const names = { clinics: named, queues: [], agents: [] };
    const { ofClinic } = callbackWords({ ...settings, clinic }, names, noon);
    const told = ['durand', 'martin', 'durand', 'durand'].map((id) => ofClinic(id));
    expect(asked).toEqual(['durand', 'martin']);
    expect(told).toEqual([told[0], told[1], told[0], told[0]]);
    expect(told[0]).toEqual({
      clinicName: 'Cabinet Durand',
      targetMinutes: 45,
      callable: false,
      callableChangesAt: '2026-11-24T13:00:00.000Z',
      numbersKept: false,
    });
    expect(told[1]).toMatchObject({ clinicName: 'martin', targetMinutes: 60, callable: true });
  });
});

describe('what somebody may say of a try to call back', () => {
  it('leaves the caller on the list where the fold does, and ends it otherwise', () => {
    const stays = calls.tryOutcomeNames.filter((outcome) => calls.tryOutcomes[outcome] === 'open');
    expect(openOutcomes).toEqual(stays);
    for (const outcome of calls.tryOutcomeNames) {
      const isOpen = stays.includes(outcome);
      expect(callbackAttemptSchema.safeParse({ outcome }).success).toBe(isOpen);
      expect(callbackCloseSchema.safeParse({ outcome }).success).toBe(!isOpen);
    }
  });
});

describe('what a page asks of those whom it has called', () => {
  it('after a discharge is what the fold knows, and so is how often somebody of a list is tried', () => {
    expect(dischargeQuestions).toEqual(calls.dischargeQuestions);
    expect(dischargeAnswers).toEqual(calls.dischargeAnswers);
    const answers = Object.fromEntries(dischargeQuestions.map((question) => [question, 'yes']));
    expect(dischargeAnswersSchema.parse(answers)).toEqual(answers);
    expect(dischargeRepliesSchema.parse({ version: 1, answers }).answers).toEqual(answers);
    expect(mostContactTries).toBe(calls.mostContactTries);
  });
});

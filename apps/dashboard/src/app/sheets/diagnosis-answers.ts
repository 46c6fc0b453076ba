// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { ClinicGreeting, Diagnosis, DiagnosisList } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const lightState = ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'] as const;
export const clinicGreetingShape = checkOf<ClinicGreeting>({
  clinicId: 's',
  from: 's',
  to: 's',
  numbers: {
    greetingCalls: 'n',
    greeted: 'n',
    greetedRate: ['?', 'n'],
    medianToGreetingMs: ['?', 'n'],
    p90ToGreetingMs: ['?', 'n'],
    greetedAfterOther: 'n',
    heardToEnd: 'n',
    heardToEndRate: ['?', 'n'],
    hungUpBefore: 'n',
    hungUpDuring: 'n',
    hungUpAfter: 'n',
    hungUpInGreetingRate: ['?', 'n'],
    waitsAnnounced: 'n',
    announcedErrorP50Ms: ['?', 'n'],
    announcedErrorP90Ms: ['?', 'n'],
  },
  bySecond: ['[]', { second: 'n', atRisk: 'n', hungUp: 'n' }],
  byPhase: ['[]', { phase: ['=', 'before', 'during', 'after'], hungUp: 'n', ms: 'n', perMinute: ['?', 'n'] }],
  changes: [
    '[]',
    {
      version: 'n',
      at: 's',
      days: 'n',
      before: { calls: 'n', hungUp: 'n', medianToGreetingMs: ['?', 'n'] },
      after: { calls: 'n', hungUp: 'n', medianToGreetingMs: ['?', 'n'] },
      difference: ['?', { value: 'n', low: 'n', high: 'n' }],
      isShown: 'b',
    },
  ],
});
export const diagnosisShape = checkOf<Diagnosis>({
  clinicId: 's',
  name: 's',
  month: 's',
  isFinal: 'b',
  at: 's',
  presented: 'n',
  sheetVersion: ['?', 'n'],
  lights: [
    '[]',
    {
      name: ['=', 'complicated', 'simple', 'long', 'short', 'greeting', 'disclosure'],
      state: lightState,
      evidence: ['{}', ['?', 'n']],
      items: ['[]', { name: 's', count: 'n' }],
      thresholds: ['[]', { name: 's', value: 'n', source: ['=', 'guide', 'hypothesis'] }],
      before: ['?', lightState],
    },
  ],
  revisions: ['[]', { revision: 'n', at: 's', why: ['=', 'first', 'events', 'sheet', 'thresholds'] }],
  months: ['[]', 's'],
});
export const diagnosisListShape = checkOf<DiagnosisList>({
  month: 's',
  clinics: [
    '[]',
    {
      clinicId: 's',
      name: 's',
      lights: {
        complicated: lightState,
        simple: lightState,
        long: lightState,
        short: lightState,
        greeting: lightState,
        disclosure: lightState,
      },
    },
  ],
});

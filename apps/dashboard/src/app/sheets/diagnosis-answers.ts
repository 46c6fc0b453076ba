// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { Diagnosis, DiagnosisList } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const lightState = ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'] as const;
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

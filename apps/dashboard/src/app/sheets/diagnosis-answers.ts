// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { Diagnosis, DiagnosisList } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

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
      state: ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'],
      evidence: ['{}', ['?', 'n']],
      items: ['[]', { name: 's', count: 'n' }],
      thresholds: ['[]', { name: 's', value: 'n', source: ['=', 'guide', 'hypothesis'] }],
      before: ['?', ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData']],
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
        complicated: ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'],
        simple: ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'],
        long: ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'],
        short: ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'],
        greeting: ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'],
        disclosure: ['=', 'green', 'amber', 'red', 'notApplicable', 'notEnoughData'],
      },
    },
  ],
});

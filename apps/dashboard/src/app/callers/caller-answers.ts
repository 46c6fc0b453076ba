// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { EarlierCalls, FrequentCallers, SharedNumbers } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const earlierCallsShape = checkOf<EarlierCalls>({
  clinicId: 's',
  clinicName: 's',
  caller: ['=', 'known', 'withheld', 'shared'],
  mask: ['?', 's'],
  callsIn30Days: 'n',
  frequent: 'b',
  calls: [
    '[]',
    {
      id: 's',
      arrivedAt: 's',
      outcome: 's',
      subCode: ['?', 's'],
      reason: ['?', 's'],
      language: ['?', 's'],
      waitMs: ['?', 'n'],
      talkMs: ['?', 'n'],
    },
  ],
  owed: ['[]', { id: 's', openedAt: 's', dueAt: 's', promised: 'b', urgent: 'b', late: 'b' }],
  next: ['?', 's'],
});
export const frequentCallersShape = checkOf<FrequentCallers>({
  from: 's',
  to: 's',
  callers: [
    '[]',
    {
      clinicId: 's',
      clinicName: 's',
      mask: ['?', 's'],
      calls: 'n',
      answered: 'n',
      firstAt: 's',
      latestAt: 's',
      reasons: ['[]', { reason: ['?', 's'], calls: 'n' }],
      owed: 'b',
    },
  ],
  total: 'n',
  looks: ['[]', { clinicId: 's', clinicName: 's', looks: 'n', ofRepeatCallers: 'n' }],
});
export const sharedNumbersShape = checkOf<SharedNumbers>({
  from: 's',
  to: 's',
  proposed: ['[]', { callId: 's', mask: ['?', 's'], calls: 'n', clinics: ['[]', 's'], latestAt: 's' }],
  total: 'n',
  decided: [
    '[]',
    {
      callId: 's',
      mask: ['?', 's'],
      calls: 'n',
      clinics: ['[]', 's'],
      latestAt: 's',
      kind: ['?', ['=', 'nursingHome', 'pharmacy', 'laboratory', 'hospital', 'other']],
      decidedAt: 's',
      decidedBy: 's',
    },
  ],
  bySettings: 'n',
});

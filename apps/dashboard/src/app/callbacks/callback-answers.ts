// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { CallbackDetail, CallbackList } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const callback = {
  id: 's',
  reference: 's',
  state: ['=', 'open', 'recovered', 'neverReached', 'closed'],
  clinicId: 's',
  clinicName: 's',
  teamId: ['?', 's'],
  teamName: ['?', 's'],
  mask: ['?', 's'],
  alone: 'b',
  causes: ['[]', ['=', 'unanswered', 'voicemail', 'asked', 'badAnswer', 'urgent', 'reopened']],
  promised: 'b',
  urgent: 'b',
  openedAt: 's',
  latestCallAt: 's',
  dueAt: 's',
  targetMinutes: 'n',
  endsAt: ['?', 's'],
  calls: 'n',
  longestWaitMs: ['?', 'n'],
  language: ['?', 's'],
  reason: ['?', 's'],
  tries: 'n',
  latestTry: [
    '?',
    {
      at: 's',
      outcome: [
        '=',
        'reached',
        'noAnswer',
        'messageLeft',
        'otherPerson',
        'wrongNumber',
        'settled',
        'refused',
      ],
    },
  ],
  suggested: [
    '?',
    ['=', 'reached', 'noAnswer', 'messageLeft', 'otherPerson', 'wrongNumber', 'settled', 'refused'],
  ],
  claim: ['?', { by: 's', byId: 's', at: 's', until: ['?', 's'] }],
  inCall: ['?', { since: 's', talking: 'b', queueName: ['?', 's'] }],
  callable: 'b',
  callableChangesAt: ['?', 's'],
} as const;
export const callbackListShape = checkOf<CallbackList>({
  at: 's',
  me: 's',
  mayWork: 'b',
  sums: {
    since: 's',
    owed: 'n',
    open: 'n',
    recovered: 'n',
    recoveredWithinHour: 'n',
    closed: 'n',
    neverReached: 'n',
    openFromBefore: 'n',
    withheld: 'n',
  },
  callbacks: ['[]', callback],
});
export const callbackDetailShape = checkOf<CallbackDetail>({
  callback: callback,
  steps: [
    '[]',
    {
      kind: ['=', 'lost', 'asked', 'badAnswer', 'answered', 'dialled', 'tried', 'reopened', 'ended'],
      at: 's',
      outcome: ['?', 's'],
      waitMs: ['?', 'n'],
      talkMs: ['?', 'n'],
      dueAt: ['?', 's'],
    },
  ],
});

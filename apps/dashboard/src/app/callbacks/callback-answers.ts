// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  CallbackClaimView,
  CallbackDetail,
  CallbackList,
  CallbackNumber,
  ClinicAlertView,
  FollowupFile,
  FollowupList,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const callbackClaimView = { by: 's', byId: 's', at: 's', until: ['?', 's'] } as const;
const callback = {
  id: 's',
  reference: 's',
  state: ['=', 'planned', 'open', 'recovered', 'neverReached', 'closed'],
  clinicId: 's',
  clinicName: 's',
  teamId: ['?', 's'],
  teamName: ['?', 's'],
  mask: ['?', 's'],
  alone: 'b',
  causes: [
    '[]',
    ['=', 'unanswered', 'voicemail', 'asked', 'badAnswer', 'urgent', 'reopened', 'followup', 'clinicAlert'],
  ],
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
  claim: ['?', callbackClaimView],
  inCall: ['?', { since: 's', talking: 'b', queueName: ['?', 's'] }],
  placed: [
    '?',
    {
      requestId: 's',
      at: 's',
      state: ['=', 'asked', 'ringing', 'patient', 'talking', 'over', 'refused', 'unreachable', 'unknown'],
      why: ['?', 's'],
    },
  ],
  followup: [
    '?',
    {
      type: 's',
      dueFrom: 's',
      plannedAt: 's',
      reference: ['?', 's'],
      answers: [
        '?',
        {
          condition: ['=', 'yes', 'no', 'unsure'],
          medicines: ['=', 'yes', 'no', 'unsure'],
          appointments: ['=', 'yes', 'no', 'unsure'],
          services: ['=', 'yes', 'no', 'unsure'],
          plan: ['=', 'yes', 'no', 'unsure'],
        },
      ],
    },
  ],
  callable: 'b',
  callableChangesAt: ['?', 's'],
  numbersKept: 'b',
} as const;
export const callbackListShape = checkOf<CallbackList>({
  at: 's',
  me: 's',
  mayWork: 'b',
  placesCalls: 'b',
  plansFollowups: 'b',
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
    followups: 'n',
  },
  callbacks: ['[]', callback],
});
export const callbackDetailShape = checkOf<CallbackDetail>({
  callback: callback,
  steps: [
    '[]',
    {
      kind: [
        '=',
        'lost',
        'asked',
        'badAnswer',
        'answered',
        'dialled',
        'tried',
        'reopened',
        'ended',
        'planned',
        'due',
        'replied',
        'acknowledged',
      ],
      at: 's',
      outcome: ['?', 's'],
      waitMs: ['?', 'n'],
      talkMs: ['?', 'n'],
      dueAt: ['?', 's'],
      reason: ['?', 's'],
      note: ['?', 's'],
    },
  ],
  callObstacle: ['?', ['=', 'noWay', 'notGiven', 'noSet', 'noNumber']],
  closing: ['?', { reasons: ['[]', 's'] }],
  asksQuestions: 'b',
  questions: ['?', { version: 'n', approvedBy: 's', approvedAt: 's', emergency: 's' }],
});
export const callbackNumberShape = checkOf<CallbackNumber>({ number: 's', written: 's' });
export const clinicAlertShape = checkOf<ClinicAlertView>({
  centre: 's',
  clinicName: 's',
  language: ['=', 'fr', 'ca', 'en', 'es'],
  reference: 's',
  answeredAt: 's',
  receivedAt: ['?', 's'],
});
export const callbackClaimShape = checkOf<CallbackClaimView>(callbackClaimView);
export const followupListShape = checkOf<FollowupList>({
  at: 's',
  clinics: ['[]', { id: 's', name: 's' }],
  followups: [
    '[]',
    {
      id: 's',
      state: ['=', 'planned', 'open', 'recovered', 'neverReached', 'closed'],
      clinicId: 's',
      clinicName: 's',
      type: 's',
      reference: ['?', 's'],
      plannedAt: 's',
      dueFrom: 's',
      dueUntil: 's',
    },
  ],
});
export const followupFileShape = checkOf<FollowupFile>({
  preview: 'b',
  received: 'n',
  accepted: 'n',
  known: 'n',
  rejectedCount: 'n',
  rejected: [
    '[]',
    {
      line: 'n',
      fault: [
        '=',
        'notRead',
        'who',
        'when',
        'date',
        'order',
        'over',
        'ahead',
        'type',
        'reference',
        'phone',
        'hash',
        'language',
      ],
    },
  ],
  ignoredColumns: ['[]', 's'],
  rows: [
    '[]',
    { line: 'n', type: 's', reference: ['?', 's'], mask: ['?', 's'], dueFrom: 's', dueUntil: 's' },
  ],
});

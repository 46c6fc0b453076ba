// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { HandoverList, Me, PresentedRows, RecentCallView, TenantView } from '@vigie/contracts';

import { checkOf } from './read-answer';

export const meShape = checkOf<Me>({
  tenant: { id: 's', name: 's', demo: 'b', timezone: 's' },
  person: [
    '?',
    {
      id: 's',
      name: 's',
      email: ['?', 's'],
      language: 's',
      agentId: ['?', 's'],
      csv: ['=', 'language', 'semicolon', 'comma', 'program'],
    },
  ],
  sessionId: ['?', 's'],
  roles: ['[]', 's'],
  memberships: [
    '[]',
    {
      role: 's',
      scope: [
        '|',
        { kind: ['=', 'all'] },
        { kind: ['=', 'clinics'], clinicIds: ['[]', 's'] },
        { kind: ['=', 'teams'], teamIds: ['[]', 's'] },
        { kind: ['=', 'agent'], agentId: 's' },
      ],
    },
  ],
  permissions: [
    '[]',
    {
      permission: 's',
      scope: [
        '|',
        { kind: ['=', 'all'] },
        { kind: ['=', 'clinics'], clinicIds: ['[]', 's'] },
        { kind: ['=', 'teams'], teamIds: ['[]', 's'] },
        { kind: ['=', 'agent'], agentId: 's' },
      ],
    },
  ],
  features: ['[]', 's'],
  owesSecondFactor: 'b',
  demoPeople: ['[]', { id: 's', name: 's', role: 's' }],
});
export const tenantsShape = checkOf<readonly TenantView[]>(['[]', { id: 's', name: 's', demo: 'b' }]);
export const recentCallsShape = checkOf<readonly RecentCallView[]>([
  '[]',
  {
    id: 's',
    arrivedAt: 's',
    clinicId: 's',
    queueId: ['?', 's'],
    outcome: 's',
    waitMs: ['?', 'n'],
    talkMs: ['?', 'n'],
    talkingSince: ['?', 's'],
    agentId: ['?', 's'],
    reason: ['?', 's'],
    mask: ['?', 's'],
    attempt: ['?', 'n'],
    recovered: 'b',
  },
]);
export const presentedRowsShape = checkOf<PresentedRows>({
  rows: ['[]', { start: 's', counts: { presented: 'n' } }],
});
export const handoverListShape = checkOf<HandoverList>({
  at: 's',
  open: 'n',
  openReferrals: 'n',
  overHour: 'n',
  overFourHours: 'n',
  overDay: 'n',
  handovers: [
    '[]',
    {
      id: 's',
      reference: 's',
      clinicId: 's',
      clinicName: 's',
      referral: 'b',
      openedAt: 's',
      sentAt: ['?', 's'],
      deliveredAt: ['?', 's'],
      missing: ['?', ['[]', 's']],
    },
  ],
});

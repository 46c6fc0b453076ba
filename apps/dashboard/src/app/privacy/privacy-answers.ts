// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  AuditPage,
  AuditVerification,
  CallerErasure,
  CallerExport,
  MyData,
  RetentionPreview,
  RetentionView,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const callerErasure = {
  erasureId: 's',
  askedAt: 's',
  doneAt: 's',
  events: 'n',
  calls: 'n',
  comments: 'n',
  invitations: 'n',
  refusedEvents: 'n',
} as const;
export const auditPageShape = checkOf<AuditPage>({
  entries: [
    '[]',
    {
      seq: 'n',
      at: 's',
      actor: {
        kind: ['=', 'person', 'key', 'wall', 'reader', 'machine', 'command', 'server', 'nobody'],
        id: ['?', 's'],
        role: ['?', 's'],
      },
      action: 's',
      subject: ['?', 's'],
      requestId: ['?', 's'],
      address: ['?', 's'],
      times: 'n',
    },
  ],
  names: ['{}', 's'],
  next: ['?', 'n'],
});
export const auditVerificationShape = checkOf<AuditVerification>({
  running: ['?', { startedAt: 's', read: 'n', of: 'n' }],
  last: [
    '?',
    {
      at: 's',
      entries: 'n',
      from: ['?', { seq: 'n', at: 's' }],
      head: 's',
      firstBreak: ['?', { seq: 'n', kind: ['=', 'altered', 'missing', 'cut', 'forged'] }],
    },
  ],
});
export const retentionShape = checkOf<RetentionView>({
  callMonths: 'n',
  agentMonths: 'n',
  auditMonths: 'n',
  promisedMonths: 'n',
  runs: ['[]', { at: 's', kind: 's', before: 's', count: 'n' }],
  keptNumbers: { count: 'n', oldestAt: ['?', 's'] },
  changes: [
    '[]',
    {
      at: 's',
      from: ['?', 's'],
      by: ['?', 's'],
      proposedBy: ['?', 's'],
      fields: ['[]', { field: 's', before: ['*'], after: ['*'] }],
    },
  ],
});
export const retentionPreviewShape = checkOf<RetentionPreview>({
  calls: 'n',
  agentDays: 'n',
  auditEntries: 'n',
});
export const myDataShape = checkOf<MyData>({
  keptMonths: { calls: 'n', agentDays: 'n', audit: 'n' },
  account: ['?', { since: 's' }],
  own: { views: 'n', mailings: 'n' },
  agent: ['?', { id: 's', days: 'n', from: ['?', 's'], to: ['?', 's'] }],
  deeds: ['[]', { at: 's', who: ['?', 's'], kind: 's', action: 's', times: 'n' }],
  watchers: ['[]', { who: ['?', 's'], kind: 's', days: 'n', lastAt: 's' }],
});
export const callerExportShape = checkOf<CallerExport>({
  calls: [
    '[]',
    {
      arrivedAt: 's',
      clinicId: ['?', 's'],
      queueId: ['?', 's'],
      mask: ['?', 's'],
      outcome: ['?', 's'],
      waitMs: ['?', 'n'],
      language: ['?', 's'],
      reason: ['?', 's'],
      answered: 'b',
      surveys: ['[]', { channel: 's', answeredAt: ['?', 's'], items: ['?', ['{}', 'n']] }],
      comments: ['[]', { at: 's', text: 's' }],
    },
  ],
  invitations: ['[]', { channel: 's', state: 's', createdAt: 's', answeredAt: ['?', 's'] }],
  owed: [
    '[]',
    {
      clinicId: 's',
      openedAt: 's',
      state: 's',
      closedAt: ['?', 's'],
      reasons: ['[]', 's'],
      notes: ['[]', 's'],
    },
  ],
  keptNumbers: ['[]', { clinicId: 's', keptAt: 's' }],
  handovers: [
    '[]',
    { clinicId: ['?', 's'], openedAt: 's', fields: ['[]', 's'], referral: 'b', acknowledgedAt: ['?', 's'] },
  ],
  notAskedSince: ['?', 's'],
  campaigns: {
    lists: ['[]', { campaignId: 's', addedAt: 's', consents: 'b', reference: ['?', 's'], mask: ['?', 's'] }],
    answers: ['[]', { campaignId: ['?', 's'], at: 's', said: 's' }],
    doNotCall: ['[]', { clinicId: 's', since: 's' }],
  },
  refusedEvents: ['[]', { code: 's', firstAt: 's', lastAt: 's', times: 'n' }],
  truncated: 'b',
});
export const callerErasureShape = checkOf<CallerErasure>(callerErasure);
export const callerErasuresShape = checkOf<readonly CallerErasure[]>(['[]', callerErasure]);

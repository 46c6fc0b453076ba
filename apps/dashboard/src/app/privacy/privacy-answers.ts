// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { AuditPage, AuditVerification } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const auditPageShape = checkOf<AuditPage>({
  entries: [
    '[]',
    {
      seq: 'n',
      at: 's',
      actor: {
        kind: ['=', 'person', 'key', 'wall', 'machine', 'command', 'server', 'nobody'],
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

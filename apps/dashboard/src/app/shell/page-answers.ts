// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { PresentedRows, RecentCallView, TenantView } from '@vigie/contracts';

import { checkOf } from './read-answer';

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

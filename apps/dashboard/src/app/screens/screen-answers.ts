// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { MadeWallLink, WallLinkView } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const wallLink = {
  id: 's',
  name: 's',
  scope: [
    '|',
    { kind: ['=', 'all'] },
    { kind: ['=', 'clinics'], clinicIds: ['[]', 's'] },
    { kind: ['=', 'teams'], teamIds: ['[]', 's'] },
    { kind: ['=', 'agent'], agentId: 's' },
  ],
  namesClinics: 'b',
  madeBy: ['?', 's'],
  madeAt: 's',
  seenAt: ['?', 's'],
} as const;
export const wallLinksShape = checkOf<readonly WallLinkView[]>(['[]', wallLink]);
export const madeWallLinkShape = checkOf<MadeWallLink>({ wall: wallLink, url: 's' });

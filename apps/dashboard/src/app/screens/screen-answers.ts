// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { MadeWallLink, WallLinkView } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const wallLinksShape = checkOf<readonly WallLinkView[]>([
  '[]',
  {
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
  },
]);
export const madeWallLinkShape = checkOf<MadeWallLink>({
  wall: {
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
  },
  url: 's',
});

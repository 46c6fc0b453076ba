// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { ApiKeyView, MadeApiKeyView } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const apiKeysShape = checkOf<readonly ApiKeyView[]>([
  '[]',
  {
    id: 's',
    name: 's',
    scopes: ['[]', 's'],
    sendsAs: ['?', 's'],
    clinicIds: ['?', ['[]', 's']],
    isOld: 'b',
    createdAt: 's',
    expiresAt: ['?', 's'],
    revokedAt: ['?', 's'],
    usedAt: ['?', 's'],
    replaces: ['?', 's'],
  },
]);
export const apiKeyShape = checkOf<ApiKeyView>({
  id: 's',
  name: 's',
  scopes: ['[]', 's'],
  sendsAs: ['?', 's'],
  clinicIds: ['?', ['[]', 's']],
  isOld: 'b',
  createdAt: 's',
  expiresAt: ['?', 's'],
  revokedAt: ['?', 's'],
  usedAt: ['?', 's'],
  replaces: ['?', 's'],
});
export const madeApiKeyShape = checkOf<MadeApiKeyView>({
  key: {
    id: 's',
    name: 's',
    scopes: ['[]', 's'],
    sendsAs: ['?', 's'],
    clinicIds: ['?', ['[]', 's']],
    isOld: 'b',
    createdAt: 's',
    expiresAt: ['?', 's'],
    revokedAt: ['?', 's'],
    usedAt: ['?', 's'],
    replaces: ['?', 's'],
  },
  secret: 's',
});

// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { ApiKeyView, MadeApiKeyView } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const apiKey = {
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
} as const;
export const apiKeysShape = checkOf<readonly ApiKeyView[]>(['[]', apiKey]);
export const apiKeyShape = checkOf<ApiKeyView>(apiKey);
export const madeApiKeyShape = checkOf<MadeApiKeyView>({ key: apiKey, secret: 's' });

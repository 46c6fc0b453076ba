import type { IncomingHttpHeaders } from 'node:http';

import { Problem } from '../platform/problems';
import type { ApiScope } from './api-key';
import type { ApiKeyAuthority, ApiKeyOwner } from './api-key-authority';

const bearer = /^Bearer +(\S{1,256})$/i;

/** Whose key the request carries, which must have that scope. Rejects with 401 or 403. */
export async function ownerOfRequest(
  authority: ApiKeyAuthority,
  headers: IncomingHttpHeaders,
  scope: ApiScope,
): Promise<ApiKeyOwner> {
  const key = bearer.exec(headers.authorization ?? '')?.[1];
  const owner = key === undefined ? null : await authority.owner(key);
  if (owner === null) {
    throw new Problem({
      code: 'unauthorized',
      status: 401,
      detail: 'Send a valid API key: Authorization: Bearer vg_…',
    });
  }
  if (!owner.scopes.includes(scope)) {
    throw new Problem({
      code: 'missing_scope',
      status: 403,
      detail: `This key is not allowed to do that: it lacks ${scope}.`,
    });
  }
  return owner;
}

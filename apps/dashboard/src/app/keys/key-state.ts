import type { ApiKeyView } from '@vigie/contracts';

/** Whether a key opens anything at an instant, and if not, why. */
export type KeyState = 'open' | 'ending' | 'ended' | 'revoked';

/** `ending`: it is open and has an end. */
export function keyStateOf({ revokedAt, expiresAt }: ApiKeyView, now: number): KeyState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'open';
  return Date.parse(expiresAt) > now ? 'ending' : 'ended';
}

/** What a key may do, in the order in which it is read; one the pages have no words for is shown as it is. */
export const keyScopes = {
  sends: ['events:write', 'surveys:write'],
  reads: [
    'live:read',
    'metrics:read',
    'agents:read',
    'reports:read',
    'comments:read',
    'calls:read',
    'callers:read',
  ],
  changes: ['live:write', 'reports:write', 'comments:write', 'callbacks:write', 'settings:write'],
} as const;
export type KeyScope = (typeof keyScopes)[keyof typeof keyScopes][number];

/** Every one of them. */
export const allKeyScopes: readonly KeyScope[] = Object.values(keyScopes).flat();

/** Of an old key the scopes that it was given by name: the others came with `metrics:read`. */
export function namedScopes({ isOld, scopes }: ApiKeyView): readonly string[] {
  return isOld ? scopes.filter((scope) => scope === 'metrics:read' || scope.endsWith(':write')) : scopes;
}

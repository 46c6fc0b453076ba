import { hash, randomBytes } from 'node:crypto';

/** What a key may do. */
export const apiScopes = [
  'events:write',
  'metrics:read',
  'surveys:write',
  'reports:write',
  'live:write',
  'comments:write',
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** A key taken apart: whose it is, what it is looked up by, and what proves it. */
export type ReadApiKey = Readonly<{ tenantId: string; keyId: string; secretHash: Buffer }>;

const shape = /^vg_([a-z0-9][a-z0-9-]{0,62})_([A-Za-z0-9_-]{43})$/;

/**
 * Makes a key: `vg_<tenant>_<secret>`, its secret being 256 random bits. It is shown once and never stored.
 *
 * What is stored is one SHA-256 of the secret. A slow hash such as Argon2 protects what people choose, since that can
 * be guessed; 2^256 secrets cannot, and a door that takes thousands of events a second must not spend a tenth of a
 * second on each. So the fast hash is the right one here.
 */
export function makeApiKey(tenantId: string): ReadApiKey & { readonly text: string } {
  const secret = randomBytes(32).toString('base64url');
  return { text: `vg_${tenantId}_${secret}`, ...identify(tenantId, secret) };
}

/** Reads a key as it was sent; null when it is none. */
export function readApiKey(text: string): ReadApiKey | null {
  const match = shape.exec(text);
  return match === null ? null : identify(match[1] as string, match[2] as string);
}

function identify(tenantId: string, secret: string): ReadApiKey {
  const secretHash = hash('sha256', secret, 'buffer');
  return { tenantId, keyId: secretHash.toString('hex', 0, 6), secretHash };
}

/** Whether the text names something a key may do. */
export function isApiScope(text: string): text is ApiScope {
  return apiScopes.some((scope) => scope === text);
}

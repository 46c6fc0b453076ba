import { hash, randomBytes } from 'node:crypto';

/**
 * What a token is for: an API key, a session, what stands for one between two steps, a link that opens once, the link
 * of a television, or that of a report’s letter.
 */
type Kind = 'vg' | 'vs' | 'vh' | 'vl' | 'vw' | 'vr';

/** A token taken apart: whose it is, what it is looked up by, and what proves it. */
export type ReadToken = Readonly<{ tenantId: string; id: string; tokenHash: Buffer }>;

const shape = /^(vg|vs|vh|vl|vw|vr)_([a-z0-9][a-z0-9-]{0,62})_([A-Za-z0-9_-]{43})$/;

/**
 * Makes a token, `<kind>_<tenant>_<secret>`, its secret being 256 random bits. It is shown once and never stored.
 *
 * What is stored is one SHA-256 of the secret. A slow hash such as Argon2 protects what people choose, since that can
 * be guessed; 2^256 secrets cannot, and a door that takes thousands of events a second must not spend a tenth of a
 * second on each. So the fast hash is the right one here.
 */
export function makeToken(kind: Kind, tenantId: string): ReadToken & { readonly text: string } {
  const secret = randomBytes(32).toString('base64url');
  return { text: `${kind}_${tenantId}_${secret}`, ...identify(tenantId, secret) };
}

/** Reads a token as it was sent; null when it is none of that kind. */
export function readToken(kind: Kind, text: string): ReadToken | null {
  const match = shape.exec(text);
  return match === null || match[1] !== kind ? null : identify(match[2] as string, match[3] as string);
}

function identify(tenantId: string, secret: string): ReadToken {
  const tokenHash = hash('sha256', secret, 'buffer');
  return { tenantId, id: tokenHash.toString('hex', 0, 6), tokenHash };
}

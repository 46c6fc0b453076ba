import type { IncomingHttpHeaders } from 'node:http';

import type { Client } from '../../platform/http/client';

/**
 * The cookie of a session. Encrypted, its name begins with `__Host-`, so that nothing but this very host can have set
 * it; in the clear there is one only for a browser on this very machine, under another name.
 */
export const sessionCookie = ({ isEncrypted }: Pick<Client, 'isEncrypted'>): string =>
  isEncrypted ? '__Host-vigie' : 'vigie-session';

/** What a browser is known by in which somebody has signed in before; it opens nothing. */
export const deviceCookie = ({ isEncrypted }: Pick<Client, 'isEncrypted'>): string =>
  isEncrypted ? '__Host-vigie-device' : 'vigie-device';

/** Of whoever has given a right password and still owes a code; it opens nothing but that step. */
export const halfCookie = ({ isEncrypted }: Pick<Client, 'isEncrypted'>): string =>
  isEncrypted ? '__Host-vigie-half' : 'vigie-half';

/** What a television shows the board by; looked at where a television asks, and nowhere else. */
export const wallCookie = ({ isEncrypted }: Pick<Client, 'isEncrypted'>): string =>
  isEncrypted ? '__Host-vigie-wall' : 'vigie-wall';

/** Of a browser that was asked for a passkey; it opens nothing. */
export const nonceCookie = ({ isEncrypted }: Pick<Client, 'isEncrypted'>): string =>
  isEncrypted ? '__Host-vigie-nonce' : 'vigie-nonce';

/** Of a browser that was sent to the identity provider: what its answer must fit, sealed. */
export const providerCookie = ({ isEncrypted }: Pick<Client, 'isEncrypted'>): string =>
  isEncrypted ? '__Host-vigie-provider' : 'vigie-provider';

/** As whom one looks at the demonstration; set by its page, and of no meaning anywhere else. */
export const asCookie = 'vigie-as';

/**
 * The value of a cookie; undefined when it was not sent, and also when it was sent twice: one of the two is then
 * somebody else's.
 */
export function cookieOf({ cookie }: IncomingHttpHeaders, name: string): string | undefined {
  const values = (cookie ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at > 0 && part.slice(0, at).trim() === name ? [part.slice(at + 1).trim()] : [];
  });
  return values.length === 1 ? values[0] : undefined;
}

/** A cookie that no script reads and no other site's page sends. It ends with the browser, or after so many seconds. */
export function setCookie(
  name: string,
  value: string,
  { isSecure, maxAgeSeconds }: Readonly<{ isSecure: boolean; maxAgeSeconds: number }>,
): string {
  const secure = isSecure ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure}`;
}

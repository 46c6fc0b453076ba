import type { IncomingHttpHeaders } from 'node:http';

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

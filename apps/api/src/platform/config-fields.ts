import { isIP } from 'node:net';
import { z } from 'zod';

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '::1'];
/** Whether nothing beyond this machine reaches a host of that name. */
export const isLoopback = (host: string): boolean => loopbackHosts.includes(host);

/** An address, or a range of them as `10.0.0.0/8`. */
export const isAddressRange = (text: string): boolean => {
  const [address = '', bits, more] = text.split('/');
  const kind = isIP(address);
  const most = kind === 4 ? 32 : 128;
  return (
    kind > 0 &&
    more === undefined &&
    (bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= most))
  );
};
/** What a browser calls the origin of a page: `https://vigie.example`, and nothing behind it. */
export const isOrigin = (text: string): boolean =>
  /^https?:$/u.test(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.origin === text;
/** A comma list; left out it is empty. */
export const commaList = (isOne: (text: string) => boolean, error: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((all) => all.every(isOne), { error })
    .default([]);

/** A TCP port; 0 leaves the choice to the system. */
export const port = z.coerce.number().int().min(0).max(65_535);
/** A URL of one of these protocols, or nothing. */
export const optionalUrl = (protocols: RegExp) => z.url({ protocol: protocols }).optional();
/** What patients or their addresses travel on is encrypted, unless it never leaves the machine. */
export const safeUrl = optionalUrl(/^https?$/).refine((url) => url === undefined || isSafe(url), {
  error: 'must begin with https://, or be on this machine',
});

/** Whether what is sent to an address is encrypted, or never leaves the machine. */
export function isSafe(text: string): boolean {
  const url = URL.parse(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  return url?.protocol === 'https:' || isHere;
}

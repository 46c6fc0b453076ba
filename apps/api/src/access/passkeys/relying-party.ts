import { isIP } from 'node:net';

import { Problem } from '../../platform/problems';

/** For which host name a passkey is made or asked for, and from which page. */
export type RelyingParty = Readonly<{
  /** The host name. */
  rpId: string;
  /** The page's origin, exactly. */
  origin: string;
}>;

/** What decides it: where the page that asks is from, and whether this very machine shows it. */
export type AskingPage = Readonly<{ origin: string | undefined; isLocal: boolean }>;

/**
 * The relying party of a page: one of the addresses that the settings name, or `localhost`. Throws 409 `passkeys_off` for
 * any other, and where there is no host name: WebAuthn knows no addresses made of numbers.
 */
export function relyingPartyOf({ origin, isLocal }: AskingPage, origins: readonly string[]): RelyingParty {
  const host = origin === undefined ? '' : hostOf(origin);
  if (origin === undefined || host === '') throw off('Passkeys are for pages: nothing says which one asks.');
  if (isIP(host.replace(/^\[|\]$/gu, '')) > 0)
    throw off('Passkeys need a host name: this address is made of numbers.');
  const isOurs = origins.includes(origin) || (isLocal && host === 'localhost');
  if (!isOurs) throw off('Passkeys are for the addresses that the settings name (VIGIE_ORIGINS).');
  return { rpId: host, origin };
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}

function off(detail: string): Problem {
  return new Problem({ code: 'passkeys_off', status: 409, detail });
}

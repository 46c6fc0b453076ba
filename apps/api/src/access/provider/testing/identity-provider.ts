import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import Provider from 'oidc-provider';

/** Somebody whom the provider knows, and what it says of them. */
export type ProviderAccount = Readonly<{
  sub: string;
  email: string;
  email_verified: boolean;
  name?: string;
  groups?: readonly string[];
}>;

export const clientId = 'vigie';
export const clientSecret = 'what the provider and the centre alone know';

/** A real OpenID Connect provider on this machine, in which somebody signs in by being named. */
export class TestIdentityProvider {
  /** Who signs in next. */
  account: ProviderAccount = { sub: 'nobody', email: '', email_verified: false };
  private readonly accounts = new Map<string, ProviderAccount>();
  private listener: RequestListener = () => undefined;
  private readonly server = createServer((request, response) => {
    this.listener(request, response);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Lets the pages of that origin send people here. */
  serve(origin: string): void {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
    const provider = new Provider(this.issuer, {
      clients: [
        { client_id: clientId, client_secret: clientSecret, redirect_uris: [`${origin}/sign-in/back`] },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      cookies: { keys: ['a key of the spec'] },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
      jwks: { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'RS256' }] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, sub) => {
        // What it says of somebody may change while their browser is still signed in here.
        const account = this.account.sub === sub ? this.account : this.accounts.get(sub);
        return account === undefined ? undefined : { accountId: sub, claims: () => ({ ...account }) };
      },
      loadExistingGrant: async ({ oidc }) => {
        const accountId = oidc.session?.accountId ?? '';
        const grant = new oidc.provider.Grant({ clientId, accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    });
    const answers = provider.callback();
    this.listener = (request, response) => {
      if (request.url?.startsWith('/interaction/') !== true) return void answers(request, response);
      const { account } = this;
      this.accounts.set(account.sub, account);
      void provider.interactionFinished(request, response, { login: { accountId: account.sub } });
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** What a browser does with the address it was sent to: the query it comes back with. */
export async function walkThrough(url: string, back: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = url;
  for (let step = 0; step < 10 && !at.startsWith(back); step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the provider stays where it is: ${await answer.text()}`);
    at = new URL(location, at).href;
  }
  return new URL(at).search;
}

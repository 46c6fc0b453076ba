import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';

import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import type { OidcConfig } from '../../platform/oidc-config';
import { notFound, Problem } from '../../platform/problems';
import { readClaims, type ProviderClaims } from './provider-claims';

/** What the answer must fit: kept by the browser, sealed. */
export type Expected = Readonly<{ state: string; nonce: string; verifier: string; origin: string }>;

/** The provider's own settings and keys are asked for again after so long. */
const believedMs = 3_600_000;
const timeoutSeconds = 10;

/** Speaks with the identity provider: authorization code with PKCE, state and nonce. It is asked for when it is needed. */
@Injectable()
export class ProviderClient {
  readonly settings: OidcConfig | undefined;
  private known: Readonly<{ until: number; configuration: Promise<Configuration> }> | undefined;

  constructor(
    private readonly clock: Clock,
    @Inject(APP_CONFIG) { oidc }: AppConfig,
  ) {
    this.settings = oidc;
  }

  /** Where the browser is to go, and what its answer must fit. Rejects with 404 where there is none, or 503. */
  async begin(origin: string): Promise<Readonly<{ url: string; expected: Expected }>> {
    const configuration = await this.configuration();
    const expected = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      origin,
    };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: addressBack(origin),
      scope: this.settings?.scopes ?? '',
      code_challenge: await calculatePKCECodeChallenge(expected.verifier),
      code_challenge_method: 'S256',
      state: expected.state,
      nonce: expected.nonce,
    });
    return { url: url.href, expected };
  }

  /** Whom the provider has let in, by the query it sent the browser back with. Rejects with 401 `provider_refused`, or 503. */
  async finish(query: string, expected: Expected): Promise<ProviderClaims> {
    const configuration = await this.configuration();
    const current = new URL(addressBack(expected.origin));
    current.search = query;
    try {
      return await this.claims(configuration, current, expected);
    } catch (error) {
      throw isAway(error) ? unreachable() : refused();
    }
  }

  private async claims(
    configuration: Configuration,
    current: URL,
    { state, nonce, verifier }: Expected,
  ): Promise<ProviderClaims> {
    const tokens = await authorizationCodeGrant(configuration, current, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw refused();
    const { claim = '' } = this.settings ?? {};
    // Many providers tell address and groups only when they are asked with the token.
    const isWhole = ['email', 'email_verified', claim].every((name) => claims[name] !== undefined);
    const more =
      isWhole || configuration.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return readClaims({ ...more, ...claims }, claim);
  }

  private configuration(): Promise<Configuration> {
    const { settings } = this;
    if (settings === undefined) throw notFound('No identity provider is set.');
    const now = this.clock.now();
    if (this.known !== undefined && this.known.until > now) return this.known.configuration;
    const configuration = discovered(settings).catch(() => {
      this.known = undefined;
      throw unreachable();
    });
    this.known = { until: now + believedMs, configuration };
    return configuration;
  }
}

/** The page that the provider sends the browser back to; it must be registered there. */
function addressBack(origin: string): string {
  return `${origin}/sign-in/back`;
}

async function discovered({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const isHere = new URL(issuer).protocol === 'http:';
  const configuration = await discovery(
    new URL(issuer),
    clientId,
    undefined,
    ClientSecretBasic(clientSecret),
    {
      timeout: timeoutSeconds,
      // The settings take http only for this very machine.
      execute: isHere ? [allowInsecureRequests] : [],
    },
  );
  // The token's own signature is looked at too, not only from where it came.
  enableNonRepudiationChecks(configuration);
  return configuration;
}

/** It did not answer, rather than answer what does not fit. What the library wraps is looked into. */
function isAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { message, code, cause } = error as { message?: unknown; code?: unknown; cause?: unknown };
  return message === 'fetch failed' || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || isAway(cause);
}

function refused(): Problem {
  return new Problem({
    code: 'provider_refused',
    status: 401,
    detail: 'The identity provider has not let you in, or its answer does not fit: begin again.',
  });
}

function unreachable(): Problem {
  return new Problem({
    code: 'provider_unreachable',
    status: 503,
    detail: 'The identity provider does not answer.',
    retryAfterSeconds: 5,
  });
}

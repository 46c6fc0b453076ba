import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { type Client, Clients } from '../../platform/http/client';
import { badRequest } from '../../platform/problems';
import { arrivalOf } from '../asking-request';
import { type RelyingParty, relyingPartyOf } from '../passkeys/relying-party';
import { unencrypted } from '../refusals';
import { longestMs } from '../sessions/session-authority';
import { browserLabel } from '../sessions/session-view';
import {
  cookieOf,
  deviceCookie,
  halfCookie,
  nonceCookie,
  providerCookie,
  sessionCookie,
  setCookie,
} from './cookies';
import { type Desk, halfMs, type HalfSignedIn, type SignedInBrowser } from './sign-in';

/** The cookie may outlast the session, which the server alone ends. */
const sessionSeconds = longestMs / 1_000;
const deviceSeconds = 365 * 24 * 3_600;

/** Where requests to sign in come from, and how their answers carry the session. */
@Injectable()
export class SignInDesk {
  private readonly origins: readonly string[];

  constructor(
    private readonly clients: Clients,
    @Inject(APP_CONFIG) { door }: AppConfig,
  ) {
    this.origins = door.origins;
  }

  /** Rejects with 403 where a session could be read on the way. */
  of(request: FastifyRequest): Desk {
    const client = this.client(request);
    return {
      address: client.address,
      label: browserLabel(request.headers['user-agent']),
      device: cookieOf(request.headers, deviceCookie(client)),
    };
  }

  /** What the browser holds since the password was right; empty: nothing. */
  halfOf(request: FastifyRequest): string {
    return cookieOf(request.headers, halfCookie(this.client(request))) ?? '';
  }

  /** For which host name the page that asks may make or use passkeys. Throws 409 where it may not. */
  relyingParty(request: FastifyRequest): RelyingParty {
    const { isLocal } = this.client(request);
    return relyingPartyOf({ origin: request.headers.origin, isLocal }, this.origins);
  }

  /** What the browser must hold when it answers what it was asked for. */
  giveNonce(request: FastifyRequest, reply: FastifyReply, nonce: string): void {
    const client = this.client(request);
    const about = { isSecure: client.isEncrypted, maxAgeSeconds: halfMs / 1_000 };
    void reply.header('set-cookie', setCookie(nonceCookie(client), nonce, about));
  }

  /** Empty: it holds none. */
  nonceOf(request: FastifyRequest): string {
    return cookieOf(request.headers, nonceCookie(this.client(request))) ?? '';
  }

  /** Of the page that asks. Throws 400 where nothing says which. */
  pageOrigin(request: FastifyRequest): string {
    const { origin } = request.headers;
    if (origin === undefined || !this.client(request).isOwnPage)
      throw badRequest('no_page', 'Only a page of ours can ask for this.');
    return origin;
  }

  /** What the browser keeps while it is away at the identity provider; null: it may forget it. */
  giveSealed(request: FastifyRequest, reply: FastifyReply, sealed: string | null): void {
    const client = this.client(request);
    const about = { isSecure: client.isEncrypted, maxAgeSeconds: sealed === null ? 0 : 2 * (halfMs / 1_000) };
    void reply.header('set-cookie', setCookie(providerCookie(client), sealed ?? '', about));
  }

  /** Empty: it keeps nothing. */
  sealedOf(request: FastifyRequest): string {
    return cookieOf(request.headers, providerCookie(this.client(request))) ?? '';
  }

  /** Gives the browser the session, and what it is known by from now on; or what it needs for the next step. */
  give(request: FastifyRequest, reply: FastifyReply, admitted: SignedInBrowser | HalfSignedIn): void {
    const client = this.client(request);
    const isSecure = client.isEncrypted;
    if ('half' in admitted) {
      const maxAgeSeconds = halfMs / 1_000;
      void reply.header(
        'set-cookie',
        setCookie(halfCookie(client), admitted.half, { isSecure, maxAgeSeconds }),
      );
      return;
    }
    const { token, device } = admitted;
    void reply.header('set-cookie', [
      setCookie(sessionCookie(client), token, { isSecure, maxAgeSeconds: sessionSeconds }),
      setCookie(deviceCookie(client), device, { isSecure, maxAgeSeconds: deviceSeconds }),
      setCookie(halfCookie(client), '', { isSecure, maxAgeSeconds: 0 }),
    ]);
  }

  /** The browser forgets the session; that somebody signed in here before it may know. */
  takeBack(request: FastifyRequest, reply: FastifyReply): void {
    const client = this.client(request);
    const gone = setCookie(sessionCookie(client), '', { isSecure: client.isEncrypted, maxAgeSeconds: 0 });
    void reply.header('set-cookie', gone);
  }

  private client(request: FastifyRequest): Client {
    const client = this.clients.of(arrivalOf(request));
    if (!client.isSecure) throw unencrypted('Signing in');
    return client;
  }
}

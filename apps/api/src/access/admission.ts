import { hash, timingSafeEqual } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { APP_CONFIG, type AppConfig } from '../platform/config';
import { Clients, type Client } from '../platform/http/client';
import { TenantDirectory } from '../tenants/tenant-directory';
import { ApiKeyAuthority } from './api-key-authority';
import type { AskingRequest } from './asking-request';
import { signedInAs } from './demo-people';
import { ruleOf, type Permission } from './permissions';
import {
  foreignTenant,
  keyWanted,
  lacksPermission,
  missingScope,
  signInWanted,
  strangersPage,
  unauthorized,
  wallWanted,
} from './refusals';
import { asCookie, cookieOf, deviceCookie, sessionCookie, wallCookie } from './sign-in/cookies';
import { SessionAuthority } from './sessions/session-authority';
import { viewerInDemo, viewerOfDemo, viewerOfWall, viewerSignedIn, viewerWithKey } from './viewer';
import type { SignedIn, Viewer } from './viewer';
import { WallAuthority } from './wall/wall-authority';

const bearer = /^Bearer +(\S{1,256})$/i;
const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Decides who asks, and whether they may: the one place for requests and socket messages alike. */
@Injectable()
export class Admission {
  private readonly metricsToken: string | undefined;

  constructor(
    private readonly authority: ApiKeyAuthority,
    private readonly sessions: SessionAuthority,
    private readonly walls: WallAuthority,
    private readonly tenants: TenantDirectory,
    private readonly clients: Clients,
    @Inject(APP_CONFIG) { door }: AppConfig,
  ) {
    this.metricsToken = door.metricsToken;
  }

  /** Who asks, as far as the network tells. */
  client(request: AskingRequest): Client {
    return this.clients.of(request);
  }

  /**
   * Who asks for something of a tenant; null where the permission is of no tenant. By a key, else by the session of a
   * cookie; without either, from this very machine, only the demonstration. Rejects with 401 or 403.
   */
  async admit(request: AskingRequest, permission: Permission): Promise<Viewer | null> {
    const rule = ruleOf(permission);
    if (rule.of === 'operator') {
      this.refuseWithoutToken(request);
      return null;
    }
    if (rule.of === 'anyone') {
      if (!harmless.has(request.method)) this.refuseStrangersPage(request);
      return null;
    }
    return this.viewer(request, permission);
  }

  /** Who asks for something of a tenant, or about themselves. */
  async viewer(request: AskingRequest, permission: Permission): Promise<Viewer> {
    if (request.asWall === true || ruleOf(permission).of === 'wall') return this.asWall(request, permission);
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.withKey(request, authorization, permission);
    const person = await this.signedIn(request);
    if (person !== null && !(await this.wantsDemo(request, person)))
      return this.withSession(request, person, permission);
    return this.fromHere(request, permission);
  }

  /** A television is let in by its link alone, whoever else is signed in with its browser. */
  private async asWall(request: AskingRequest, permission: Permission): Promise<Viewer> {
    this.refuseStrangersPage(request);
    const client = this.client(request);
    const token = client.isSecure ? cookieOf(request.headers, wallCookie(client)) : undefined;
    const owner = token === undefined ? null : await this.walls.owner(token);
    if (owner === null) throw unauthorized(wallWanted);
    const viewer = viewerOfWall(owner, permission);
    if (request.wanted !== undefined && request.wanted !== viewer.tenantId) throw foreignTenant();
    if (!viewer.may(permission)) throw lacksPermission();
    return viewer;
  }

  private async withKey(
    request: AskingRequest,
    authorization: string,
    permission: Permission,
  ): Promise<Viewer> {
    const key = bearer.exec(authorization)?.[1];
    const owner = key === undefined ? null : await this.authority.owner(key);
    if (owner === null) throw unauthorized(keyWanted);
    const viewer = viewerWithKey(owner, permission);
    if (!viewer.may(permission)) throw missingScope(permission);
    if (request.wanted !== undefined && request.wanted !== viewer.tenantId) throw foreignTenant();
    return viewer;
  }

  /** A cookie of a session that has ended is none. */
  private async signedIn(request: AskingRequest): Promise<SignedIn | null> {
    const client = this.client(request);
    const token = client.isSecure ? cookieOf(request.headers, sessionCookie(client)) : undefined;
    return token === undefined ? null : this.sessions.owner(token);
  }

  private withSession(request: AskingRequest, person: SignedIn, permission: Permission): Viewer {
    this.refuseStrangersPage(request);
    const viewer = viewerSignedIn(person, permission);
    if (request.wanted !== undefined && request.wanted !== viewer.tenantId) throw foreignTenant();
    if (!viewer.may(permission)) throw lacksPermission();
    return viewer;
  }

  /**
   * What a page of another site has a browser send: its cookie does not come along (SameSite), and a request that
   * changes something must say itself that its page is ours.
   */
  private refuseStrangersPage(request: AskingRequest): void {
    const changes = !harmless.has(request.method);
    if (!this.client(request).isOwnPage) throw strangersPage();
    const isByCookie = request.headers.cookie !== undefined;
    if (changes && isByCookie && request.headers.origin === undefined) throw strangersPage();
  }

  /** On the demonstration's own machine one may look at it also while signed in to a centre. */
  private async wantsDemo(request: AskingRequest, { tenantId }: SignedIn): Promise<boolean> {
    const { wanted } = request;
    if (wanted === undefined || wanted === tenantId || !this.client(request).isLocal) return false;
    return (await this.tenants.find(wanted))?.demo === true;
  }

  /** In the demonstration nothing is real; nothing else is known by the machine that asks. */
  private async fromHere(request: AskingRequest, permission: Permission): Promise<Viewer> {
    const tenantId = await this.demoTenant(request);
    if (tenantId === undefined) throw unauthorized(signInWanted);
    const as = signedInAs(tenantId, cookieOf(request.headers, asCookie) ?? '');
    if (as !== null) {
      const viewer = viewerInDemo(as, permission);
      if (!viewer.may(permission)) throw lacksPermission();
      return viewer;
    }
    const rule = ruleOf(permission);
    if (rule.of === 'tenant' && !rule.inDemo) throw unauthorized(signInWanted);
    return viewerOfDemo(tenantId, permission);
  }

  /**
   * The demonstration, for who sits at its machine; where none is named, not for a browser in which somebody has signed
   * in before: its page would go on with invented figures when a session ends.
   */
  private async demoTenant(request: AskingRequest): Promise<string | undefined> {
    const client = this.client(request);
    if (!client.isLocal) return undefined;
    const { wanted, headers } = request;
    if (wanted !== undefined) return (await this.tenants.find(wanted))?.demo === true ? wanted : undefined;
    const isKnown = [sessionCookie, deviceCookie].some(
      (name) => cookieOf(headers, name(client)) !== undefined,
    );
    return isKnown ? undefined : (await this.tenants.list()).find(({ demo }) => demo)?.tenantId;
  }

  private refuseWithoutToken({ headers }: AskingRequest): void {
    const token = bearer.exec(headers.authorization ?? '')?.[1];
    const [given, wanted] = [token, this.metricsToken].map((text) => hash('sha256', text ?? '', 'buffer'));
    const isRight = given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted);
    if (token === undefined || this.metricsToken === undefined || !isRight) throw unauthorized(tokenWanted);
  }
}

const tokenWanted = 'Send the token of VIGIE_METRICS_TOKEN: Authorization: Bearer …';

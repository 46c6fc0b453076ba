import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { auditAddress, theServer } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { SecretKey } from '../../platform/secret-key';
import { openText, sealText } from '../../privacy/sealed-text';
import { onlyTenant, TenantDirectory } from '../../tenants/tenant-directory';
import { PeopleAudit } from '../people/people-audit';
import { Sessions } from '../sessions/sessions';
import { KnownDevices } from '../sign-in/known-devices';
import type { Desk, SignedInBrowser } from '../sign-in/sign-in';
import { rolesOfValues, type ProviderClaims } from './provider-claims';
import { ProviderClient } from './provider-client';
import { ProviderPeople, type Admitted } from './provider-people';

const awayMs = 10 * 60_000;
const name = 'on the way to the provider';

const sealedShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  origin: z.string(),
  next: z.string().nullable(),
  until: z.number(),
});
type Sealed = z.infer<typeof sealedShape>;

/**
 * Signing in by the identity provider of the organisation, which asks for whatever factors it wants. What its answer must
 * fit is kept by the browser that was sent there, sealed: no other browser's answer is taken, and nothing is stored.
 */
@Injectable()
export class ProviderSignIn {
  private readonly key: Buffer;

  constructor(
    private readonly client: ProviderClient,
    private readonly people: ProviderPeople,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly audit: AuditLog,
    private readonly peopleAudit: PeopleAudit,
    secret: SecretKey,
  ) {
    this.key = secret.derive('sign-in by the provider');
  }

  /** As its people call it; null: there is none. */
  get name(): string | null {
    return this.client.settings?.name ?? null;
  }

  /** Where the browser is to go, and what it must keep meanwhile. Rejects with 404 or 503. */
  async begin(origin: string, next: string | null): Promise<Readonly<{ url: string; sealed: string }>> {
    const { url, expected } = await this.client.begin(origin);
    const kept: Sealed = { ...expected, next, until: this.clock.now() + awayMs };
    return { url, sealed: sealText(JSON.stringify(kept), this.key, name).toString('base64url') };
  }

  /** Rejects with 401 `provider_refused`, `email_unverified` or `not_invited`, 409 `last_administrator`, or 503. */
  async finish(
    query: string,
    sealed: string,
    desk: Desk,
  ): Promise<Readonly<{ browser: SignedInBrowser; next: string | null }>> {
    const kept = this.opened(sealed);
    const tenantId = await this.tenantId();
    try {
      const claims = await this.client.finish(query, kept);
      return { browser: await this.admit(tenantId, claims, desk), next: kept.next };
    } catch (error) {
      if (error instanceof Problem && error.status < 500)
        this.tell(tenantId, `provider ${error.code}`, null, desk);
      throw error;
    }
  }

  private async admit(tenantId: string, claims: ProviderClaims, desk: Desk): Promise<SignedInBrowser> {
    const roles = this.client.settings?.roles ?? [];
    const claimed = roles.length === 0 ? null : rolesOfValues(roles, claims.values);
    const admitted = await this.people.admit(tenantId, claims, claimed);
    await this.tellRoles(tenantId, admitted, desk);
    const { personId, email } = admitted.person;
    const token = await this.database.withTenant(tenantId, (tx) =>
      this.sessions.begin(tx, tenantId, { personId, label: desk.label, isStrong: true }),
    );
    this.tell(tenantId, 'provider', personId, desk);
    return { token, device: this.devices.make(tenantId, email) };
  }

  /** Nobody comes into the demonstration by it. */
  private async tenantId(): Promise<string> {
    const named = this.client.settings?.tenant;
    if (named === undefined) return onlyTenant(this.tenants);
    const tenant = await this.tenants.find(named);
    if (tenant === undefined || tenant.demo)
      throw notFound('There is no centre of the name that VIGIE_OIDC_TENANT says.');
    return named;
  }

  private opened(sealed: string): Sealed {
    const text = openText(Buffer.from(sealed, 'base64url'), this.key, name);
    const kept = text === null ? undefined : sealedShape.safeParse(JSON.parse(text)).data;
    if (kept === undefined || kept.until <= this.clock.now()) throw tooLate();
    return kept;
  }

  private async tellRoles(
    tenantId: string,
    { person, change, isNew }: Admitted,
    { address }: Desk,
  ): Promise<void> {
    const by = { actor: theServer, address: auditAddress(address) };
    const { personId } = person;
    if (isNew) await this.peopleAudit.cameIn(tenantId, by, personId, change.given);
    else await this.peopleAudit.roles(tenantId, by, personId, change);
  }

  private tell(tenantId: string, subject: string, personId: string | null, { address }: Desk): void {
    this.audit.record(tenantId, {
      actor: { kind: personId === null ? 'nobody' : 'person', id: personId, role: null },
      action: personId === null ? 'sign-in.refused' : 'sign-in',
      subject,
      address: auditAddress(address),
    });
  }
}

function tooLate(): Problem {
  return new Problem({
    code: 'provider_refused',
    status: 401,
    detail: 'This browser was not sent to the identity provider, or too long ago: begin again.',
  });
}

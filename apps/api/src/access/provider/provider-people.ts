import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { Problem } from '../../platform/problems';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { AccessChanges } from '../access-changes';
import { endPlaceholder, hasAdministrator, keepingAdministrator, nobodyYet } from '../people/administrators';
import {
  differenceOf,
  heldMemberships,
  replaceMemberships,
  type RoleChange,
} from '../people/membership-store';
import { findPerson, findPersonByEmail, insertPerson, type StoredPerson } from '../people/person-store';
import type { Membership } from '../viewer';
import { findIdentity, hasOtherIdentity, linkIdentity } from './identity-store';
import type { ProviderClaims } from './provider-claims';

/** Marks memberships that the provider's claims gave: it may take them away again, and no others. */
const byProvider = 'provider';

/** Somebody of the centre, and what has become of their roles by coming in. */
export type Admitted = Readonly<{ person: StoredPerson; change: RoleChange; isNew: boolean }>;

/** Which person of a centre somebody of the identity provider is. */
@Injectable()
export class ProviderPeople {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
    private readonly tenants: TenantDirectory,
  ) {}

  /**
   * Who was linked, else who has the verified address (invited, or here already), else somebody new where the claims give
   * roles. Those follow the claims each time; null: claims give none, roles are given here. Rejects with 401
   * `email_unverified` or `not_invited`, and with 409 when the claims would take away the last administrator.
   */
  async admit(
    tenantId: string,
    claims: ProviderClaims,
    roles: readonly Membership[] | null,
  ): Promise<Admitted> {
    const settled = await this.database.withTenant(tenantId, (tx) =>
      settledPerson(tx, tenantId, claims, roles),
    );
    if (settled !== null) return { person: settled, change: { taken: [], given: [] }, isNew: false };
    const language = (await this.tenants.find(tenantId))?.locale ?? 'fr';
    return this.changes.change(tenantId, async (tx) => {
      const known = await knownPerson(tx, tenantId, claims);
      const person = known ?? (await this.newPerson(tx, tenantId, claims, { roles: roles ?? [], language }));
      const { personId } = person;
      const at = this.clock.now();
      await linkIdentity(tx, tenantId, claims, { personId, at });
      const wanted = await wantedRoles(tx, tenantId, personId, roles);
      const change = await keepingAdministrator(tx, tenantId, () =>
        replaceMemberships(tx, tenantId, { personId, wanted, givenBy: byProvider, at }),
      );
      if (await hasAdministrator(tx, tenantId)) await endPlaceholder(tx, tenantId, at);
      return { person, change, isNew: known === undefined };
    });
  }

  private async newPerson(
    tx: EntityManager,
    tenantId: string,
    claims: ProviderClaims,
    { roles, language }: Readonly<{ roles: readonly Membership[]; language: string }>,
  ): Promise<StoredPerson> {
    const { email, name } = claims;
    if (email === null) throw unverified();
    // Whoever was here and has left is not let in again by the provider alone.
    const wasHere = (await findIdentity(tx, tenantId, claims)) !== undefined;
    if (wasHere || roles.length === 0 || email === nobodyYet) throw notInvited();
    const personId = randomUUID();
    const facts = {
      personId,
      email,
      name: name ?? email,
      language,
      agentId: null,
      createdAt: this.clock.now(),
    };
    await insertPerson(tx, tenantId, facts);
    const person = await findPerson(tx, tenantId, personId);
    if (person === undefined) throw notInvited();
    return person;
  }
}

/** Somebody who comes in as before: linked, with the roles that the claims give. */
async function settledPerson(
  tx: EntityManager,
  tenantId: string,
  claims: ProviderClaims,
  roles: readonly Membership[] | null,
): Promise<StoredPerson | null> {
  const personId = await findIdentity(tx, tenantId, claims);
  const person = personId === undefined ? undefined : await findPerson(tx, tenantId, personId);
  if (person === undefined) return null;
  const held = await heldMemberships(tx, tenantId, person.personId);
  const wanted = await wantedRoles(tx, tenantId, person.personId, roles);
  const { taken, given } = differenceOf(held, wanted);
  return taken.length + given.length === 0 ? person : null;
}

async function knownPerson(
  tx: EntityManager,
  tenantId: string,
  claims: ProviderClaims,
): Promise<StoredPerson | undefined> {
  const linkedId = await findIdentity(tx, tenantId, claims);
  const linked = linkedId === undefined ? undefined : await findPerson(tx, tenantId, linkedId);
  if (linked !== undefined) return linked;
  if (claims.email === null) throw unverified();
  if (claims.email === nobodyYet) throw notInvited();
  const person = await findPersonByEmail(tx, tenantId, claims.email);
  // An address that was given to somebody else there: whoever has it now is not whom it belongs to here.
  if (person !== undefined && (await hasOtherIdentity(tx, tenantId, person.personId, claims)))
    throw notInvited();
  return person;
}

/** Those given here stay; those of the provider are the ones of its claims, unless the same role was given here. */
async function wantedRoles(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  roles: readonly Membership[] | null,
): Promise<readonly Membership[]> {
  const held = await heldMemberships(tx, tenantId, personId);
  if (roles === null) return held.map(({ role, scope }) => ({ role, scope }));
  const here = held.filter(({ givenBy }) => givenBy !== byProvider);
  const claimed = roles.filter(({ role }) => !here.some((one) => one.role === role));
  return [...here, ...claimed].map(({ role, scope }) => ({ role, scope }));
}

function unverified(): Problem {
  return new Problem({
    code: 'email_unverified',
    status: 401,
    detail: 'The identity provider does not say that your address was verified.',
  });
}

function notInvited(): Problem {
  return new Problem({
    code: 'not_invited',
    status: 401,
    detail: 'Nobody of this centre has your address: ask an administrator for an invitation.',
  });
}

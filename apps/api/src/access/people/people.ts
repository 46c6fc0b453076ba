import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { AccessChanges } from '../access-changes';
import { makeToken } from '../secret-token';
import { Sessions } from '../sessions/sessions';
import type { Membership } from '../viewer';
import { endLinks, insertLink, openLinks } from './access-link-store';
import { heldMemberships, replaceMemberships, type HeldMembership } from './membership-store';
import {
  endPerson,
  findPerson,
  findPersonByEmail,
  insertPerson,
  listPeople,
  updatePerson,
  type StoredPerson,
} from './person-store';

const invitationMs = 7 * 24 * 3_600_000;
const resetMs = 24 * 3_600_000;

/** Stands for the address of the first administrator, which nobody has said yet: no mail ever arrives there. */
export const nobodyYet = 'first@administrator.invalid';

/** Somebody, what they are, and until when a link waits for them. */
export type PersonWithRoles = StoredPerson &
  Readonly<{ memberships: readonly HeldMembership[]; linkUntil: number | null }>;

/** Opens once; the token is given this once. */
export type MadeLink = Readonly<{ token: string; expiresAt: number }>;

export type Invitation = Readonly<{
  email: string;
  name: string;
  language: string;
  agentId: string | null;
  memberships: readonly Membership[];
}>;

/** The people of a tenant and what they are. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
    private readonly sessions: Sessions,
  ) {}

  list(tenantId: string): Promise<readonly PersonWithRoles[]> {
    return this.database.withTenant(tenantId, async (tx) => {
      const people = await listPeople(tx, tenantId);
      const held = Map.groupBy(await heldMemberships(tx, tenantId), ({ personId }) => personId);
      const links = await openLinks(tx, tenantId, this.clock.now());
      return people.map((person) => ({
        ...person,
        memberships: held.get(person.personId) ?? [],
        linkUntil: links.get(person.personId) ?? null,
      }));
    });
  }

  /** Rejects with 404 when there is no such person. */
  async one(tenantId: string, personId: string): Promise<PersonWithRoles> {
    const found = (await this.list(tenantId)).find((person) => person.personId === personId);
    if (found === undefined) throw noSuchPerson();
    return found;
  }

  findByEmail(tenantId: string, email: string): Promise<StoredPerson | undefined> {
    return this.database.withTenant(tenantId, (tx) => findPersonByEmail(tx, tenantId, email.toLowerCase()));
  }

  /** Whether somebody can run the tenant: an administrator who has chosen a password. */
  hasAdministrator(tenantId: string): Promise<boolean> {
    return this.database.withTenant(tenantId, async (tx) => {
      const people = await listPeople(tx, tenantId);
      const held = await heldMemberships(tx, tenantId);
      return people.some(({ personId, hasPassword }) => hasPassword && isAdministrator(held, personId));
    });
  }

  /** Rejects with 409 when somebody has the address. */
  invite(
    tenantId: string,
    invitation: Invitation,
    by: string | null,
  ): Promise<{ readonly personId: string; readonly link: MadeLink }> {
    const { memberships, ...facts } = invitation;
    return this.changes.change(tenantId, async (tx) => {
      const at = this.clock.now();
      const personId = randomUUID();
      const email = facts.email.toLowerCase();
      const isNew = await insertPerson(tx, tenantId, { ...facts, email, personId, createdAt: at });
      if (!isNew) throw conflict('email_taken', 'Somebody of this centre has that address.');
      await replaceMemberships(tx, tenantId, { personId, wanted: memberships, givenBy: by, at });
      return { personId, link: await this.makeLink(tx, tenantId, personId, 'invitation') };
    });
  }

  /** A link that makes whoever opens it the administrator, where there is none yet; else null. */
  async firstAdministrator(tenantId: string): Promise<MadeLink | null> {
    if (await this.hasAdministrator(tenantId)) return null;
    const waiting = await this.findByEmail(tenantId, nobodyYet);
    if (waiting !== undefined) return this.link(tenantId, waiting.personId);
    const memberships = [{ role: 'administrator', scope: { kind: 'all' } }] as const;
    const invitation = {
      email: nobodyYet,
      name: 'Administrator',
      language: 'fr',
      agentId: null,
      memberships,
    };
    return (await this.invite(tenantId, invitation, null)).link;
  }

  /** A link to choose a password with: the first one, or another one. */
  async link(tenantId: string, personId: string): Promise<MadeLink> {
    return this.database.withTenant(tenantId, async (tx) => {
      const person = await findPerson(tx, tenantId, personId);
      if (person === undefined) throw noSuchPerson();
      return this.makeLink(tx, tenantId, personId, person.hasPassword ? 'reset' : 'invitation');
    });
  }

  /** Sets what is given. Rejects with 404. */
  update(tenantId: string, personId: string, changes: Parameters<typeof updatePerson>[3]): Promise<void> {
    return this.changes.change(tenantId, async (tx) => {
      if (!(await updatePerson(tx, tenantId, personId, changes))) throw noSuchPerson();
    });
  }

  /** What a person is from now on. Rejects with 404, and with 409 when nobody could run the tenant any more. */
  setMemberships(
    tenantId: string,
    personId: string,
    wanted: readonly Membership[],
    by: string | null,
  ): Promise<void> {
    return this.changes.change(tenantId, async (tx) => {
      if ((await findPerson(tx, tenantId, personId)) === undefined) throw noSuchPerson();
      await replaceMemberships(tx, tenantId, { personId, wanted, givenBy: by, at: this.clock.now() });
      await refuseWithoutAdministrator(tx, tenantId);
    });
  }

  /** The person has left: signed out everywhere, within seconds. Rejects as {@link setMemberships}. */
  end(tenantId: string, personId: string): Promise<void> {
    return this.changes.change(tenantId, async (tx) => {
      const at = this.clock.now();
      await replaceMemberships(tx, tenantId, { personId, wanted: [], givenBy: null, at });
      if (!(await endPerson(tx, tenantId, personId, at))) throw noSuchPerson();
      await endLinks(tx, tenantId, personId, at);
      await this.sessions.endWithin(tx, tenantId, personId);
      await refuseWithoutAdministrator(tx, tenantId);
    });
  }

  private async makeLink(
    tx: EntityManager,
    tenantId: string,
    personId: string,
    purpose: 'invitation' | 'reset',
  ): Promise<MadeLink> {
    const token = makeToken('vl', tenantId);
    const createdAt = this.clock.now();
    const expiresAt = createdAt + (purpose === 'invitation' ? invitationMs : resetMs);
    await insertLink(tx, token, { purpose, personId, createdAt, expiresAt });
    return { token: token.text, expiresAt };
  }
}

function isAdministrator(held: readonly HeldMembership[], personId: string): boolean {
  return held.some((one) => one.personId === personId && one.role === 'administrator');
}

async function refuseWithoutAdministrator(tx: EntityManager, tenantId: string): Promise<void> {
  const held = await heldMemberships(tx, tenantId);
  if (held.some(({ role }) => role === 'administrator')) return;
  throw conflict('last_administrator', 'Somebody must stay administrator: name another one first.');
}

function noSuchPerson(): Problem {
  return notFound('There is no such person.');
}

function conflict(code: string, detail: string): Problem {
  return new Problem({ code, status: 409, detail });
}

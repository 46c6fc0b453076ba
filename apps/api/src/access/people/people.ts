import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { AccessChanges } from '../access-changes';
import { removePasskeys } from '../passkeys/passkey-store';
import { removeSecondFactor } from '../second-factor/second-factor-store';
import { makeToken } from '../secret-token';
import { Sessions } from '../sessions/sessions';
import type { Membership } from '../viewer';
import { hasAdministrator, keepingAdministrator, nobodyYet } from './administrators';
import { endLinks, insertLink, openLinks } from './access-link-store';
import {
  heldMemberships,
  replaceMemberships,
  type HeldMembership,
  type RoleChange,
} from './membership-store';
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

export type { RoleChange } from './membership-store';

/** Somebody, what they are, and until when a link waits for them. */
export type PersonWithRoles = StoredPerson &
  Readonly<{ memberships: readonly HeldMembership[]; linkUntil: number | null }>;

/** Opens once; the token is given this once. */
export type MadeLink = Readonly<{
  token: string;
  expiresAt: number;
  personId: string;
  purpose: 'invitation' | 'reset';
}>;

export type Invited = Readonly<{ personId: string; link: MadeLink }>;

export type Invitation = Readonly<{
  email: string;
  name: string;
  language: string;
  agentId: string | null;
  memberships: readonly Membership[];
}>;

const firstInvitation: Invitation = {
  email: nobodyYet,
  name: 'Administrator',
  language: 'fr',
  agentId: null,
  memberships: [{ role: 'administrator', scope: { kind: 'all' } }],
};

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
    return this.database.withTenant(tenantId, async (tx) =>
      this.withRoles(tx, tenantId, await listPeople(tx, tenantId)),
    );
  }

  /** Rejects with 404 when there is no such person. */
  one(tenantId: string, personId: string): Promise<PersonWithRoles> {
    return this.database.withTenant(tenantId, async (tx) => {
      const person = await findPerson(tx, tenantId, personId);
      const [found] = await this.withRoles(tx, tenantId, person === undefined ? [] : [person], personId);
      if (found === undefined) throw noSuchPerson();
      return found;
    });
  }

  findByEmail(tenantId: string, email: string): Promise<StoredPerson | undefined> {
    return this.database.withTenant(tenantId, (tx) => findPersonByEmail(tx, tenantId, email.toLowerCase()));
  }

  /** Rejects with 409 when somebody has the address. */
  invite(tenantId: string, invitation: Invitation, by: string | null): Promise<Invited> {
    return this.changes.change(tenantId, (tx) => this.inviteWithin(tx, tenantId, invitation, by));
  }

  /** A link that makes whoever opens it the administrator, where there is none yet; else null. */
  async firstAdministrator(tenantId: string): Promise<MadeLink | null> {
    const isThere = await this.database.withTenant(tenantId, (tx) => hasAdministrator(tx, tenantId));
    if (isThere) return null;
    return this.changes.change(tenantId, async (tx) => {
      if (await hasAdministrator(tx, tenantId)) return null;
      const waiting = await findPersonByEmail(tx, tenantId, nobodyYet);
      if (waiting !== undefined) {
        await endLinks(tx, tenantId, waiting.personId, this.clock.now());
        return this.makeLink(tx, tenantId, waiting.personId, 'invitation');
      }
      return (await this.inviteWithin(tx, tenantId, firstInvitation, null)).link;
    });
  }

  /**
   * A link to choose a password with: the first one, or another one. Those that the person has open nothing any more,
   * unless they are kept: until one of them is used.
   */
  async link(tenantId: string, personId: string, { keepsOthers = false } = {}): Promise<MadeLink> {
    return this.database.withTenant(tenantId, async (tx) => {
      const person = await findPerson(tx, tenantId, personId);
      if (person === undefined) throw noSuchPerson();
      if (!keepsOthers) await endLinks(tx, tenantId, personId, this.clock.now());
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
  ): Promise<RoleChange> {
    return this.changes.change(tenantId, async (tx) => {
      if ((await findPerson(tx, tenantId, personId)) === undefined) throw noSuchPerson();
      return keepingAdministrator(tx, tenantId, () =>
        replaceMemberships(tx, tenantId, { personId, wanted, givenBy: by, at: this.clock.now() }),
      );
    });
  }

  /**
   * The password alone lets in, until the person sets up a code or passkeys again: those are gone. False when there were
   * none. Rejects with 404.
   */
  resetSecondFactor(tenantId: string, personId: string): Promise<boolean> {
    return this.changes.change(tenantId, async (tx) => {
      if ((await findPerson(tx, tenantId, personId)) === undefined) throw noSuchPerson();
      const removed = await removePasskeys(tx, tenantId, personId);
      return (await removeSecondFactor(tx, tenantId, personId)) || removed > 0;
    });
  }

  /** The person has left: signed out everywhere, within seconds. Rejects as {@link setMemberships}. */
  end(tenantId: string, personId: string): Promise<void> {
    return this.changes.change(tenantId, async (tx) => {
      const at = this.clock.now();
      await keepingAdministrator(tx, tenantId, async () => {
        await replaceMemberships(tx, tenantId, { personId, wanted: [], givenBy: null, at });
        if (!(await endPerson(tx, tenantId, personId, at))) throw noSuchPerson();
      });
      await removeSecondFactor(tx, tenantId, personId);
      await removePasskeys(tx, tenantId, personId);
      await endLinks(tx, tenantId, personId, at);
      await this.sessions.endWithin(tx, tenantId, personId);
    });
  }

  /** `of`: the only one there is to look for. */
  private async withRoles(
    tx: EntityManager,
    tenantId: string,
    people: readonly StoredPerson[],
    of: string | null = null,
  ): Promise<readonly PersonWithRoles[]> {
    const held = Map.groupBy(await heldMemberships(tx, tenantId, of), ({ personId }) => personId);
    const links = await openLinks(tx, tenantId, this.clock.now(), of);
    return people.map((person) => ({
      ...person,
      memberships: held.get(person.personId) ?? [],
      linkUntil: links.get(person.personId) ?? null,
    }));
  }

  private async inviteWithin(
    tx: EntityManager,
    tenantId: string,
    { memberships, ...facts }: Invitation,
    by: string | null,
  ): Promise<Invited> {
    const at = this.clock.now();
    const personId = randomUUID();
    const email = facts.email.toLowerCase();
    const isNew = await insertPerson(tx, tenantId, { ...facts, email, personId, createdAt: at });
    if (!isNew) throw emailTaken();
    await replaceMemberships(tx, tenantId, { personId, wanted: memberships, givenBy: by, at });
    return { personId, link: await this.makeLink(tx, tenantId, personId, 'invitation') };
  }

  private async makeLink(
    tx: EntityManager,
    tenantId: string,
    personId: string,
    purpose: MadeLink['purpose'],
  ): Promise<MadeLink> {
    const token = makeToken('vl', tenantId);
    const createdAt = this.clock.now();
    const expiresAt = createdAt + (purpose === 'invitation' ? invitationMs : resetMs);
    await insertLink(tx, token, { purpose, personId, createdAt, expiresAt });
    return { token: token.text, expiresAt, personId, purpose };
  }
}

function noSuchPerson(): Problem {
  return notFound('There is no such person.');
}

function emailTaken(): Problem {
  return new Problem({
    code: 'email_taken',
    status: 409,
    detail: 'Somebody of this centre has that address.',
  });
}

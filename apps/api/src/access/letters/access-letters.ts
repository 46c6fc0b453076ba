import { randomUUID } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import type { Delivery, DeliveryKind, DeliveryOutcome, Letter } from '../../deliveries/delivery';
import { latestDeliveries } from '../../deliveries/delivery-store';
import { Mailer } from '../../deliveries/mailer';
import { Outbox } from '../../deliveries/outbox';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Database } from '../../platform/database';
import { TenantDirectory } from '../../tenants/tenant-directory';
import type { Tenant } from '../../tenants/tenant-store';
import { nobodyYet } from '../people/administrators';
import { linkUrl } from '../people/link-url';
import { People } from '../people/people';
import { findPerson, type StoredPerson } from '../people/person-store';
import type { Membership } from '../viewer';
import { writeLetter, type LetterFacts } from './letter-words';

const hourMs = 3_600_000;
/** Who asks again within this gets the letter that is under way already. */
const oneResetEachMs = hourMs / 4;

/** What a letter is about; ids alone, since it is kept after it was sent. */
type About =
  Readonly<{ kind: 'link' }> | Readonly<{ kind: 'own-role'; who: string; roles: string; at: number }>;

/** What became of the last letter with a link to somebody. */
export type LetterState = Readonly<{ at: number; outcome: DeliveryOutcome | null }>;

/**
 * Letters about access: a link to choose a password with, and word of an administrator who gave himself a role. The link
 * is made when the letter is written, so that no secret waits in the outbox; those that the person has stay, since
 * somebody else may have asked.
 */
@Injectable()
export class AccessLetters implements DeliveryKind {
  readonly name = 'access letter';
  readonly triedMs = 24 * hourMs;
  readonly keptMs = 30 * 24 * hourMs;

  constructor(
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly tenants: TenantDirectory,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    outbox.add(this);
  }

  /** Whether letters are sent at all. */
  get isOn(): boolean {
    return this.mailer.isConfigured;
  }

  /** Sends somebody a link to choose a password with, the first or another. */
  sendLink(tenantId: string, person: Pick<StoredPerson, 'personId' | 'email'>): Promise<void> {
    return this.put(tenantId, person, `link-${randomUUID()}`, { kind: 'link' });
  }

  /** Likewise, on the word of whoever wrote the address: once in a while at most. Nothing where nobody has it. */
  async sendForgotten(tenantId: string, email: string): Promise<void> {
    const person = await this.people.findByEmail(tenantId, email);
    if (person === undefined || person.email === nobodyYet) return;
    const turn = Math.floor(this.clock.now() / oneResetEachMs);
    await this.put(tenantId, person, `forgotten-${person.personId}-${turn}`, { kind: 'link' });
  }

  /** Tells officers and those who supervise the whole centre, but the one it is about, which roles he gave himself. */
  async sendOwnRole(tenantId: string, who: string, given: readonly Membership[]): Promise<void> {
    if (!this.isOn || given.length === 0) return;
    const at = this.clock.now();
    const roles = [...new Set(given.map(({ role }) => role))].join(',');
    for (const person of await this.people.list(tenantId)) {
      if (person.personId === who || !watchesOver(person.memberships)) continue;
      await this.put(tenantId, person, `own-role-${randomUUID()}`, { kind: 'own-role', who, roles, at });
    }
  }

  /** What became of the last link that each person was sent. */
  async states(tenantId: string): Promise<ReadonlyMap<string, LetterState>> {
    const sent = await this.database.withTenant(tenantId, (tx) =>
      latestDeliveries(tx, tenantId, { kind: this.name, about: { kind: 'link' } }),
    );
    return new Map(sent.map(({ topic, createdAt, outcome }) => [topic, { at: createdAt, outcome }]));
  }

  readonly write = async (delivery: Delivery): Promise<Letter | null> => {
    const { tenantId, topic, address } = delivery;
    const tenant = await this.tenants.find(tenantId);
    const person = await this.database.withTenant(tenantId, (tx) => findPerson(tx, tenantId, topic));
    if (tenant === undefined || person === undefined) return null;
    const facts = await this.factsOf(delivery, person, tenant);
    const { subject, text } = writeLetter(person, facts);
    return { by: 'mail', mail: { to: address.toString('utf8'), subject, text } };
  };

  private async factsOf(
    { tenantId, about }: Delivery,
    { personId }: StoredPerson,
    { name: centre, timezone }: Tenant,
  ): Promise<LetterFacts> {
    const told = about as unknown as About;
    if (told.kind === 'own-role') {
      const who = await this.database.withTenant(tenantId, (tx) => findPerson(tx, tenantId, told.who));
      const roles = told.roles.split(',');
      return { kind: 'own-role', centre, who: who?.name ?? told.who, roles, at: told.at, timezone };
    }
    const link = await this.people.link(tenantId, personId, { keepsOthers: true });
    const url = linkUrl(this.config, link.token);
    return { kind: link.purpose, centre, url, until: link.expiresAt, timezone };
  }

  private async put(
    tenantId: string,
    { personId, email }: Pick<StoredPerson, 'personId' | 'email'>,
    messageId: string,
    about: About,
  ): Promise<void> {
    const address = Buffer.from(email, 'utf8');
    const createdAt = this.clock.now();
    await this.database.withTenant(tenantId, (tx) =>
      this.outbox.put(tx, {
        tenantId,
        messageId,
        kind: this.name,
        topic: personId,
        about: { ...about },
        address,
        createdAt,
      }),
    );
    this.outbox.hint(tenantId);
  }
}

function watchesOver(memberships: readonly Membership[]): boolean {
  return memberships.some(
    ({ role, scope }) => role === 'officer' || (role === 'supervisor' && scope.kind === 'all'),
  );
}

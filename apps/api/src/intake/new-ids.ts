import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TokenBucket } from '../platform/token-bucket';
import { TenantSettings } from '../settings/tenant-settings';

/** What an event names of the things that get a row of their own. */
export type NamedIds = {
  readonly clinicId?: unknown;
  readonly queueId?: unknown;
  readonly agentId?: unknown;
};

/** Why an event is refused that names one too many. */
export const tooManyNewIds = {
  code: 'too_many_new_ids',
  message: 'names a clinic, a queue or an agent that is new, after too many others: configure them, or wait',
} as const;

/** New ids of one tenant in one process: far more than a centre has; beyond them somebody makes them up. */
export const mostNewAtOnce = 2_000;
const allowance = { perSecond: mostNewAtOnce / 3_600, atOnce: mostNewAtOnce };

const kinds = ['clinicId', 'queueId', 'agentId'] as const;
type Kind = (typeof kinds)[number];

type OfTenant = {
  readonly known: Readonly<Record<Kind, Set<string>>>;
  readonly bucket: TokenBucket;
  revision: string;
};

/**
 * Keeps a tenant from naming clinics, queues and agents without end, each of which every board would show: 2,000 new
 * ones at once, and as many an hour in the long run. What the settings or earlier events name is not new.
 */
@Injectable()
export class NewIds {
  private readonly ofTenants = new Map<string, OfTenant>();

  constructor(private readonly settings: TenantSettings) {}

  /** Brings what is known of a tenant up to date; its settings have been loaded in the same transaction. */
  async ensureLoaded(tx: EntityManager, tenantId: string, now: Instant): Promise<void> {
    const revision = this.settings.revision(tenantId);
    const before = this.ofTenants.get(tenantId);
    if (before?.revision === revision) return;
    const { clinics, queues, agents } = await this.settings.known(tx, tenantId);
    const of = before ?? { known: nothingKnown(), bucket: new TokenBucket(allowance, now), revision };
    const all = { clinicId: clinics, queueId: queues, agentId: agents };
    for (const kind of kinds) for (const { id } of all[kind]) of.known[kind].add(id);
    of.revision = revision;
    this.ofTenants.set(tenantId, of);
  }

  /** Whether all that is named is known, or may be new; it is known from then on. */
  admits(tenantId: string, named: NamedIds, now: Instant): boolean {
    const of = this.ofTenants.get(tenantId);
    if (of === undefined) throw new Error('ids are looked at before they are loaded');
    let fresh = 0;
    for (const kind of kinds) if (isNew(of.known[kind], named[kind])) fresh += 1;
    if (fresh === 0) return true;
    if (of.bucket.left(now) < fresh) return false;
    of.bucket.spend(fresh, now);
    for (const kind of kinds) if (typeof named[kind] === 'string') of.known[kind].add(named[kind]);
    return true;
  }
}

const nothingKnown = (): OfTenant['known'] => ({
  clinicId: new Set(),
  queueId: new Set(),
  agentId: new Set(),
});

const isNew = (known: ReadonlySet<string>, id: unknown): boolean => typeof id === 'string' && !known.has(id);

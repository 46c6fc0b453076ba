import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { AuditActor } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { countKnownUnderSeveral } from '../fold/caller-names-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { CallerKeyVersion } from '../privacy/caller-keys';
import { addCallerKey } from '../settings/settings-store';
import { TenantSettings } from '../settings/tenant-settings';
import { TenantDirectory } from '../tenants/tenant-directory';

const dayMs = 86_400_000;
/** By then every process has learned of the new key: all change over at the same instant. */
const noticeMs = 60_000;
/** How long callers are hashed under the key before as well. */
const windowMs = 30 * dayMs;
/** How long one key is used before another is proposed. */
const yearMs = 365 * dayMs;

/** Where a tenant's key of callers' numbers stands; instants in ms. */
export type CallerKeyStatus = {
  readonly version: number;
  readonly since: number;
  /** Until when the key before is used beside it; null when it is used alone. */
  readonly windowUntil: number | null;
  /** When another key is to be taken. */
  readonly dueAt: number;
  /** Callers who are known under more than one key. */
  readonly knownUnderSeveral: number;
};

/** Takes another key for callers' numbers, once a year, and says when it is time (ADR 0083). */
@Injectable()
export class CallerKeys {
  private readonly logger = new Logger(CallerKeys.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly tenants: TenantDirectory,
    private readonly audit: AuditLog,
  ) {}

  async status(tenantId: string): Promise<CallerKeyStatus> {
    const firstSince = (await this.tenants.find(tenantId))?.createdAt ?? 0;
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      const newest = await this.newest(tx, tenantId);
      const since = newest?.since ?? firstSince;
      return {
        version: newest?.version ?? 1,
        since,
        windowUntil: newest !== undefined && now < newest.until ? newest.until : null,
        dueAt: since + yearMs,
        knownUnderSeveral: await countKnownUnderSeveral(tx, tenantId),
      };
    });
  }

  /**
   * Takes the next key, from a minute on; null, and nothing is changed, as long as the window of the last one is open.
   * What is stored stays as it is.
   */
  async rotate(tenantId: string, actor: AuditActor): Promise<CallerKeyVersion | null> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      const newest = await this.newest(tx, tenantId);
      if (newest !== undefined && now < newest.until) return null;
      const since = now + noticeMs;
      const next = { version: (newest?.version ?? 1) + 1, since, until: since + windowMs };
      if (!(await addCallerKey(tx, tenantId, next))) return null;
      const subject = `version=${next.version}`;
      await this.audit.recordWithin(tx, tenantId, { actor, action: 'caller-key.rotated', subject });
      return next;
    });
  }

  /** Says so when it is time for another key. */
  async propose(tenantId: string): Promise<void> {
    const { version, since, dueAt } = await this.status(tenantId);
    if (this.clock.now() < dueAt) return;
    const day = new Date(since).toISOString().slice(0, 10);
    this.logger.warn(
      `Callers of ${tenantId} are hashed under the same key (version ${version}) since ${day}: take the next one with "vigie caller-key rotate --tenant ${tenantId}".`,
    );
  }

  private async newest(tx: EntityManager, tenantId: string): Promise<CallerKeyVersion | undefined> {
    await this.settings.ensureLoaded(tx, tenantId);
    return this.settings.callerKeys(tenantId).at(-1);
  }
}

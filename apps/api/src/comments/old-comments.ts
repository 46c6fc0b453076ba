import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { AuditLog } from '../audit/audit-log';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { monthsBefore } from '../settings/retention';
import { TenantSettings } from '../settings/tenant-settings';
import { insertLog } from './comment-log-store';
import { eraseBefore } from './comment-store';

const atOnce = 1_000;

/** Erases comments that were kept as long as the patient was told. */
@Injectable()
export class OldComments {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** All of a tenant's that are old enough; gives back how many. The audit log tells of it. */
  async erase(tenantId: string): Promise<number> {
    const before = await this.edge(tenantId);
    let total = 0;
    try {
      for (let erased = atOnce; erased === atOnce; total += erased)
        erased = await this.erasePage(tenantId, before);
    } finally {
      await this.audit.recordRemoval(tenantId, 'comments', new Date(before).toISOString(), total);
    }
    return total;
  }

  private edge(tenantId: string): Promise<number> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return monthsBefore(this.clock.now(), this.settings.current(tenantId).retention.callMonths);
    });
  }

  private erasePage(tenantId: string, before: number): Promise<number> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      const ids = await eraseBefore(tx, tenantId, { before, now, limit: atOnce });
      const entries = ids.map((commentId) => ({
        entryId: randomUUID(),
        commentId,
        action: 'expired' as const,
        reason: null,
      }));
      await insertLog(tx, tenantId, entries, now);
      return ids.length;
    });
  }
}

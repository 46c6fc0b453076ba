import { Injectable } from '@nestjs/common';

import { AuditRemoval } from '../audit/audit-removal';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { RoundRun } from '../platform/rounds/round';
import { monthsBefore } from './retention';
import { TenantSettings } from './tenant-settings';

/** Takes away of the audit log what was kept as long as the centre wants it. */
@Injectable()
export class AuditRetention {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly removal: AuditRemoval,
  ) {}

  async run(tenantId: string, run: Pick<RoundRun, 'isStopping'>): Promise<void> {
    const months = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return this.settings.current(tenantId).retention.auditMonths;
    });
    await this.removal.run(tenantId, monthsBefore(this.clock.now(), months), run);
  }
}

import { Injectable } from '@nestjs/common';
import type { RetentionRequest } from '@vigie/contracts';

import type { Viewer } from '../access/viewer';
import type { AuditEntry } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import { keepVersions } from './keep-versions';
import { checkRetention } from './retention';
import { lockSettings, readVersions } from './settings-store';
import { changedFrom, usualFrom } from './settings-versions';
import { TenantSettings } from './tenant-settings';

/** Changes how long data is kept: a version of the settings like any other, from today on. */
@Injectable()
export class RetentionSettings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly audit: AuditLog,
  ) {}

  /** Rejects with 400 `invalid_settings` where the audit log would be kept shorter than calls. */
  change(
    { tenantId, personId, name }: Pick<Viewer, 'tenantId' | 'personId' | 'name'>,
    wanted: RetentionRequest,
    audited: Pick<AuditEntry, 'actor'>,
  ): Promise<void> {
    const [fault] = checkRetention(wanted);
    if (fault !== undefined) throw badRequest('invalid_settings', `auditMonths: ${fault.message}.`);
    return this.database.withTenant(tenantId, async (tx) => {
      await lockSettings(tx, tenantId);
      await this.settings.ensureLoaded(tx, tenantId);
      const versions = await readVersions(tx, tenantId);
      const at = this.clock.now();
      const fromAt = usualFrom(versions, this.settings.current(tenantId).timezone, at);
      const changed = changedFrom(versions, fromAt, (document) => ({
        ...document,
        retention: { ...wanted },
      }));
      const by = { id: personId, name: name ?? '' };
      await keepVersions(tx, tenantId, { versions, wanted: changed, at, by });
      const { callMonths, agentMonths, auditMonths } = wanted;
      await this.audit.recordWithin(tx, tenantId, {
        ...audited,
        action: 'retention-settings.changed',
        subject: `callMonths=${callMonths} agentMonths=${agentMonths} auditMonths=${auditMonths}`,
      });
    });
  }
}

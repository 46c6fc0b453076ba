import { Injectable } from '@nestjs/common';
import type { RetentionPreview, RetentionRequest, RetentionView } from '@vigie/contracts';

import { AuditLog } from '../audit/audit-log';
import { edgesOf } from '../fold/retention';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { countNumbers } from '../privacy/number-vault-store';
import { monthsBefore, resolveRetention } from '../settings/retention';
import { listCentreChanges } from '../settings/settings-change-store';
import { TenantSettings } from '../settings/tenant-settings';
import { countOlder } from './kept-data-store';

/** Changes and looks are told under the same name as removals. */
const mostRead = 300;
const mostTold = 30;
const told = /^before=(\S+) count=(\d+)/u;

/** How long data is kept, what went lately, and what would go. */
@Injectable()
export class RetentionReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly audit: AuditLog,
  ) {}

  async read(tenantId: string): Promise<RetentionView> {
    const { retention, promisedMonths, numbers, changes } = await this.database.withTenant(
      tenantId,
      async (tx) => {
        await this.settings.ensureLoaded(tx, tenantId);
        const current = this.settings.current(tenantId);
        const surveys = current.clinics.map(({ survey }) => survey);
        return {
          retention: current.retention,
          promisedMonths: resolveRetention({}, surveys).callMonths,
          numbers: await countNumbers(tx, tenantId),
          changes: await listCentreChanges(tx, tenantId, 'retention'),
        };
      },
    );
    const entries = await this.audit.search(tenantId, { actions: ['retention'], limit: mostRead });
    const runs = entries
      .flatMap(({ at, action, subject }) => {
        const [, before, count] = told.exec(subject ?? '') ?? [];
        if (before === undefined) return [];
        const kind = action.slice('retention.'.length);
        return [{ at: new Date(at).toISOString(), kind, before, count: Number(count) }];
      })
      .slice(0, mostTold);
    const { count, oldestAt } = numbers;
    const keptNumbers = { count, oldestAt: oldestAt === null ? null : new Date(oldestAt).toISOString() };
    return { ...retention, promisedMonths, runs, keptNumbers, changes };
  }

  /** As the rounds will reckon it, within the day. */
  preview(tenantId: string, asked: RetentionRequest): Promise<RetentionPreview> {
    const wanted = resolveRetention(asked, []);
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const { calls, agentDays } = edgesOf(wanted, this.settings.current(tenantId).timezone, now);
      return countOlder(tx, tenantId, { calls, agentDays, audit: monthsBefore(now, wanted.auditMonths) });
    });
  }
}

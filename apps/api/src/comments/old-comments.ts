import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { monthsBefore } from '../settings/retention';
import { TenantSettings } from '../settings/tenant-settings';
import { insertLog } from './comment-log-store';
import { eraseBefore } from './comment-store';

const atOnce = 1_000;
/** What the patient's page promises where the settings say nothing. */
const usualMonths = 12;

/** Erases comments that were kept as long as the patient was told. */
@Injectable()
export class OldComments {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** All of a tenant's that are old enough; gives back how many. */
  async erase(tenantId: string): Promise<number> {
    let total = 0;
    for (;;) {
      const erased = await this.erasePage(tenantId);
      total += erased;
      if (erased < atOnce) return total;
    }
  }

  private erasePage(tenantId: string): Promise<number> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const before = monthsBefore(now, monthsKept(this.settings.current(tenantId)));
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

/** The shortest promise any clinic makes holds for all. */
function monthsKept({ survey, clinics }: Pick<ResolvedSettings, 'survey' | 'clinics'>): number {
  const promised = [survey, ...clinics.map((clinic) => clinic.survey)].map(
    (template) => template?.retentionMonths ?? usualMonths,
  );
  return Math.min(...promised);
}

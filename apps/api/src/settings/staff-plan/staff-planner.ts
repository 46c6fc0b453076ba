import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent } from '../../event-log/server-events';
import { Bell } from '../../platform/bell';
import { Database } from '../../platform/database';
import type { ChangedBy } from '../settings-change-store';
import type { SettingsProblem } from '../settings-problem';
import { TenantSettings } from '../tenant-settings';
import { readStaffCsv } from './read-staff-csv';
import { saveStaffPlan, type PlannedAnew } from './staff-plan-store';

/** Written into the log when a plan was taken in, so that boards learn of it in their order. */
export const staffPlanned = 'staff.planned';

export type PlannedStaff =
  | { readonly result: 'refused'; readonly problems: readonly SettingsProblem[] }
  | { readonly result: 'planned'; readonly rows: number; readonly teamDays: number };

/** Takes plans of secretaries in. */
@Injectable()
export class StaffPlanner {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
  ) {}

  /** Takes a whole table in, in the place of what was planned for its teams and days; or says why not. */
  async importCsv(tenantId: string, bytes: Uint8Array, at: Instant): Promise<PlannedStaff> {
    const planned = await this.database.withTenant(tenantId, async (tx): Promise<PlannedStaff> => {
      await this.settings.ensureLoaded(tx, tenantId);
      const read = readStaffCsv(bytes, this.settings.current(tenantId).teams);
      if (!read.ok) return { result: 'refused', problems: read.problems };
      await this.keep(tx, tenantId, read.days, { at, by: null });
      return { result: 'planned', rows: read.rows, teamDays: read.days.length };
    });
    if (planned.result === 'planned') this.bell.ring(tenantId);
    return planned;
  }

  /** Keeps plans of days, and tells boards in the order of the log. Whoever calls it rings the bell afterwards. */
  async keep(
    tx: EntityManager,
    tenantId: string,
    days: readonly PlannedAnew[],
    signed: Readonly<{ at: Instant; by: ChangedBy }>,
  ): Promise<void> {
    await saveStaffPlan(tx, tenantId, days, signed);
    await this.log.append(tx, tenantId, [plannedEvent(days.length, signed.at)]);
  }
}

function plannedEvent(teamDays: number, at: Instant): NewEvent {
  return serverEvent({
    type: staffPlanned,
    at,
    subject: 'staff',
    id: `staff-${randomUUID()}`,
    data: { teamDays },
  });
}

import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';

import type { NewEvent } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent } from '../../event-log/server-events';
import { Bell } from '../../platform/bell';
import { Database } from '../../platform/database';
import type { SettingsProblem } from '../settings-problem';
import { TenantSettings } from '../tenant-settings';
import { readStaffCsv } from './read-staff-csv';
import { saveStaffPlan } from './staff-plan-store';

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
  async importCsv(tenantId: string, bytes: Uint8Array, now: Instant): Promise<PlannedStaff> {
    const planned = await this.database.withTenant(tenantId, async (tx): Promise<PlannedStaff> => {
      await this.settings.ensureLoaded(tx, tenantId);
      const read = readStaffCsv(bytes, this.settings.current(tenantId).teams);
      if (!read.ok) return { result: 'refused', problems: read.problems };
      await saveStaffPlan(tx, tenantId, read.days);
      await this.log.append(tx, tenantId, [plannedEvent(read.days.length, now)]);
      return { result: 'planned', rows: read.rows, teamDays: read.days.length };
    });
    if (planned.result === 'planned') this.bell.ring(tenantId);
    return planned;
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

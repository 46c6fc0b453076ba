import { rangeOfMonth, type Month } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { TenantSettings } from '../../settings/tenant-settings';
import { reachOf } from './reach';
import { readMonthSums } from '../../metrics/clinic-rollup-query';
import type { ReachCounts } from './report-figures';

/** The month's calls of every clinic that had one, by the clinic's own clock. */
export async function reachOfClinics(
  tx: EntityManager,
  tenantId: string,
  month: Month,
  tenantSettings: TenantSettings,
): Promise<ReadonlyMap<string, ReachCounts>> {
  const { clinics } = await tenantSettings.known(tx, tenantId);
  const settings = tenantSettings.current(tenantId);
  const byZone = Map.groupBy(clinics, ({ id }) => settings.clinic(id).timezone);
  const reach = new Map<string, ReachCounts>();
  for (const [timezone, own] of byZone) {
    const { start, end } = rangeOfMonth(month, timezone);
    const ids = own.map(({ id }) => id);
    for (const { clinicId, tally } of await readMonthSums(tx, tenantId, [start, end], ids))
      reach.set(clinicId, reachOf(tally));
  }
  return reach;
}

import type { Database } from '../../platform/database';
import { insertTenant, type Tenant } from '../tenant-store';

/** A zone in which it is about midday at an instant: what happens around it is all of one day, whenever specs are run. */
export function zoneAtMidday(at: number): string {
  const offset = 12 - new Date(at).getUTCHours();
  // The names of these zones count westward.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** Adds a tenant with an empty log, for specs. */
export async function createTestTenant(
  database: Database,
  tenantId: string,
  more: Partial<Tenant> = {},
): Promise<void> {
  const tenant = {
    tenantId,
    name: tenantId,
    timezone: 'Europe/Paris',
    locale: 'fr',
    demo: false,
    createdAt: Date.UTC(2026, 0, 1),
    ...more,
  };
  await database.asOwner((tx) => insertTenant(tx, tenant));
}

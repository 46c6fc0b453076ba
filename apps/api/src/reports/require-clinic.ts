import type { EntityManager } from 'typeorm';

import { notFound } from '../platform/problems';
import type { TenantSettings } from '../settings/tenant-settings';

/** Throws 404, the same of every unknown clinic, unless an event or the settings of the tenant name it. */
export async function requireClinic(
  settings: TenantSettings,
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
): Promise<void> {
  const { clinics } = await settings.known(tx, tenantId);
  if (!clinics.some(({ id }) => id === clinicId)) throw notFound('There is no such clinic.');
}

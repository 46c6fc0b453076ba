import type { INestApplicationContext } from '@nestjs/common';
import type { StaffNoticeRequest } from '@vigie/contracts';

import { SettingsRegistrar } from '../settings-registrar';

/** A notice by which every figure of persons is on. */
export const everythingTold: StaffNoticeRequest = {
  informedOn: '2020-01-06',
  text: 'Invented: nobody of a spec is real.',
  whoCouldBeFreed: true,
  figuresByAgent: true,
  pastAgents: true,
};

/** Lets a tenant of a spec tell figures of persons, for all time; with other settings, put the notice into them. */
export async function informStaff(app: INestApplicationContext, tenantId: string): Promise<void> {
  const text = JSON.stringify({ centre: { staffNotice: everythingTold } });
  const { result } = await app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
  if (result !== 'registered') throw new Error(`the notice of ${tenantId} was ${result}`);
}

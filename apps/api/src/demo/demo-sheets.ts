import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { Sheet } from '@vigie/contracts';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { insertVersion, listVersions } from '../sheets/sheet-store';
import { demoSheets } from './demo-sheet-texts';

const dayMs = 86_400_000;
/** Before anything the demonstration holds, thirteen months and the one that runs: the loaded past has its sheets too. */
const begunAgoMs = 460 * dayMs;
/** On a Monday at nine. */
const officeHourMs = 4 * dayMs + 8 * 3_600_000;
const weekMs = 7 * dayMs;
/** The clinic that mends itself did so well within the months that are shown. */
const mendedAgoMs = 70 * dayMs;

/** Gives clinics of the demonstration their sheets, once: what is changed there afterwards stays. */
@Injectable()
export class DemoSheets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async keep(tenantId: string): Promise<void> {
    const weeks = Math.floor((this.clock.now() - begunAgoMs - officeHourMs) / weekMs);
    const beginning: Instant = weeks * weekMs + officeHourMs;
    for (const [clinicId, { first, mended, isApproved }] of Object.entries(demoSheets)) {
      await this.write(tenantId, clinicId, { version: 1, at: beginning, sheet: first, isApproved });
      if (mended === undefined) continue;
      const at = this.clock.now() - mendedAgoMs;
      await this.write(tenantId, clinicId, { version: 2, at, sheet: mended, isApproved: true });
    }
  }

  /** Does nothing where the clinic has so many versions already. */
  private async write(
    tenantId: string,
    clinicId: string,
    {
      version,
      at,
      sheet,
      isApproved,
    }: Readonly<{ version: number; at: Instant; sheet: Sheet; isApproved: boolean }>,
  ): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      const latest = (await listVersions(tx, tenantId, clinicId))[0]?.version ?? 0;
      if (latest !== version - 1) return;
      await insertVersion(tx, tenantId, clinicId, {
        version,
        at,
        by: { id: null, name: 'Paul' },
        side: 'centre',
        note: version === 1 ? '' : 'Script raccourci après le diagnostic',
        sheet,
        heldFrom: at,
        isApproved,
      });
    });
  }
}

import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { TenantSettings } from '../settings/tenant-settings';
import { CallerMarks } from './caller-marks';
import { addRefusals } from './caller-mark-store';
import { canonicalAddress, type RefusalRequest } from './invitation-request';

/** Remembers who told a person that they never want to be asked. */
@Injectable()
export class Refusals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly marks: CallerMarks,
  ) {}

  /** Holds from now on and for good; again changes nothing. */
  async note(tenantId: string, { channel, address }: RefusalRequest): Promise<void> {
    const country = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return this.settings.current(tenantId).country;
    });
    const canonical = canonicalAddress(channel, address, country);
    const mark = await this.marks.of(tenantId, { kind: channel, address: canonical });
    await this.database.withTenant(tenantId, (tx) => addRefusals(tx, tenantId, [mark], this.clock.now()));
  }
}

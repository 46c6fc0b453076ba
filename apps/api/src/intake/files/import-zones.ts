import { isKnownTimezone } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { Database } from '../../platform/database';
import { badRequest } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';

/** On whose clocks a time without a zone is read: of a queue and a clinic where they are known. */
export type ZoneOf = (
  place: { readonly queueId?: string; readonly clinicId?: string | undefined },
  wall: number,
) => string;

/** Decides on whose clocks the times of a file are. */
@Injectable()
export class ImportZones {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
  ) {}

  /** The zone asked for, else that of the clinic (of the row, else of its queue), else the tenant's. 400 for no zone. */
  async of(tenantId: string, asked: string | undefined): Promise<ZoneOf> {
    if (asked !== undefined) {
      if (isKnownTimezone(asked)) return () => asked;
      throw badRequest('invalid_timezone', 'timezone must be an IANA name such as Europe/Paris.');
    }
    await this.database.withTenant(tenantId, (tx) => this.settings.ensureLoaded(tx, tenantId));
    return ({ queueId, clinicId }, wall) => {
      const settings = this.settings.at(tenantId, wall);
      if (queueId === undefined && clinicId === undefined) return settings.timezone;
      const ofQueue = queueId === undefined ? undefined : (settings.queue(queueId).clinicId ?? queueId);
      return settings.clinic(clinicId ?? ofQueue ?? '').timezone;
    };
  }
}

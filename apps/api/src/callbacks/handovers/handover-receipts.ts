import type { Instant } from '@vigie/calls';
import type { Acknowledged } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import type { Viewer } from '../../access/viewer';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent } from '../../event-log/server-events';
import { handoverAcknowledged } from '../../fold/handover-projection';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { isUuid } from '../../platform/http/read-request';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { seesClinic } from '../callback-scope';
import { callerOf } from '../callbacks';
import { oneHandover } from './handover-query';

type Asking = Pick<Viewer, 'tenantId' | 'scope' | 'keyId' | 'personId' | 'name' | 'roles'>;

/** The clinic's word, on our own page, that it has a message: an event of the log, as its software would send one. */
@Injectable()
export class HandoverReceipts {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /** Once: whoever says it first has said it. Rejects with 404 outside the viewer's scope. */
  async acknowledge(viewer: Asking, id: string): Promise<Acknowledged> {
    const { tenantId, scope } = viewer;
    const at = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const told = isUuid(id) ? await oneHandover(tx, tenantId, id) : undefined;
      const clinicId = told?.clinicId ?? null;
      const isSeen = clinicId !== null && seesClinic(scope, this.settings.current(tenantId), clinicId);
      if (told === undefined || !isSeen) throw notFound('There is no message of that id.');
      if (told.acknowledgedAt !== null) return told.acknowledgedAt;
      // The clock of who told the message may be ahead of ours: what is said to it comes after it.
      const now = Math.max(this.clock.now(), told.openedAt);
      const { key, callKey, reference } = told;
      const data = {
        ...{ handoverKey: key, callKey, ...callerOf(viewer) },
        ...(reference !== null && { handoverId: reference }),
      };
      const event = { type: handoverAcknowledged, at: now, subject: key, id: `acknowledged-${key}`, data };
      await this.log.append(tx, tenantId, [serverEvent(event)]);
      return now;
    });
    this.bell.ring(tenantId);
    return { id, acknowledgedAt: iso(at) };
  }
}

const iso = (at: Instant): string => new Date(at).toISOString();

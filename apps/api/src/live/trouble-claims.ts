import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import type { ClaimView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import type { Viewer } from '../access/viewer';
import { seesClinic } from '../access/scope-reach';
import { Bell } from '../platform/bell';
import { Database } from '../platform/database';
import { notFound } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { LiveRooms } from './live-rooms';
import { troubleClaimed, troubleReleased } from './board-query';

/** Who says so, and of what. */
type Claimant = Pick<Viewer, 'tenantId' | 'scope'>;

/** Writes into the log who deals with a clinic, so that every board learns of it in the order of the log. */
@Injectable()
export class TroubleClaims {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly rooms: LiveRooms,
  ) {}

  /** Whoever claims last has it. Rejects with 404 for a clinic nobody knows, or that is not of the viewer's scope. */
  async claim(viewer: Claimant, clinicId: string, claim: ClaimView): Promise<ClaimView> {
    const { by, at } = claim;
    await this.write(viewer, clinicId, { type: troubleClaimed, at, data: { by } });
    return claim;
  }

  /** Nobody deals with it any more; releasing what nobody has changes nothing. */
  async release(viewer: Claimant, clinicId: string, at: Instant): Promise<void> {
    await this.write(viewer, clinicId, { type: troubleReleased, at, data: {} });
  }

  private async write(
    { tenantId, scope }: Claimant,
    clinicId: string,
    {
      type,
      at,
      data,
    }: { readonly type: string; readonly at: Instant; readonly data: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    const room = await this.rooms.of(tenantId);
    const isSeen = seesClinic(scope, clinicId, (id) => room.teamsOfClinic(id));
    await this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      if (!isSeen || !clinics.some(({ id }) => id === clinicId))
        throw notFound('There is no clinic of that id.');
      const id = `trouble-${randomUUID()}`;
      await this.log.append(tx, tenantId, [serverEvent({ type, at, subject: clinicId, id, data })]);
    });
    this.bell.ring(tenantId);
  }
}

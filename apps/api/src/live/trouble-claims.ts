import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import type { ClaimView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { Bell } from '../platform/bell';
import { Database } from '../platform/database';
import { notFound } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { troubleClaimed, troubleReleased } from './board-query';

/** Writes into the log who deals with a clinic, so that every board learns of it in the order of the log. */
@Injectable()
export class TroubleClaims {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
  ) {}

  /** Whoever claims last has it. Rejects with 404 for a clinic nobody knows. */
  async claim(tenantId: string, clinicId: string, claim: ClaimView): Promise<ClaimView> {
    const { by, at } = claim;
    await this.write(tenantId, clinicId, { type: troubleClaimed, at, data: { by } });
    return claim;
  }

  /** Nobody deals with it any more; releasing what nobody has changes nothing. */
  async release(tenantId: string, clinicId: string, at: Instant): Promise<void> {
    await this.write(tenantId, clinicId, { type: troubleReleased, at, data: {} });
  }

  private async write(
    tenantId: string,
    clinicId: string,
    {
      type,
      at,
      data,
    }: { readonly type: string; readonly at: Instant; readonly data: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      if (!clinics.some(({ id }) => id === clinicId)) throw notFound('There is no clinic of that id.');
      const id = `trouble-${randomUUID()}`;
      await this.log.append(tx, tenantId, [serverEvent({ type, at, subject: clinicId, id, data })]);
    });
    this.bell.ring(tenantId);
  }
}

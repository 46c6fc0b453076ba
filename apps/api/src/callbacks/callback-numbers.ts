import { clinicAlert } from '@vigie/calls';
import type { CallbackNumber } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { auditActor } from '../access/audit/access-audit';
import type { Viewer } from '../access/viewer';
import { AuditLog } from '../audit/audit-log';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { Problem } from '../platform/problems';
import { TokenBuckets } from '../platform/token-bucket';
import { writtenNumber } from '../privacy/caller-number';
import { NumberVault } from '../privacy/number-vault';
import { numberKeepersAt } from '../settings/callback-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { Callbacks, callerOf } from './callbacks';
import { numberOfCallback, sweepNumbers } from './kept-number-query';

/** What somebody who calls one patient after the other needs, and no more than a list is read by hand. */
const reveals = { perSecond: 1 / 30, atOnce: 20 };

/** A number that may be shown, and whose. */
type FoundNumber = { readonly number: string; readonly written: string; readonly clinicId: string };

/** Shows the number of somebody who is to be called back to whoever calls them, and erases what serves no more. */
@Injectable()
export class CallbackNumbers {
  private readonly limits = new TokenBuckets(reveals);

  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly callbacks: Callbacks,
    private readonly vault: NumberVault,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * To whoever has said that they call; written down before it is given. Rejects with 404 outside the viewer's scope, 409
   * `not_open`, `not_claimed` or `not_kept`, and 429 for one who asks for many.
   */
  async reveal(viewer: Viewer, id: string, by?: string): Promise<CallbackNumber> {
    const { tenantId } = viewer;
    this.take(`${tenantId} ${callerOf(viewer, by).byId}`);
    const found = await this.database.withTenant(tenantId, (tx) => this.find(tx, viewer, id, by));
    await this.audit.recordBefore(tenantId, {
      actor: auditActor(viewer, 'callbacks.number'),
      action: 'number.shown',
      subject: `callback:${id} clinic:${found.clinicId}`,
    });
    return { number: found.number, written: found.written };
  }

  /** Tells how many numbers went. */
  async sweep(tenantId: string): Promise<number> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return sweepNumbers(tx, tenantId, numberKeepersAt(this.settings.at(tenantId, now), now), now);
    });
  }

  private async find(
    tx: EntityManager,
    viewer: Viewer,
    id: string,
    by: string | undefined,
  ): Promise<FoundNumber> {
    const { tenantId } = viewer;
    const row = await this.callbacks.claimed(tx, viewer, id, by);
    // It is the clinic that is to be telephoned, not the patient whose answer it is about.
    if (row.detail.followup?.type === clinicAlert) throw notKept();
    const now = this.clock.now();
    const settings = this.settings.at(tenantId, now);
    const keeper = numberKeepersAt(settings, now).get(row.clinicId);
    if (keeper === undefined || row.detail.dueAt + keeper.afterDueMs <= now) throw notKept();
    const kept = await numberOfCallback(tx, tenantId, row);
    const number = kept === undefined ? null : this.vault.open(kept.sealed, { tenantId, ...kept });
    if (number === null) throw notKept();
    const { id: clinicId, country } = settings.clinic(row.clinicId);
    return { number, written: writtenNumber(number, country), clinicId };
  }

  private take(who: string): void {
    const now = this.clock.now();
    const bucket = this.limits.of(who, now);
    if (bucket.take(now)) return;
    throw new Problem({
      code: 'too_many_requests',
      status: 429,
      detail: 'Too many numbers were asked for: wait a moment.',
      retryAfterSeconds: bucket.secondsToWait(now),
    });
  }
}

const notKept = (): Problem =>
  new Problem({ code: 'not_kept', status: 409, detail: 'No number of this caller is kept.' });

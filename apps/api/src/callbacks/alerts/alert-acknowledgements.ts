import { randomUUID } from 'node:crypto';

import { clinicAlert, type Instant } from '@vigie/calls';
import type { ClinicAlertView } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent } from '../../event-log/server-events';
import { obligationEvents } from '../../fold/obligation-note';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { callbacksByIds, lockCallback, pendingActs, type CallbackRow } from '../callback-query';
import { referenceOf } from '../callback-views';
import { lastOf, standingOf } from '../callback-standing';
import { AlertLinks, type LinkedAlert } from './alert-links';
import { ClinicAlerts } from './clinic-alerts';

/** How long a link says anything. */
const opensForMs = 7 * 86_400_000;
const opensNothing = () => notFound('The link opens nothing (any more).');

/** Whoever has the link of an alert says that the clinic knows: once, and nothing else opens by it. */
@Injectable()
export class AlertAcknowledgements {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly links: AlertLinks,
    private readonly alerts: ClinicAlerts,
  ) {}

  /** Looks at it, which says nothing yet: programs that read mail open links too. Rejects with 404. */
  look(token: string): Promise<ClinicAlertView> {
    const linked = this.linkedBy(token);
    return this.database.withTenant(linked.tenantId, async (tx) => {
      const row = await this.rowOf(tx, linked);
      return this.viewOf(linked, row, row.detail.closedAt);
    });
  }

  /** Notes that it was received; said again it changes nothing. Rejects with 404. */
  async acknowledge(token: string): Promise<ClinicAlertView> {
    const linked = this.linkedBy(token);
    const { tenantId, id } = linked;
    const view = await this.database.withTenant(tenantId, async (tx) => {
      await lockCallback(tx, tenantId, id);
      // First what is not folded yet, then what is: what is folded between the two is in both, never in neither.
      const pending = await pendingActs(tx, tenantId, id);
      const row = await this.rowOf(tx, linked);
      const { detail } = row;
      const { isOpen } = standingOf(detail, pending, this.clock.now());
      if (!isOpen) return this.viewOf(linked, row, detail.closedAt ?? pending.at(-1)?.at ?? null);
      const at = Math.max(this.clock.now(), lastOf(detail, pending) + 1);
      const event = { type: obligationEvents.acknowledged, at, subject: id, id: `callback-${randomUUID()}` };
      await this.log.append(tx, tenantId, [serverEvent({ ...event, data: { callKey: detail.openedBy } })]);
      await this.alerts.end(tx, tenantId, id);
      return this.viewOf(linked, row, at);
    });
    this.bell.ring(tenantId);
    return view;
  }

  private linkedBy(token: string): LinkedAlert {
    const linked = this.links.read(token);
    if (linked === null) throw opensNothing();
    return linked;
  }

  private async rowOf(tx: EntityManager, { tenantId, id }: LinkedAlert): Promise<CallbackRow> {
    const [row] = await callbacksByIds(tx, tenantId, [id]);
    if (row?.detail.followup?.type !== clinicAlert) throw opensNothing();
    if (row.detail.openedAt <= this.clock.now() - opensForMs) throw opensNothing();
    // Of a centre that is gone nothing was found.
    await this.settings.ensureLoaded(tx, tenantId);
    return row;
  }

  private viewOf(
    { tenantId, id }: LinkedAlert,
    { clinicId, detail }: CallbackRow,
    receivedAt: Instant | null,
  ): ClinicAlertView {
    const settings = this.settings.current(tenantId);
    const { name, report } = settings.clinic(clinicId);
    return {
      centre: settings.name,
      clinicName: name,
      language: report.language,
      reference: referenceOf(id),
      answeredAt: new Date(detail.openedAt).toISOString(),
      receivedAt: receivedAt === null ? null : new Date(receivedAt).toISOString(),
    };
  }
}

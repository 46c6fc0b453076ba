import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';

import { alertUrl } from '../../access/people/link-url';
import type { Delivery, DeliveryKind, Letter } from '../../deliveries/delivery';
import { deliveriesAbout } from '../../deliveries/delivery-store';
import { Mailer } from '../../deliveries/mailer';
import { Outbox } from '../../deliveries/outbox';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Database, type Tx } from '../../platform/database';
import { Rounds } from '../../platform/rounds/rounds';
import { TenantSettings } from '../../settings/tenant-settings';
import { callbacksByIds, unansweredAlerts } from '../callback-query';
import { referenceOf } from '../callback-views';
import { AlertLinks } from './alert-links';
import { writeAlert } from './alert-words';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How long the clinic's contact has to say to know: then they are told again, and the clinic is to be telephoned. */
export const acknowledgedWithinMs = 30 * minuteMs;

/** A row by which a clinic is told; `at`: when the patient answered. */
type Alert = {
  readonly tenantId: string;
  readonly id: string;
  readonly clinicId: string;
  readonly at: Instant;
};
type Notice = 1 | 2;

/**
 * Tells the clinic's contact for alerts that an answer of a patient asks for attention: at once, and again where nobody
 * said within half an hour to know. Nothing that is sent says anything of the patient. Each message has a name of its
 * own in the outbox, so that however many processes hand it in, and whenever one of them dies, it is one message.
 */
@Injectable()
export class ClinicAlerts implements DeliveryKind {
  readonly name = 'clinic alert';
  /** By then somebody has telephoned. */
  readonly triedMs = 120 * minuteMs;
  readonly keptMs = 30 * dayMs;

  constructor(
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly links: AlertLinks,
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    rounds: Rounds,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    outbox.add(this);
    const run = (tenantId: string): Promise<void> => this.run(tenantId);
    rounds.add({ kind: 'leased', name: 'clinic alerts', everyMs: minuteMs, run });
  }

  /**
   * Tells of one, with the rest of the transaction that notes the answer; gives back from when on the clinic is to be
   * telephoned: at once where it has no contact that can be told, or is closed, so that nobody may be reading.
   */
  async tell(tx: Tx, alert: Alert): Promise<Instant> {
    const isTold = await this.put(tx, alert, 1);
    const { hours } = this.settings.current(alert.tenantId).clinic(alert.clinicId);
    return isTold && hours.isOpen(alert.at) ? alert.at + acknowledgedWithinMs : alert.at;
  }

  /** Something was handed in and is committed. */
  hint(tenantId: string): void {
    this.outbox.hint(tenantId);
  }

  /** Somebody knows: what was not sent yet need not be any more. */
  async end(tx: Tx, tenantId: string, id: string): Promise<void> {
    const kind = this.name;
    for (const { messageId, outcome } of await deliveriesAbout(tx, tenantId, { kind, topic: id }))
      if (outcome === null) await this.outbox.cancel(tx, { tenantId, messageId, kind });
  }

  /** Tells again of those that nobody said to know for half an hour. */
  async run(tenantId: string): Promise<void> {
    const now = this.clock.now();
    const isPut = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const asked = { from: now - dayMs, to: now - acknowledgedWithinMs };
      let put = false;
      for (const { id, clinicId, detail } of await unansweredAlerts(tx, tenantId, asked))
        put = (await this.put(tx, { tenantId, id, clinicId, at: detail.openedAt }, 2)) || put;
      return put;
    });
    if (isPut) this.hint(tenantId);
  }

  readonly write = async (delivery: Delivery): Promise<Letter | null> => {
    const { tenantId, topic: id, about, address } = delivery;
    const settings = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const [row] = await callbacksByIds(tx, tenantId, [id]);
      // What is not folded yet is open.
      return row === undefined || row.detail.state === 'open' ? this.settings.current(tenantId) : null;
    });
    const token = this.links.tokenOf({ tenantId, id });
    const url = alertUrl(this.config, token);
    if (settings === null || url === null) return null;
    const clinicId = String(about['clinicId']);
    const clinic = settings.clinic(clinicId);
    const [reference, notice, to] = [referenceOf(id), Number(about['notice']), address.toString('utf8')];
    if (about['way'] === 'mail') {
      const told = { reference, url, isAgain: notice > 1, centre: settings.name, clinic: clinic.name };
      return { by: 'mail', mail: { to, ...writeAlert(clinic.report.language, told) } };
    }
    const secret = this.links.webhookSecret(tenantId, clinicId);
    const data = {
      clinicId,
      reference,
      url,
      token,
      notice,
      answeredAt: new Date(Number(about['at'])).toISOString(),
    };
    return { by: 'webhook', to: { url: to, secret }, type: 'clinic.alert', data };
  };

  /** Whether there is anybody to tell. */
  private async put(tx: Tx, { tenantId, id, clinicId, at }: Alert, notice: Notice): Promise<boolean> {
    const { recipients, webhook } = this.settings.current(tenantId).clinic(clinicId).alerts;
    if (alertUrl(this.config, '') === null) return false;
    const ways = [
      ...(this.mailer.isConfigured ? recipients : []).map((to, n) => ({
        way: 'mail',
        to,
        as: `mail${n + 1}`,
      })),
      ...(webhook === null ? [] : [{ way: 'webhook', to: webhook, as: 'webhook' }]),
    ];
    for (const { way, to, as } of ways)
      await this.outbox.put(tx, {
        ...{ tenantId, kind: this.name, topic: id },
        messageId: `alert-${tenantId}-${id}-${notice}-${as}`,
        about: { clinicId, notice, way, at },
        address: Buffer.from(to, 'utf8'),
        createdAt: this.clock.now(),
      });
    return ways.length > 0;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import { localClock, zoneOf } from '@vigie/metrics';

import { callbacksUrl } from '../../access/people/link-url';
import { messageIdOf, type Delivery, type DeliveryKind, type Letter } from '../../deliveries/delivery';
import { Mailer } from '../../deliveries/mailer';
import { Outbox } from '../../deliveries/outbox';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Database, type Tx } from '../../platform/database';
import { Rounds } from '../../platform/rounds/rounds';
import type { ClinicSettings } from '../../settings/resolved-settings';
import { TenantSettings } from '../../settings/tenant-settings';
import { linesIn, readEveningFacts } from './evening-note';
import { writeEveningNote } from './write-evening-note';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Tells each clinic that wants it, in the evening of a day on which it opens, who is still owed a call: once a day, and
 * nothing when nothing is owed. It is read when it is written, so that a letter that was late tells what is true.
 */
@Injectable()
export class EveningNotes implements DeliveryKind {
  readonly name = 'evening note';
  /** In the morning there is the list. */
  readonly triedMs = 8 * hourMs;
  readonly keptMs = 30 * 24 * hourMs;

  constructor(
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    rounds: Rounds,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    outbox.add(this);
    const run = (tenantId: string): Promise<void> => this.run(tenantId);
    rounds.add({ kind: 'leased', name: 'evening notes', everyMs: 5 * minuteMs, run });
  }

  /** Hands in the notes whose hour has come, those of one day once. */
  async run(tenantId: string): Promise<void> {
    if (!this.mailer.isConfigured) return;
    const now = this.clock.now();
    const isPut = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const due = this.settings.current(tenantId).clinics.filter((clinic) => isDue(clinic, now));
      let put = false;
      for (const clinic of due) put = (await this.put(tx, tenantId, clinic, now)) || put;
      return put;
    });
    if (isPut) this.outbox.hint(tenantId);
  }

  readonly write = async ({ tenantId, about, address }: Delivery): Promise<Letter> => {
    const clinicId = String(about['clinicId']);
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const clinic = settings.clinic(clinicId);
      const facts = await readEveningFacts(tx, tenantId, clinic, now);
      const url = callbacksUrl(this.config, clinicId);
      const note = writeEveningNote(facts, { clinic, centre: settings.name, now, url });
      return { by: 'mail', mail: { to: address.toString('utf8'), ...note } };
    });
  };

  private async put(tx: Tx, tenantId: string, clinic: ClinicSettings, now: Instant): Promise<boolean> {
    if (linesIn(await readEveningFacts(tx, tenantId, clinic, now)) === 0) return false;
    const day = localClock(now, clinic.timezone).date;
    for (const [index, recipient] of clinic.eveningNote.recipients.entries())
      await this.outbox.put(tx, {
        tenantId,
        messageId: messageIdOf('evening', tenantId, clinic.id, day, index + 1),
        kind: this.name,
        topic: day,
        about: { clinicId: clinic.id, day },
        address: Buffer.from(recipient, 'utf8'),
        createdAt: now,
      });
    return true;
  }
}

/** From the hour that was chosen to the end of a day on which the clinic opens. */
function isDue(
  { eveningNote: { recipients, atMs }, timezone, hours }: ClinicSettings,
  now: Instant,
): boolean {
  return (
    recipients.length > 0 && zoneOf(timezone).wallClock(now).time >= atMs && hours.closingOf(now) !== null
  );
}

import { Inject, Injectable } from '@nestjs/common';

import { sheetReaderUrl } from '../../access/people/link-url';
import type { Delivery, DeliveryKind, Letter } from '../../deliveries/delivery';
import { Mailer } from '../../deliveries/mailer';
import { Outbox } from '../../deliveries/outbox';
import { Clock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Database } from '../../platform/database';
import { Rounds } from '../../platform/rounds/rounds';
import { ClinicSheets } from '../../sheets/clinic-sheets';
import { waitingForClinics } from '../../sheets/sheets-query';
import { TenantSettings } from '../../settings/tenant-settings';
import { ReaderLinks } from '../readers/reader-links';
import { putSheetLetters, sheetKind, writeSheetLetter } from './sheet-mail';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Whoever writes a sheet saves it again a few minutes later: a clinic gets one letter about what stayed. */
const settledMs = 15 * minuteMs;
/** What has waited for longer was there before letters were: nobody is written to about it all at once. */
const freshMs = 7 * dayMs;

/** Tells each clinic that a version of its sheet waits for its approval, once a version, with a link to read and approve it by. */
@Injectable()
export class SheetLetters implements DeliveryKind {
  readonly name = sheetKind;
  readonly triedMs = 3 * dayMs;
  /** As long as links of letters are kept. */
  readonly keptMs = 731 * dayMs;

  constructor(
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly sheets: ClinicSheets,
    private readonly links: ReaderLinks,
    private readonly clock: Clock,
    rounds: Rounds,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    outbox.add(this);
    const run = (tenantId: string): Promise<void> => this.run(tenantId);
    rounds.add({ kind: 'leased', name: 'sheet approvals', everyMs: 5 * minuteMs, run });
  }

  /** Hands in the letters about versions that have stayed for a while and nobody of the clinic has approved. */
  async run(tenantId: string): Promise<void> {
    // A letter is of no use without its link, which needs an address of the house.
    if (!this.mailer.isConfigured || this.config.door.origins.length === 0) return;
    const now = this.clock.now();
    const put = await this.database.withTenant(tenantId, async (tx) => {
      const waiting = await waitingForClinics(tx, tenantId, { from: now - freshMs, to: now - settledMs });
      if (waiting.length === 0) return 0;
      await this.settings.ensureLoaded(tx, tenantId);
      const { clinics } = this.settings.current(tenantId);
      let letters = 0;
      for (const { clinicId, version } of waiting) {
        const recipients = clinics.find(({ id }) => id === clinicId)?.report.recipients ?? [];
        const of = { tenantId, clinicId, month: null, version, at: now };
        await putSheetLetters(this.outbox, tx, of, recipients);
        letters += recipients.length;
      }
      return letters;
    });
    if (put > 0) this.outbox.hint(tenantId);
  }

  /** Nothing goes about a version that was approved or replaced meanwhile, nor once its links were closed. */
  readonly write = async ({ tenantId, about, address }: Delivery): Promise<Letter | null> => {
    const { clinicId, version, recipient } = about as {
      clinicId: string;
      version: number;
      recipient: number;
    };
    const held = await this.sheets.held(tenantId, clinicId);
    if (held === null || held.version.version !== version || held.version.approved !== null) return null;
    const link = await this.links.make(tenantId, { clinicId, month: null, version, recipient });
    const url = link === null ? null : sheetReaderUrl(this.config, link.token);
    if (link === null || url === null) return null;
    const settings = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return this.settings.current(tenantId);
    });
    const { note } = held.version;
    const of = { clinic: settings.clinic(clinicId), centre: settings.name, version, note, url };
    const letter = writeSheetLetter({ ...of, expiresAt: link.expiresAt });
    return { by: 'mail', mail: { to: address.toString('utf8'), ...letter } };
  };
}

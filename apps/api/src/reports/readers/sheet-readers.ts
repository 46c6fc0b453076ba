import { Injectable } from '@nestjs/common';
import { todayOf } from '@vigie/metrics';
import type { ReaderSheet, ReaderSheetApproval, SheetReaders as ReadersView } from '@vigie/contracts';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { ClinicSheets } from '../../sheets/clinic-sheets';
import { TenantSettings } from '../../settings/tenant-settings';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { sheetLettersUnderWay } from '../mail/sheet-mail';
import { linkView, opensNothing, ReaderLinks, type From, type OpenedLink } from './reader-links';
import { isSheetClosedTo, listReaderLinks } from './reader-store';

/** Whoever gets a clinic's letters: they read its sheet by the link of one, and approve what secretaries have of it. */
@Injectable()
export class SheetReaders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly settings: TenantSettings,
    private readonly sheets: ClinicSheets,
    private readonly links: ReaderLinks,
  ) {}

  /** The sheet that secretaries have now, whichever version the letter was about. Rejects with 404 as `ReaderLinks`. */
  async open(text: string, from: From): Promise<ReaderSheet> {
    const opened = await this.opened(text);
    await this.links.opened(opened, from);
    return this.view(opened);
  }

  /**
   * The clinic agrees to the version that its reader has read; a first approval stays. Rejects with 404 as
   * `ReaderLinks`, and with 409 `sheet_changed` once secretaries have another version.
   */
  async approve({ token, version, name }: ReaderSheetApproval, from: From): Promise<ReaderSheet> {
    const opened = await this.opened(token);
    const { tenantId, link } = opened;
    const signed = { id: null, name, recipient: link.recipient };
    const isFirst = await this.sheets.approveByLink(tenantId, link.clinicId, version, signed);
    if (isFirst) {
      const ofSheet = { ...link, month: null, version };
      this.links.tell({ tenantId, link: ofSheet }, 'reader.approved', from);
    }
    return this.view(opened);
  }

  /** Who can read and approve the clinic's sheet by the link of a letter about it, newest version first; 404 for no clinic. */
  of(tenantId: string, clinicId: string): Promise<ReadersView> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.requireClinic(tx, tenantId, clinicId);
      const { recipients } = this.settings.current(tenantId).clinic(clinicId).report;
      const links = await listReaderLinks(tx, tenantId, { month: null, clinicId });
      return {
        recipients: recipients.length,
        links: links.map((link) => linkView(link, now)).toSorted((a, b) => b.version - a.version),
      };
    });
  }

  /** No letter's link opens the clinic's sheet any more, until there is another version of it; how many did, or would. */
  revoke(tenantId: string, clinicId: string): Promise<number> {
    const of = { clinicId, month: null };
    return this.links.revoke(tenantId, of, (tx) => sheetLettersUnderWay(tx, tenantId, clinicId));
  }

  /** The link of a report's letter opens the sheet as well, until the links of the sheet are closed. */
  private async opened(text: string): Promise<OpenedLink> {
    const opened = await this.links.find(text);
    const { tenantId, link } = opened;
    if (await this.database.withTenant(tenantId, (tx) => isSheetClosedTo(tx, tenantId, link)))
      throw opensNothing();
    return opened;
  }

  private async view({ tenantId, link }: OpenedLink): Promise<ReaderSheet> {
    const tenant = await this.tenants.find(tenantId);
    const held = await this.sheets.held(tenantId, link.clinicId);
    const clinic = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return this.settings.current(tenantId).clinic(link.clinicId);
    });
    return {
      centre: tenant?.name ?? '',
      clinic: clinic.name,
      language: clinic.report.language,
      expiresAt: new Date(link.expiresAt).toISOString(),
      today: todayOf(clinic.timezone, this.clock.now()),
      held,
    };
  }
}

import type { ReportDocument } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { PublishedComments } from '../comments/published-comments';
import { Database } from '../platform/database';
import { notFound } from '../platform/problems';
import type { MonthPhase } from '../satisfaction/calendar/publication-calendar';
import { TenantSettings } from '../settings/tenant-settings';
import { reportedActions } from './actions/reported-actions';
import { readActions } from './actions/report-action-store';
import type { ReportComments, ReportMaterial } from './document/report-material';
import { toReportDocument } from './document/to-report-document';
import type { ReportFigures } from './figures/report-figures';
import { Freezer, type ShownReport } from './freeze/freezer';
import { readReport, type FrozenReport } from './freeze/report-store';
import { readNotesOf, type OfClinic } from './report-note-store';
import type { ReportLanguage } from './words/report-format';

/** A report that is asked for; without a version the newest. */
export type ReportWanted = OfClinic & { readonly version?: number };

/** Gives reports out: as stored once they are frozen, else as the figures stand. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly freezer: Freezer,
    private readonly comments: PublishedComments,
  ) {}

  /** The report in a language; the clinic's own where none is named. Rejects with 404 for a clinic nobody knows. */
  async document(
    tenantId: string,
    { language, ...wanted }: ReportWanted & { readonly language?: ReportLanguage | undefined },
  ): Promise<ReportDocument> {
    const material = await this.material(tenantId, wanted);
    const usual = this.settings.current(tenantId).clinic(wanted.clinicId).report.language;
    return toReportDocument(material, language ?? usual);
  }

  /** What the report is drawn from: figures as frozen, decisions and notes as they are now. */
  async material(tenantId: string, wanted: ReportWanted): Promise<ReportMaterial> {
    const told = await this.shown(tenantId, wanted);
    const { actions, notes } = await this.database.withTenant(tenantId, async (tx) => ({
      actions: await readActions(tx, tenantId, { clinicId: wanted.clinicId, until: wanted.month }),
      notes: await readNotesOf(tx, tenantId, wanted),
    }));
    const comments = await this.commentsOf(tenantId, told.figures);
    return { ...told, comments, notes, ...reportedActions(actions, told.figures) };
  }

  /** Comments are read as they are now: a clinic may hide one, and a report keeps no copy. */
  private async commentsOf(
    tenantId: string,
    { month, clinic, satisfaction }: ReportFigures,
  ): Promise<ReportComments | null> {
    if (satisfaction === null) return null;
    const channel = satisfaction.answer.surveyChannel;
    const told = await this.comments.of(tenantId, { month, clinicId: clinic.id, channel });
    return told.suppressed === null ? told : null;
  }

  private async shown(tenantId: string, wanted: ReportWanted): Promise<ShownReport> {
    const stored = await this.stored(tenantId, wanted);
    if (wanted.version !== undefined) {
      if (stored === undefined) throw notFound('There is no such version.');
      return stored;
    }
    const phase = await this.freezer.phase(tenantId, wanted.month);
    if (stored !== undefined && !isOutdated(stored, phase)) return stored;
    if (phase !== 'running' && (await this.freezer.isReady(tenantId, wanted.month, phase))) {
      const frozen = await this.freezer.freeze(tenantId, wanted, phase);
      if (frozen !== undefined) return frozen;
    }
    return stored ?? this.freezer.underWay(tenantId, wanted, phase);
  }

  private stored(tenantId: string, wanted: ReportWanted): Promise<FrozenReport | undefined> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.requireClinic(tx, tenantId, wanted.clinicId);
      return readReport(tx, tenantId, wanted, wanted.version);
    });
  }
}

const isOutdated = ({ status }: FrozenReport, phase: MonthPhase): boolean =>
  phase === 'final' && status === 'provisional';

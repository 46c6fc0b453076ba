import type { ReportDocument } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

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
import { readReport, type FrozenReport, type FrozenStatus } from './freeze/report-store';
import { readNotesOf, type OfClinic } from './report-note-store';
import type { ReportLanguage } from './words/report-format';

/** A report that is asked for; without a version the newest. */
export type ReportWanted = OfClinic & { readonly version?: number };

/** What a report is drawn from, the language it is written in where none is asked for, and whether it is to be frozen. */
type Opened = {
  readonly material: ReportMaterial;
  readonly language: ReportLanguage;
  readonly due: FrozenStatus | null;
};

/**
 * Gives reports out: as stored once they are frozen, else as the figures stand. Whatever a report says is read in one
 * snapshot, so that figures, comments, notes and decisions are of one moment.
 */
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
    const opened = await this.opened(tenantId, wanted);
    return toReportDocument(opened.material, language ?? opened.language);
  }

  /** What the report is drawn from: figures as frozen; decisions, notes and the contact as they are now. */
  async material(tenantId: string, wanted: ReportWanted): Promise<ReportMaterial> {
    return (await this.opened(tenantId, wanted)).material;
  }

  /** One snapshot; a report that nobody has opened since its month ended is written down as it was read in it. */
  private async opened(tenantId: string, wanted: ReportWanted): Promise<Opened> {
    const opened = await this.database.inSnapshot(tenantId, (tx) => this.open(tx, tenantId, wanted));
    if (opened.due === null) return opened;
    const { material, due } = opened;
    const frozen = await this.freezer.store(tenantId, wanted, { status: due, figures: material.figures });
    if (frozen?.figures === material.figures) return { ...opened, material: { ...material, ...frozen } };
    // Another process was first: what it wrote down is the report.
    return this.database.inSnapshot(tenantId, (tx) => this.open(tx, tenantId, wanted));
  }

  private async open(tx: EntityManager, tenantId: string, wanted: ReportWanted): Promise<Opened> {
    await this.settings.requireClinic(tx, tenantId, wanted.clinicId);
    const { told, due } = await this.shown(tx, tenantId, wanted);
    const actions = await readActions(tx, tenantId, { clinicId: wanted.clinicId, until: wanted.month });
    const notes = await readNotesOf(tx, tenantId, wanted);
    const comments = await this.commentsOf(tx, tenantId, told.figures);
    const { language, contact } = this.settings.current(tenantId).clinic(wanted.clinicId).report;
    const material = { ...told, comments, notes, contact, ...reportedActions(actions, told.figures) };
    return { material, language, due };
  }

  /** Comments are read as they are now: a clinic may hide one, and a report keeps no copy. */
  private async commentsOf(
    tx: EntityManager,
    tenantId: string,
    { month, clinic, satisfaction }: ReportFigures,
  ): Promise<ReportComments | null> {
    if (satisfaction === null) return null;
    const channel = satisfaction.answer.surveyChannel;
    const told = await this.comments.of(tx, tenantId, { month, clinicId: clinic.id, channel });
    return told.suppressed === null ? told : null;
  }

  private async shown(
    tx: EntityManager,
    tenantId: string,
    wanted: ReportWanted,
  ): Promise<{ readonly told: ShownReport; readonly due: FrozenStatus | null }> {
    const stored = await readReport(tx, tenantId, wanted, wanted.version);
    if (wanted.version !== undefined) return { told: versionOf(stored), due: null };
    const phase = await this.freezer.phase(tx, tenantId, wanted.month);
    if (stored !== undefined && !isOutdated(stored, phase)) return { told: stored, due: null };
    const isReady = await this.freezer.isReady(tx, tenantId, wanted.month, phase);
    if (stored !== undefined && !isReady) return { told: stored, due: null };
    const current = await this.freezer.underWay(tx, tenantId, wanted, phase);
    if (phase === 'running' || !isReady || current.status === 'empty')
      return { told: stored ?? current, due: null };
    return { told: current, due: phase };
  }
}

function versionOf(stored: FrozenReport | undefined): FrozenReport {
  if (stored === undefined) throw notFound('There is no such version.');
  return stored;
}

const isOutdated = ({ status }: FrozenReport, phase: MonthPhase): boolean =>
  phase === 'final' && status === 'provisional';

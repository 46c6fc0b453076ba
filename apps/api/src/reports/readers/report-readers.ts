import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type {
  ReaderAnswer,
  ReaderAnswerRequest,
  ReaderReport,
  ReportDocument,
  ReportReaders as ReadersView,
} from '@vigie/contracts';

import { Clock } from '../../platform/clock';
import { Database, type Tx } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { ClinicSheets } from '../../sheets/clinic-sheets';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { readActions } from '../actions/report-action-store';
import type { OfClinic } from '../report-note-store';
import { withoutCalls } from '../document/report-calls';
import { ReportReader } from '../report-reader';
import { lettersUnderWay } from '../mail/report-mail';
import { linkView, opensNothing, ReaderLinks, type From } from './reader-links';
import {
  insertAnswer,
  isSheetClosedTo,
  listAnswers,
  listReaderLinks,
  lockReaderLink,
  type NewAnswer,
  type StoredReaderLink,
} from './reader-store';

/** A report of one page is answered with a few words. */
const mostAnswers = 50;

/** A link of a report, opened. */
type Opened = {
  readonly tenantId: string;
  readonly link: StoredReaderLink;
  readonly of: OfClinic;
};

/** Whoever got a report by mail: a link of one clinic and one month, what they may read by it, and what they say. */
@Injectable()
export class ReportReaders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly reports: ReportReader,
    private readonly links: ReaderLinks,
    private readonly sheets: ClinicSheets,
  ) {}

  /** The report as it is now, without patients' comments. Rejects with 404 for a link that opens nothing. */
  async open(text: string, from: From): Promise<ReaderReport> {
    const { tenantId, link, of } = await this.opened(text);
    await this.links.opened({ tenantId, link }, from);
    const report = withoutCalls(withoutComments(await this.reports.document(tenantId, of)));
    const tenant = await this.tenants.find(tenantId);
    const sheet = await this.sheets.held(tenantId, of.clinicId);
    const waits = sheet === null || sheet.version.approved !== null ? null : sheet.version.version;
    return this.database.withTenant(tenantId, async (tx) => ({
      centre: tenant?.name ?? '',
      expiresAt: new Date(link.expiresAt).toISOString(),
      openActions: await openActions(tx, tenantId, of),
      answers: await ownAnswers(tx, tenantId, of, link.recipient),
      sheetWaits: (await isSheetClosedTo(tx, tenantId, link)) ? null : waits,
      report,
    }));
  }

  /** Takes what a reader says; gives back all that this one has said. Rejects with 404, and 409 after too much. */
  async answer(request: ReaderAnswerRequest, from: From): Promise<readonly ReaderAnswer[]> {
    const { tenantId, link, of } = await this.opened(request.token);
    const answers = await this.database.withTenant(tenantId, async (tx) => {
      await lockReaderLink(tx, tenantId, link.linkId);
      const before = await ownAnswers(tx, tenantId, of, link.recipient);
      if (request.kind === 'received' && before.some(({ kind }) => kind === 'received')) return before;
      if (before.length >= mostAnswers) throw tooMany();
      const answer = this.answerOf(request, link);
      if (answer.actionId !== null && !(await openActions(tx, tenantId, of)).includes(answer.actionId))
        throw notFound('There is no such action, or it is closed.');
      await insertAnswer(tx, tenantId, of, answer);
      return ownAnswers(tx, tenantId, of, link.recipient);
    });
    this.links.tell({ tenantId, link }, `reader.${request.kind}`, from);
    return answers;
  }

  /** Who can open a clinic's report by a letter's link, and what they said. */
  async of(tenantId: string, asked: OfClinic): Promise<ReadersView> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => ({
      links: (await listReaderLinks(tx, tenantId, asked)).map((link) => linkView(link, now)),
      answers: (await listAnswers(tx, tenantId, asked)).map(answerView),
    }));
  }

  /** No letter's link opens the clinic's report any more, be the letter still under way; how many links did, or would. */
  revoke(tenantId: string, asked: OfClinic): Promise<number> {
    return this.links.revoke(tenantId, asked, (tx) => lettersUnderWay(tx, tenantId, asked));
  }

  private answerOf(request: ReaderAnswerRequest, { recipient }: StoredReaderLink): NewAnswer {
    return {
      id: randomUUID(),
      at: this.clock.now(),
      recipient,
      kind: request.kind,
      actionId: 'actionId' in request ? request.actionId : null,
      text: 'text' in request ? (request.text ?? null) : null,
    };
  }

  private async opened(text: string): Promise<Opened> {
    const { tenantId, link } = await this.links.find(text);
    const { clinicId, month } = link;
    if (month === null) throw opensNothing();
    return { tenantId, link, of: { clinicId, month } };
  }
}

/** Words of patients are for who signs in: a letter is passed on. */
function withoutComments(report: ReportDocument): ReportDocument {
  const pages = report.pages.map((page) => ({
    ...page,
    blocks: page.blocks.filter(({ kind }) => kind !== 'quotes'),
  }));
  return { ...report, pages };
}

async function openActions(tx: Tx, tenantId: string, { clinicId, month }: OfClinic): Promise<string[]> {
  const actions = await readActions(tx, tenantId, { clinicId, month });
  return actions.filter(({ status }) => status === 'open').map(({ id }) => id);
}

async function ownAnswers(tx: Tx, tenantId: string, of: OfClinic, reader: number): Promise<ReaderAnswer[]> {
  const answers = await listAnswers(tx, tenantId, of);
  return answers.filter(({ recipient }) => recipient === reader).map(answerView);
}

function answerView({ id, at, recipient, kind, actionId, text }: NewAnswer): ReaderAnswer {
  return { id, at: new Date(at).toISOString(), recipient, kind, actionId, text };
}

function tooMany(): Problem {
  const detail = `${mostAnswers} answers are taken by one link: call the centre.`;
  return new Problem({ code: 'too_many_answers', status: 409, detail });
}

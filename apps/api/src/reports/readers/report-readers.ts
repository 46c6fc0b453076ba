import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type {
  ReaderAnswer,
  ReaderAnswerRequest,
  ReaderReport,
  ReportDocument,
  ReportReaders as ReadersView,
} from '@vigie/contracts';

import { auditAddress, type AuditEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { makeToken, readToken, type ReadToken } from '../../access/secret-token';
import { Clock } from '../../platform/clock';
import { Database, type Tx } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { readActions } from '../actions/report-action-store';
import type { OfClinic } from '../report-note-store';
import { withoutCalls } from '../document/report-calls';
import { ReportReader } from '../report-reader';
import { lettersUnderWay } from '../mail/report-mail';
import {
  areReadersClosed,
  dropUnopenedLinks,
  findReaderLink,
  insertAnswer,
  insertReaderLink,
  listAnswers,
  listReaderLinks,
  lockReaderLink,
  lockReaders,
  noteOpened,
  revokeReaderLinks,
  type NewAnswer,
  type ReaderOf,
  type StoredReaderLink,
} from './reader-store';

const openMs = 60 * 24 * 3_600_000;
/** A report of one page is answered with a few words. */
const mostAnswers = 50;

/** Whom something came from, as the network tells. */
type From = Pick<AuditEntry, 'requestId'> & { readonly address: string };
type Opened = { readonly tenantId: string; readonly link: StoredReaderLink };

/** Whoever got a report by mail: a link of one clinic and one month, what they may read by it, and what they say. */
@Injectable()
export class ReportReaders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly reports: ReportReader,
    private readonly log: AuditLog,
  ) {}

  /**
   * A link for a letter, in place of those of its earlier tries; its token is given this once. Null where the links of
   * the clinic's month were closed.
   */
  async link(
    tenantId: string,
    of: ReaderOf,
  ): Promise<{ readonly token: string; readonly expiresAt: number } | null> {
    const token = makeToken('vr', tenantId);
    const madeAt = this.clock.now();
    const expiresAt = madeAt + openMs;
    return this.database.withTenant(tenantId, async (tx) => {
      await lockReaders(tx, tenantId, of);
      if (await areReadersClosed(tx, tenantId, of)) return null;
      await dropUnopenedLinks(tx, tenantId, of);
      await insertReaderLink(tx, token, of, { madeAt, expiresAt });
      return { token: token.text, expiresAt };
    });
  }

  /** The report as it is now, without patients' comments. Rejects with 404 for a link that opens nothing. */
  async open(text: string, from: From): Promise<ReaderReport> {
    const { tenantId, link } = await this.opened(text);
    const at = this.clock.now();
    const isFirst = await this.database.withTenant(tenantId, (tx) =>
      noteOpened(tx, tenantId, link.linkId, at),
    );
    if (isFirst) this.tell(tenantId, link, 'reader.opened', from);
    const { clinicId, month } = link;
    const report = withoutCalls(withoutComments(await this.reports.document(tenantId, { clinicId, month })));
    const tenant = await this.tenants.find(tenantId);
    return this.database.withTenant(tenantId, async (tx) => ({
      centre: tenant?.name ?? '',
      expiresAt: new Date(link.expiresAt).toISOString(),
      openActions: await openActions(tx, tenantId, link),
      answers: await ownAnswers(tx, tenantId, link),
      report,
    }));
  }

  /** Takes what a reader says; gives back all that this one has said. Rejects with 404, and 409 after too much. */
  async answer(request: ReaderAnswerRequest, from: From): Promise<readonly ReaderAnswer[]> {
    const { tenantId, link } = await this.opened(request.token);
    const answers = await this.database.withTenant(tenantId, async (tx) => {
      await lockReaderLink(tx, tenantId, link.linkId);
      const before = await ownAnswers(tx, tenantId, link);
      if (request.kind === 'received' && before.some(({ kind }) => kind === 'received')) return before;
      if (before.length >= mostAnswers) throw tooMany();
      const answer = this.answerOf(request, link);
      if (answer.actionId !== null && !(await openActions(tx, tenantId, link)).includes(answer.actionId))
        throw notFound('There is no such action, or it is closed.');
      await insertAnswer(tx, tenantId, link, answer);
      return ownAnswers(tx, tenantId, link);
    });
    this.tell(tenantId, link, `reader.${request.kind}`, from);
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
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      await lockReaders(tx, tenantId, asked);
      const links = await listReaderLinks(tx, tenantId, asked);
      // A letter that was not tried yet has its link closed before it is sent.
      for (const of of await lettersUnderWay(tx, tenantId, asked))
        if (!links.some((link) => isOfLetter(link, of)))
          await insertReaderLink(tx, makeToken('vr', tenantId), of, { madeAt: now, expiresAt: now + openMs });
      return revokeReaderLinks(tx, tenantId, asked, now);
    });
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
    const token = linkToken(text);
    const { tenantId } = token;
    const link = await this.database.withTenant(tenantId, (tx) =>
      findReaderLink(tx, token, this.clock.now()),
    );
    if (link === undefined) throw opensNothing();
    return { tenantId, link };
  }

  private tell(tenantId: string, { linkId, clinicId, month }: StoredReaderLink, action: string, from: From) {
    const actor = { kind: 'reader', id: linkId, role: null } as const;
    const address = auditAddress(from.address);
    this.log.record(tenantId, { ...from, address, actor, action, subject: `${month} ${clinicId}` });
  }
}

const isOfLetter = (link: StoredReaderLink, { version, recipient }: ReaderOf): boolean =>
  link.version === version && link.recipient === recipient;

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

async function ownAnswers(tx: Tx, tenantId: string, link: StoredReaderLink): Promise<ReaderAnswer[]> {
  const answers = await listAnswers(tx, tenantId, link);
  return answers.filter(({ recipient }) => recipient === link.recipient).map(answerView);
}

function answerView({ id, at, recipient, kind, actionId, text }: NewAnswer): ReaderAnswer {
  return { id, at: new Date(at).toISOString(), recipient, kind, actionId, text };
}

function linkView(link: StoredReaderLink, now: number): ReadersView['links'][number] {
  const { recipient, version, madeAt, expiresAt, openedAt, revokedAt } = link;
  return {
    recipient,
    version,
    sentAt: new Date(madeAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    openedAt: openedAt === null ? null : new Date(openedAt).toISOString(),
    open: revokedAt === null && expiresAt > now,
  };
}

function linkToken(text: string): ReadToken {
  const token = readToken('vr', text);
  if (token === null) throw opensNothing();
  return token;
}

function opensNothing(): Problem {
  return notFound('This link opens nothing: it is too old, or was closed.');
}

function tooMany(): Problem {
  const detail = `${mostAnswers} answers are taken by one link: call the centre.`;
  return new Problem({ code: 'too_many_answers', status: 409, detail });
}

import { Injectable } from '@nestjs/common';
import type { AskedItem, SurveyLanguage } from '@vigie/contracts';

import { Clock } from '../../platform/clock';
import { Database, type Tx } from '../../platform/database';
import { itemsFor } from '../../settings/survey-template';
import { addRefusals } from '../caller-mark-store';
import { moreMs, mostAnswers, type Invitation } from '../invitation';
import { isSurveyLanguage } from '../invitation-request';
import { InvitationLetters } from '../invitation-letters';
import { beginAnswer, endAnswer, noteRefused } from '../invitation-state-store';
import { findInvitation, findTemplate } from '../invitation-store';
import { SurveyEvents } from '../survey-events';
import { SurveyLinks, type Linked } from '../survey-links';
import { readAnswerForm, type SentForm } from './answer-form';
import { noticePage, strayPage, type NoticeName, type OpenSurvey } from './page-frame';
import { openItems, surveyPage, thanksPage } from './survey-page';

/** A page and the status it comes with. */
export type PatientAnswer = { readonly status: number; readonly page: string };

/** What a request to the page holds: the link's token, the language switched to, and what else the browser prefers. */
export type PatientRequest = {
  readonly token: string;
  readonly wanted: unknown;
  readonly accepted: string | undefined;
};

type Found = { readonly linked: Linked; readonly invitation: Invitation; readonly survey: OpenSurvey };

const statuses: { readonly [name in NoticeName]: number } = {
  thanks: 200,
  called: 200,
  refused: 200,
  used: 410,
  late: 410,
  forged: 404,
  tooMany: 429,
  failed: 503,
};

/** What a patient meets behind a link. */
@Injectable()
export class PatientPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: SurveyLinks,
    private readonly events: SurveyEvents,
    private readonly letters: InvitationLetters,
  ) {}

  /** The questions, or why there are none. Looking changes nothing, so that a program that looks ahead does no harm. */
  async show(request: PatientRequest): Promise<PatientAnswer> {
    const found = await this.find(request);
    if (found === null) return stray('forged', request);
    const { invitation, survey } = found;
    const closed = this.closedBecause(invitation);
    if (closed !== null) return notice(closed, survey);
    const isBegun = invitation.answeredItems.some((id) => id !== 'overall');
    if (invitation.answeredAt !== null && openItems(survey).length === 0) return notice('used', survey);
    return { status: 200, page: isBegun ? thanksPage(survey, {}) : surveyPage(survey) };
  }

  /** Takes what was sent: an answer, more of it for an hour, a refusal at any time. Rejects when it could not be stored. */
  async take(request: PatientRequest, body: string): Promise<PatientAnswer> {
    const found = await this.find(request);
    if (found === null) return stray('forged', request);
    const { invitation, survey } = found;
    const sent = readAnswerForm(body, itemsFor(survey.template, invitation.callAnswered));
    if (sent.kind === 'refusal') return this.refuse(found);
    const closed = this.closedBecause(invitation);
    if (closed !== null) return notice(closed, survey);
    if (sent.kind === 'answers') return this.answer(found, sent);
    return invitation.answeredAt === null
      ? { status: 422, page: surveyPage(survey, { note: 'nothingChosen' }) }
      : { status: 200, page: thanksPage(survey, {}) };
  }

  /** A page for a request that has no link of ours. */
  stray(name: NoticeName, request: Omit<PatientRequest, 'token'>): PatientAnswer {
    return stray(name, request);
  }

  private async find(request: PatientRequest): Promise<Found | null> {
    const linked = await this.links.read(request.token);
    if (linked === null) return null;
    const { tenantId, invitationId } = linked;
    return this.database.withTenant(tenantId, async (tx) => {
      const invitation = await findInvitation(tx, tenantId, invitationId);
      const template =
        invitation === undefined ? undefined : await findTemplate(tx, tenantId, invitation.surveyId);
      if (invitation === undefined || template === undefined) return null;
      const language = template.languages.find((code) => code === request.wanted) ?? invitation.language;
      return { linked, invitation, survey: { invitation, template, language } };
    });
  }

  private closedBecause(invitation: Invitation): NoticeName | null {
    const { refusedAt, answeredAt, expiresAt } = invitation;
    if (refusedAt !== null) return 'refused';
    if (answeredAt !== null) return this.isOpenForMore(invitation) ? null : 'used';
    return this.clock.now() >= expiresAt ? 'late' : null;
  }

  private isOpenForMore({ answeredAt, answers }: Invitation): boolean {
    return (
      answeredAt !== null && answers > 0 && answers < mostAnswers && this.clock.now() < answeredAt + moreMs
    );
  }

  /**
   * The instant of the first answer is kept first, so that the same answer sent again after a failure is the same event;
   * then the log takes it; then what was answered is noted. What is sent later is added to it.
   */
  private async answer(
    { linked, invitation, survey }: Found,
    { items, isTap }: Extract<SentForm, { kind: 'answers' }>,
  ): Promise<PatientAnswer> {
    const { tenantId, invitationId } = linked;
    const now = this.clock.now();
    const answerAt = await this.inTenant(linked, (tx) => beginAnswer(tx, linked, now));
    if (answerAt === null)
      return this.show({ token: this.links.tokenOf(linked), wanted: survey.language, accepted: undefined });
    await this.events.publishAnswer(invitation, answerAt, { items, language: survey.language });
    const given = Object.keys(items) as AskedItem[];
    await this.inTenant(linked, async (tx) => {
      await endAnswer(tx, linked, given, now);
      await this.letters.cancel(tx, tenantId, invitationId);
    });
    await this.events.publish(tenantId, invitationId);
    const answeredItems = [...new Set([...invitation.answeredItems, ...given])];
    const answered = { ...invitation, answeredItems, answeredAt: invitation.answeredAt ?? answerAt };
    const open: OpenSurvey = { ...survey, invitation: answered };
    const isMoreOpen = this.isOpenForMore({ ...answered, answers: invitation.answers + 1 });
    if (isTap && isMoreOpen && answeredItems.every((id) => id === 'overall'))
      return { status: 200, page: surveyPage(open, { given: items, note: 'saved' }) };
    return { status: 200, page: thanksPage(open, items, isMoreOpen) };
  }

  private async refuse({ linked, invitation, survey }: Found): Promise<PatientAnswer> {
    const { addressMark, callerMark } = invitation;
    const now = this.clock.now();
    await this.inTenant(linked, async (tx) => {
      const marks = callerMark === null ? [addressMark] : [addressMark, callerMark];
      await addRefusals(tx, linked.tenantId, marks, now);
      await noteRefused(tx, linked, now);
      await this.letters.cancel(tx, linked.tenantId, linked.invitationId);
    });
    await this.events.publish(linked.tenantId, linked.invitationId);
    return notice('refused', survey);
  }

  private inTenant<T>({ tenantId }: Linked, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.withTenant(tenantId, work);
  }
}

function notice(name: NoticeName, survey: OpenSurvey): PatientAnswer {
  return { status: statuses[name], page: noticePage(name, survey) };
}

function stray(name: NoticeName, request: Omit<PatientRequest, 'token'>): PatientAnswer {
  return { status: statuses[name], page: strayPage(name, languageOf(request)) };
}

/** The language asked for, else the first the browser names that there is, else French. */
function languageOf({ wanted, accepted = '' }: Omit<PatientRequest, 'token'>): SurveyLanguage {
  const preferred = accepted.split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase());
  return [wanted, ...preferred].find(isSurveyLanguage) ?? 'fr';
}

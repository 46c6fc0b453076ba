import type { AskedItem, InvitationChannel, SurveyLanguage } from '@vigie/contracts';

import type { SurveyTemplate } from '../settings/survey-template';
import type { Called } from './called-query';

/** Events of a survey that an invitation gives rise to by itself. */
export type SurveyMoment = 'invited' | 'delivered' | 'refused';

/** Where the sending stands; `sample` was never meant to be sent. */
export type SendingState = 'waiting' | 'sent' | 'failed' | 'cancelled' | 'sample';

/** An invitation as it is kept. Instants in ms since 1970. */
export type Invitation = {
  readonly tenantId: string;
  readonly invitationId: string;
  readonly surveyId: string;
  readonly source: string;
  readonly callId: string;
  readonly callKey: string;
  readonly clinicId: string | null;
  readonly callAnswered: boolean;
  readonly channel: InvitationChannel;
  readonly language: SurveyLanguage;
  readonly addressMark: Buffer;
  readonly callerMark: Buffer | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly state: SendingState;
  readonly deliveredAt: number | null;
  /** When an answer was first sent; `answeredAt` follows once the log has it. */
  readonly answerAt: number | null;
  readonly answeredAt: number | null;
  /** The questions that were answered, and in how many parts; what was said is in the log alone. */
  readonly answeredItems: readonly AskedItem[];
  readonly answers: number;
  readonly refusedAt: number | null;
  readonly unlogged: readonly SurveyMoment[];
};

/** What is kept of a template: what the patient reads. */
export type KeptTemplate = Pick<
  SurveyTemplate,
  'surveyId' | 'items' | 'languages' | 'clinicName' | 'controller' | 'contact' | 'retentionMonths' | 'intro'
> & {
  /** The centre that asks on the clinic's behalf. */
  readonly centreName: string;
  /** The clinic's, in which dates are told. */
  readonly timezone: string;
  readonly message: SurveyTemplate['message'];
};

/** What the answers to one invitation may hold: numbers by item, and the comment. */
export type GivenAnswers = { readonly [item in AskedItem]?: number | string };

const dayMs = 86_400_000;
/** How long a link can be answered. */
export const validMs = 7 * dayMs;
/** How long after the first answer others may be added, and in how many parts at most. */
export const moreMs = 3_600_000;
export const mostAnswers = 12;
/** How long an address may be kept while the sending is tried. */
export const addressKeptMs = 3 * dayMs;
/** So many messages may fail to reach a number, an address or the caller of a call within {@link tryingMs}. */
export const mostTries = 3;
export const tryingMs = 3_600_000;
/** Nobody is asked twice within this. */
export const restMs = 30 * dayMs;
/** How old a call may be when its caller is invited. */
export const recentCallMs = 7 * dayMs;
/** How long a settled invitation is known, so that its link is told used or late. */
export const invitationKeptMs = 60 * dayMs;

type Fresh = Pick<
  Invitation,
  | 'tenantId'
  | 'invitationId'
  | 'surveyId'
  | 'channel'
  | 'language'
  | 'addressMark'
  | 'callerMark'
  | 'createdAt'
>;

/** An invitation about a call, to be sent at once or, a sample, to nobody. */
export function newInvitation(
  called: Called,
  fresh: Fresh,
  state: Extract<SendingState, 'waiting' | 'sample'>,
): Invitation {
  return {
    ...fresh,
    source: called.source,
    callId: called.callId,
    callKey: called.callKey,
    clinicId: called.clinicId,
    callAnswered: called.outcome === 'answered',
    expiresAt: fresh.createdAt + validMs,
    state,
    deliveredAt: null,
    answerAt: null,
    answeredAt: null,
    answeredItems: [],
    answers: 0,
    refusedAt: null,
    unlogged: ['invited'],
  };
}

/** What the page and the message need of a template, under the name of the centre that asks. */
export function toKeptTemplate(
  template: SurveyTemplate,
  { centreName, timezone }: Pick<KeptTemplate, 'centreName' | 'timezone'>,
): KeptTemplate {
  const { surveyId, items, languages, clinicName, controller, contact, retentionMonths, intro, message } =
    template;
  return {
    surveyId,
    items,
    languages,
    clinicName,
    controller,
    contact,
    retentionMonths,
    intro,
    message,
    centreName,
    timezone,
  };
}

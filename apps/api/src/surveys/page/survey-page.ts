import { highestBadAnswer } from '@vigie/calls';
import type { AskedItem } from '@vigie/contracts';

import { itemsFor } from '../../settings/survey-template';
import type { GivenAnswers } from '../invitation';
import { markup, type Html } from './markup';
import { allWords, filled, noticeView, page, refuseView, rightsView, type OpenSurvey } from './page-frame';
import { questionView, tappedView } from './question-view';
import type { PatientWords } from './words/patient-words';

/** What is shown beside the questions: nothing yet, that nothing was chosen, or that the score is kept. */
export type PageNote = 'none' | 'nothingChosen' | 'saved';

/** What the patient has just sent, as far as it is to be shown again. */
type Shown = { readonly given?: GivenAnswers; readonly note?: PageNote };

const first: AskedItem = 'overall';
/** Beside the overall question, before anything else is offered. */
const besideFirst = 3;

/** Somebody who was not satisfied is asked whether to be called: of nobody else the centre would be told. */
const isUnhappy = ({ overall }: GivenAnswers): boolean =>
  typeof overall === 'number' && overall <= highestBadAnswer;

/** What of a survey is still open to somebody who has given these answers just now. */
export function openItems(
  { invitation, template }: OpenSurvey,
  given: GivenAnswers = {},
): readonly AskedItem[] {
  const open = itemsFor(template, invitation.callAnswered).filter(
    (id) => id !== first && !invitation.answeredItems.includes(id) && (id !== 'callback' || isUnhappy(given)),
  );
  // A wish to be called back comes before any opinion.
  return open.toSorted((a, b) => Number(b === 'callback') - Number(a === 'callback'));
}

/** The overall question, a press on which is an answer, and a few more; the rest is offered afterwards. */
export function surveyPage(survey: OpenSurvey, { given = {}, note = 'none' }: Shown = {}): string {
  const { template, language } = survey;
  const words = filled(allWords[language], survey);
  const fault =
    note === 'nothingChosen'
      ? markup`<p class="fault" role="alert" tabindex="-1" autofocus>${words.nothingChosen}</p>`
      : null;
  const isAsked = template.items.includes(first);
  const items = openItems(survey, given).slice(0, isAsked ? besideFirst : besideFirst + 1);
  return page(
    { language, title: words.title, clinic: template.clinicName },
    template.languages,
    markup`<h1>${words.heading}</h1>
      <p class="lead">${template.intro[language] ?? words.lead}</p>
      <p class="small">${words.inShort} <a href="#rights">${words.toRights}</a></p>
      ${fault} ${formView({ survey, given, words, note }, isAsked ? [first, ...items] : items, words.send)}
      ${rightsView(words, template)} ${refuseView(words)}`,
  );
}

/** Thanks for what was answered, and whatever was not asked yet, for who likes to go on. */
export function thanksPage(survey: OpenSurvey, given: GivenAnswers, isMoreOpen = true): string {
  const { template, language, invitation } = survey;
  const words = filled(allWords[language], survey);
  const name = given.callback === 1 && isUnhappy(given) ? 'called' : 'thanks';
  const items = openItems(survey, given);
  const open = invitation.answeredItems.includes(first) ? items : [first, ...items];
  const isMore = isMoreOpen && items.length > 0;
  const more = (): Html =>
    markup`<h2 class="more">${words.more.title}</h2>
      <p class="small">${words.more.text}</p>
      ${formView(
        { survey, given, words, note: 'none' },
        open.filter((id) => template.items.includes(id)),
        words.more.send,
      )}`;
  return page(
    { language, title: words[name].title, clinic: template.clinicName },
    template.languages,
    markup`${noticeView(name, words[name])} ${isMore ? more() : null} ${isMore ? rightsView(words, template) : null}
    ${refuseView(words)}`,
  );
}

type Form = {
  readonly survey: OpenSurvey;
  readonly given: GivenAnswers;
  readonly words: PatientWords;
  readonly note: PageNote;
};

function formView({ survey, given, words, note }: Form, items: readonly AskedItem[], send: string): Html {
  const context = { language: survey.language, words, given };
  const isKept = note === 'saved' || survey.invitation.answeredItems.includes(first);
  const hint = isKept
    ? markup`<p class="kept" role="status">${words.saved}</p>`
    : markup`<p class="hint">${words.tap}</p>`;
  const carried = given[first];
  // The first button is what the Enter key presses: it must be the one that sends, not the lowest score.
  return markup`<form method="post">
    <button class="enter" name="do" value="answer" tabindex="-1" aria-hidden="true">${send}</button>
    <div class="card questions">
      ${items.map((id) => (id === first ? tappedView(id, context, hint) : questionView(id, context)))}
    </div>
    ${items.includes(first) || carried === undefined ? null : markup`<input type="hidden" name="${first}" value="${carried}">`}
    <button class="go" name="do" value="answer">${send}</button>
    <p class="hint">${words.until} ${words.emergency}</p>
  </form>`;
}

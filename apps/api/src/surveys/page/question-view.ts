import {
  scaleEnds,
  scaleLabels,
  scaleValues,
  surveyItem,
  type AskedItem,
  type SurveyItem,
  type SurveyLanguage,
} from '@vigie/contracts';

import type { GivenAnswers } from '../invitation';
import { markup, type Html } from './markup';
import type { PatientWords } from './words/patient-words';

/** What the questions are drawn with. */
export type QuestionContext = {
  readonly language: SurveyLanguage;
  readonly words: PatientWords;
  readonly given: GivenAnswers;
};

/** How long a comment may be. */
export const longestComment = 1_000;

/** One question: a group of large buttons that are radio buttons, or a box to write in. */
export function questionView(id: AskedItem, context: QuestionContext): Html | null {
  const item = surveyItem(id);
  if (item === undefined) return null;
  return item.scale === 'text' ? commentView(item, context) : choiceView(item, context);
}

/**
 * A question whose answer is sent by being pressed, so that it is kept even of those who go no further; the page comes
 * back to it. What was pressed is sent again with the questions below; `hint` stands under the scale.
 */
export function tappedView(id: AskedItem, context: QuestionContext, hint: Html): Html | null {
  const item = surveyItem(id);
  if (item === undefined) return null;
  const chosen = context.given[id];
  const choices = facesOf(item, context.language).map(
    ({ value, face }) =>
      markup`<button name="${id}" value="${value}" formaction="#now" aria-pressed="${String(chosen === value)}">${face}</button>`,
  );
  return markup`<fieldset id="now">
<legend>${item.wording[context.language]}</legend>
<div class="scale n${choices.length}">${choices}</div>
${endsView(item.scale, context.language)}
${hint}
${chosen === undefined ? null : markup`<input type="hidden" name="${id}" value="${chosen}">`}
</fieldset>
`;
}

function choiceView(item: SurveyItem, context: QuestionContext): Html {
  const { id, scale, wording } = item;
  const { language, words, given } = context;
  const hint = id === 'callback' ? `hint-${id}` : null;
  const faces = facesOf(item, language);
  const choices = faces.map(
    ({ value, face }) =>
      markup`<label><input type="radio" name="${id}" value="${value}"${given[id] === value ? markup` checked` : null}><span>${face}</span></label>`,
  );
  return markup`<fieldset${hint === null ? null : markup` aria-describedby="${hint}"`}>
<legend>${wording[language]}</legend>
<div class="scale n${faces.length}">${choices}</div>
${endsView(scale, language)}
${hint === null ? null : markup`<p class="hint" id="${hint}">${words.callbackConsent}</p>`}
</fieldset>
`;
}

/** Scales whose every value is a word; of the others the two ends are told below. */
const isWorded = (scale: SurveyItem['scale']): boolean => scale === 'yesno' || scale === 'frequency4';

function facesOf(
  { scale }: SurveyItem,
  language: SurveyLanguage,
): readonly { readonly value: number; readonly face: Html }[] {
  const labels = scaleLabels[scale][language];
  return scaleValues[scale].map((value, index) => ({
    value,
    face: isWorded(scale)
      ? markup`${labels[index] ?? ''}`
      : markup`${value}<span class="v"> ${namedApart(labels[index], value)}</span>`,
  }));
}

/** A bare number is its own name; only a word adds something to it. */
function namedApart(label: string | undefined, value: number): string {
  return label === undefined || label === String(value) ? '' : label;
}

function endsView(scale: SurveyItem['scale'], language: SurveyLanguage): Html | null {
  if (isWorded(scale)) return null;
  const labels = scaleLabels[scale][language];
  const values = scaleValues[scale];
  const low = scaleEnds[scale]?.low[language] ?? labels[0];
  const high = scaleEnds[scale]?.high[language] ?? labels.at(-1);
  if (low === undefined || high === undefined) return null;
  return markup`<p class="ends">
    <span>${values[0] ?? null} = ${low}</span><span>${values.at(-1) ?? null} = ${high}</span>
  </p>`;
}

function commentView({ id, wording }: SurveyItem, { language, words, given }: QuestionContext): Html {
  const written = given[id];
  return markup`<div class="box">
    <label class="q" for="${id}">${wording[language]}</label>
    <textarea id="${id}" name="${id}" maxlength="${longestComment}" rows="4" aria-describedby="hint-${id}">
${typeof written === 'string' ? written : ''}</textarea>
    <p class="hint" id="hint-${id}">${words.commentMost}</p>
  </div> `;
}

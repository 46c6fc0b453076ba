import { surveyLanguages, type SurveyLanguage } from '@vigie/contracts';

import type { Invitation, KeptTemplate } from '../invitation';
import { Html, markup } from './markup';
import { pageStyle } from './page-style';
import { ca } from './words/ca';
import { en } from './words/en';
import { es } from './words/es';
import { fr } from './words/fr';
import type { Notice, PatientWords } from './words/patient-words';

/** An invitation with what it asks, and the language it is read in. */
export type OpenSurvey = {
  readonly invitation: Pick<Invitation, 'callAnswered' | 'expiresAt' | 'refusedAt' | 'answeredItems'>;
  readonly template: KeptTemplate;
  readonly language: SurveyLanguage;
};

/** A page that says one thing, and which. */
export type NoticeName = 'thanks' | 'called' | 'used' | 'late' | 'forged' | 'refused' | 'tooMany' | 'failed';

type Head = { readonly language: SurveyLanguage; readonly title: string; readonly clinic: string | null };

/** A page without questions; whoever has a link can still refuse there. */
export function noticePage(name: NoticeName, survey: OpenSurvey): string {
  const { template, language, invitation } = survey;
  const words = filled(allWords[language], survey);
  const canRefuse = name !== 'refused' && invitation.refusedAt === null;
  return page(
    { language, title: words[name].title, clinic: template.clinicName },
    template.languages,
    markup`${noticeView(name, words[name])} ${canRefuse ? refuseView(words) : null}`,
  );
}

/** The same where no invitation is known, so that nothing is said of one. */
export function strayPage(name: NoticeName, language: SurveyLanguage): string {
  const words = allWords[language];
  return page(
    { language, title: words[name].title, clinic: null },
    surveyLanguages,
    noticeView(name, words[name]),
  );
}

/** A whole page: what it says, under the clinic's name and the choice of languages. */
export function page(
  { language, title, clinic }: Head,
  languages: readonly SurveyLanguage[],
  main: Html,
): string {
  const words = allWords[language];
  const others = languages.map((code) =>
    code === language
      ? markup`<li><strong aria-current="true" lang="${code}">${allWords[code].name}</strong></li>`
      : markup`<li><a href="?l=${code}" lang="${code}" hreflang="${code}">${allWords[code].name}</a></li>`,
  );
  const choice =
    languages.length < 2
      ? null
      : markup`<nav aria-label="${words.chooseLanguage}">
          <ul>
            ${others}
          </ul>
        </nav>`;
  return markup`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#f4f6f8" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0e151b" media="(prefers-color-scheme: dark)" />
        <title>${title}</title>
        <style>${new Html(pageStyle)}</style>
      </head>
      <body>
        <header>${clinic === null ? null : markup`<p class="clinic">${clinic}</p>`}${choice}</header>
        <main>${main}</main>
      </body>
    </html> `.text;
}

/** One thing said, with its mark. */
export function noticeView(name: NoticeName, { title, text }: Notice): Html {
  return markup`${markView(name)}
    <h1>${title}</h1>
    <p class="lead">${text}</p>`;
}

const tick = 'M17 29l7 7 15-17';
const clock = 'M28 16v13l8 5';
const strokes: { readonly [name in NoticeName]: string } = {
  thanks: tick,
  called: tick,
  used: tick,
  refused: tick,
  late: clock,
  tooMany: clock,
  forged: 'M28 17v14M28 38v1',
  failed: 'M28 17v14M28 38v1',
};

function markView(name: NoticeName): Html {
  return markup`<svg
    class="mark"
    viewBox="0 0 56 56"
    fill="none"
    stroke="currentColor"
    stroke-width="4"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <circle cx="28" cy="28" r="25" />
    <path d="${strokes[name]}" />
  </svg> `;
}

/** Who asks, why, for how long, and to whom to turn. */
export function rightsView({ rights }: PatientWords, template: KeptTemplate): Html {
  const { who, why, what, kept, free, contact, authority } = rights;
  const lines = [free, who, why, what, kept, ...(template.contact === null ? [] : [contact]), authority];
  return markup`<details class="card" id="rights" open>
    <summary>${rights.heading}</summary>
    <ul>
      ${lines.map((line) => markup`<li>${line}</li>`)}
    </ul>
  </details>`;
}

/** The way never to be asked again, in one press. */
export function refuseView({ refuse }: PatientWords): Html {
  return markup`<form method="post" class="card">
    <h2>${refuse.heading}</h2>
    <p class="small">${refuse.text}</p>
    <button class="no" name="do" value="refuse">${refuse.button}</button>
  </form>`;
}

/** The words with names and dates put in; they are escaped when they are drawn. */
export function filled(words: PatientWords, { template, invitation, language }: OpenSurvey): PatientWords {
  const locale = language === 'en' ? 'en-GB' : language;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: template.timezone });
  const values: Readonly<Record<string, string>> = {
    clinic: template.clinicName,
    controller: template.controller,
    centre: template.centreName,
    contact: template.contact ?? '',
    months: String(template.retentionMonths),
    // In French the first of a month is a first.
    date: date.format(invitation.expiresAt).replace(/^1 (?=\p{L}+ \d)/u, language === 'fr' ? '1er ' : '1 '),
  };
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
  const deep = <T>(value: T): T =>
    typeof value === 'string'
      ? (fill(value) as T)
      : (Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, deep(inner)])) as T);
  return deep(words);
}

export const allWords: { readonly [language in SurveyLanguage]: PatientWords } = { fr, ca, es, en };

import {
  scaleEnds,
  scaleLabels,
  surveyItems,
  surveyLanguages,
  type SurveyItem,
  type SurveyLanguage,
} from '@vigie/contracts';
import { countedScales, scaleRules, surveyScores, valuesOfScale, type CountedScale } from '@vigie/metrics';

const languageNames: { readonly [language in SurveyLanguage]: string } = {
  fr: 'Français',
  ca: 'Català',
  es: 'Español',
  en: 'English',
};

const head = [
  '# Surveys',
  '',
  '<!-- Written by `npm run docs` from the item bank in libs/contracts and the formulas in libs/metrics. Do not edit. -->',
  '',
  'What patients are asked, on which scale, in which words, and how it counts. A template of the settings chooses items from this bank by their id. An id and its scale never change, since stored answers name them.',
  '',
];

const notes = [
  '## How answers come in',
  '',
  '- `survey.answered` carries `items`: item id to whole number. A number in digits ("4") is read as that number. A value that is not of the scale, or an item the bank does not have, is left out and named; the other answers stand. `null` or an empty text is a question left open.',
  '- `comment` is free text. It never enters the event log: at the door it is taken out, scrubbed, encrypted and kept apart.',
  '- `callback` is a wish, not an opinion: with `overall` of 1 or 2 it is raised to the supervisor at once, and the clinic owes the caller a call until somebody says what came of it ([callbacks.md](callbacks.md)).',
  '- An answer counts in the calendar month of the **call**, in the clinic’s time zone. Ways of asking (`sms`, `email`, `ivr`, `agent`, `import`) are never mixed into one figure.',
  '- Of fewer than 10 answers nothing is told, not even how many; of 10 to 29 the figures are fragile and compared with nothing.',
  '',
];

/** The page `docs/surveys.md`: the item bank, its words, and every figure that is made of the answers. */
export function surveysDoc(): string {
  return [...head, ...itemTable(), ...scaleTable(), ...wordingTables(), ...scoreTable(), ...notes].join('\n');
}

function itemTable(): string[] {
  const rows = surveyItems.map((item) => [
    `\`${item.id}\``,
    `\`${item.scale}\``,
    item.step,
    item.wording.en,
    scoring(item),
  ]);
  return ['## Items', '', ...table(['Item', 'Scale', 'Step', 'Question', 'How it scores'], rows)];
}

const isCounted = (scale: string): scale is CountedScale => countedScales.some((name) => name === scale);

function scoring({ id, scale, scored, answeredOnly }: SurveyItem): string {
  if (!isCounted(scale)) return 'not counted';
  if (id === 'callback') return 'a wish: see below';
  const { favourableFrom, highest } = scaleRules[scale];
  const favourable = `favourable ${span(favourableFrom, highest)}`;
  const extra = id === 'recommend' ? ['net promoter score'] : [];
  const score = scored ? ['in the score out of 100'] : [];
  const whom = answeredOnly ? ['asked only of callers who were answered'] : [];
  return [favourable, ...extra, ...score, ...whom].join('; ');
}

const span = (from: number, to: number): string => (from >= to ? `${to}` : `${from}–${to}`);

function scaleTable(): string[] {
  const rows = countedScales.map((scale) => {
    const { lowest, highest, favourableFrom, topFrom, bottomTo } = scaleRules[scale];
    const middle = topFrom - 1 > bottomTo ? span(bottomTo + 1, topFrom - 1) : '–';
    return [
      `\`${scale}\``,
      valuesOfScale(scale).join(' '),
      span(favourableFrom, highest),
      `${span(topFrom, highest)} / ${middle} / ${span(lowest, bottomTo)}`,
      lowest === 0 ? `value × ${100 / highest}` : `(value − ${lowest}) × 100 ÷ ${highest - lowest}`,
    ];
  });
  return [
    '## Scales',
    '',
    ...table(['Scale', 'Values', 'Favourable', 'Boxes: top / middle / bottom', 'Out of 100'], rows),
  ];
}

function wordingTables(): string[] {
  return surveyLanguages.flatMap((language) => [
    `## ${languageNames[language]}`,
    '',
    ...table(
      ['Item', 'Question', 'In a chart'],
      surveyItems.map(({ id, wording, short }) => [`\`${id}\``, wording[language], short[language]]),
    ),
    ...table(
      ['Scale', 'Answers'],
      countedScales.map((scale) => [`\`${scale}\``, answersOf(scale, language)]),
    ),
  ]);
}

function answersOf(scale: CountedScale, language: SurveyLanguage): string {
  const ends = scaleEnds[scale];
  if (ends === null) return scaleLabels[scale][language].join(' · ');
  const [first, last] = [scaleLabels[scale][language].at(0), scaleLabels[scale][language].at(-1)];
  return `${first ?? ''} (${ends.low[language]}) to ${last ?? ''} (${ends.high[language]})`;
}

function scoreTable(): string[] {
  const rows = Object.entries(surveyScores).map(([name, { formula, edges }]) => [
    `\`${name}\``,
    formula,
    edges,
  ]);
  return ['## Figures', '', ...table(['Figure', 'Formula', 'What holds at the edges'], rows)];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line), ''];
}

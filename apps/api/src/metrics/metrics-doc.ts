import {
  agentTimes,
  countRegistry,
  kpis,
  presetNames,
  presets,
  reportRegistry,
  serviceLevelFormulas,
  tallyNames,
  type KpiUnit,
  type Preset,
} from '@vigie/metrics';
import {
  callbackTable,
  campaignTable,
  followupTable,
  greetingTable,
  handoverTable,
  incidentTable,
  loadTable,
  returnTable,
  table,
} from './caller-tables';
import { metricsParameters } from './described-query';

const unitText: { readonly [unit in KpiUnit]: string } = {
  ratio: 'fraction',
  ms: 'ms',
  rating: '1 to 5',
  count: 'number',
};

/** The page `docs/metrics.md`: every count, metric and parameter, from the registry that also computes them. */
export function metricsDoc(): string {
  return [
    ...head,
    ...parameterTable(),
    ...countTable(),
    ...metricTable(),
    ...agentTimeTable(),
    ...reportTable(),
    ...callbackTable(),
    ...loadTable(),
    ...returnTable(),
    ...presetTables(),
    ...followupTable(),
    ...campaignTable(),
    ...handoverTable(),
    ...incidentTable(),
    ...greetingTable(),
    ...serviceLevelTable(),
    ...notes,
  ].join('\n');
}

const head = [
  '# Metrics',
  '',
  '<!-- Written by `npm run docs` from libs/metrics. Do not edit. -->',
  '',
  'Every number exists once, in the registry of `libs/metrics`. The live board, the history, the formula cards and this page all read it. Ratios, means and percentiles are never stored and never averaged: they are derived last, from sums of counts and of wait histograms.',
  '',
  '## Asking',
  '',
  '`GET /api/v1/metrics`, with an API key of the scope `metrics:read` (and `agents:read` by secretary), or as a person whose role may. By agent or with `agentId`, one’s own figures apart: 403 `person_figures_off` until the centre has recorded when staff were informed ([settings.md](settings.md#the-pages)).',
  '',
  'With `format=csv` or `format=xlsx` the answer is a file: an interval of a key a line, the total last, every count and metric a column by its name, durations as durations (in CSV seconds, and without `Ms` in the name), what was asked for beside as `callbacks.…`, `returns.…`, `agentTime.…`; `incomplete` is 1 where a telephone system told nothing for a part of the line. A workbook has the definitions on its second sheet. `locale=fr|ca|es|en` writes a CSV for such a spreadsheet ([history.md](history.md#files)).',
  '',
];

const notes = [
  '## How it is counted',
  '',
  '- **Unit.** Calls; by queue or with `queueId`, segments (a call in two queues is two); by agent or with `agentId`, legs (offers, answers, talk, hold, wrap-up; every other count is 0, every other metric null). The answer says which in `unit`.',
  '- **When.** A call counts in the quarter of an hour in which it arrived, whole, however long it lasted. A segment counts in the quarter in which that queue was entered (a refused join at its own instant), a leg in that of its offer, else of its answer; coverage, language, reason and the version of the settings are the call’s, and so is the quarter of ratings and of `resolved`. Over a range that holds the whole call the sums are the same. Agents’ time counts in the quarter in which each second was spent. Intervals are cut by the local calendar of `timezone`; a repeated hour is two rows, a skipped one none.',
  '- **Rows.** Empty intervals are rows. With `weekdays`, `dayStart` or `dayEnd`, an interval none of whose quarters counts is no row. Keys appear when they have a count or staffed time in the range; the key of what is not known is the empty text. `total` is the sum of the rows.',
  '- **Ratios and means** over nothing are null: no calls is not 0 %.',
  '- **Percentiles** are nearest rank, told as the upper edge of their bin: (k−1, k] s to 120 s, then steps of 2 s to 240 s, 4 s to 480 s, doubling on. `serviceLevelSeconds` must be such an edge.',
  '- **Any combination of filters** is answered. Dimensions that have stored sums together answer from those (none; queue; team; clinic; agent; language; reason; clinic with queue, reason or language); any other combination from the calls themselves, at most 50,000 of them and for two seconds at most (400 `range_too_wide`, with a range that is answered). Both give the same figures. After an upgrade that counts otherwise, stored sums are folded again once, beside the work; until that ends questions by queue and agent are answered from the calls, and counts that are new with it are not complete yet.',
  '- **Ratings** (`rated`, `rating1…5`, `meanRating`, `csat`) are the published figures of satisfaction, never sums of the moment: of whole calendar months in the tenant’s zone, for all clinics or one (`by` is `none` or `clinic`, no other filter), by one way of asking (`surveyChannel`). Elsewhere they are null and `suppressed` says why: `off_grid`, `not_published`, `few_answers`, `protects_another` or `mixed_channels`. Several months are told when each is.',
  `- **Stored.** Per quarter and key: ${tallyNames.map((name) => `\`${name}\``).join(', ')}, and the histogram of waits of those answered, of those who gave up and of all others.`,
  '',
];

function parameterTable(): string[] {
  const rows = metricsParameters.map(({ name, required, enum: values, description }) => {
    const choice = values === undefined ? '' : ` One of ${values.map((value) => `\`${value}\``).join(', ')}.`;
    return [`\`${name}\`${required === true ? ' (required)' : ''}`, `${description ?? ''}${choice}`];
  });
  return table(['Parameter', 'Meaning'], rows);
}

function countTable(): string[] {
  const rows = Object.entries(countRegistry).map(([name, { about }]) => [`\`${name}\``, about]);
  return ['## Counts', '', ...table(['Name', 'What it counts'], rows)];
}

function reportTable(): string[] {
  const rows = Object.entries(reportRegistry).map(([name, { unit, formula, edges }]) => [
    `\`${name}\``,
    unit === 'ratio' ? unitText.ratio : unit,
    formula,
    edges,
  ]);
  return [
    '## Of the monthly reports',
    '',
    'A report and the list of reports count the hours covered by contract; `answered` and `unansweredRate` above count all hours.',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rows),
  ];
}

/** What others measure, house by house. */
function presetTables(): string[] {
  const houses = presetNames.flatMap((house) => {
    const { names, source, measures }: Preset = presets[house];
    const rows = Object.entries(measures).map(([id, { unit, formula, edges }]) => [
      `\`${id}\``,
      names[id] ?? '',
      unit,
      formula,
      edges,
    ]);
    return [
      `### ${house}`,
      '',
      `[${source.name}](${source.url})`,
      '',
      ...table(['Id', 'Its own name', 'Unit', 'Formula', 'What holds at the edges'], rows),
    ];
  });
  return [
    '## Definitions of others',
    '',
    '`GET /api/v1/history/presets`, and *Définitions côte à côte* on the page of history: the same calls as laws, authorities and other telephone systems count them. What of theirs cannot be told from calls is not among them.',
    '',
    ...houses,
  ];
}

function metricTable(): string[] {
  const rows = Object.entries(kpis).map(([name, { unit, formula, edges }]) => [
    `\`${name}\``,
    unitText[unit],
    formula,
    edges,
  ]);
  return ['## Metrics', '', ...table(['Name', 'Unit', 'Formula', 'What holds at the edges'], rows)];
}

function agentTimeTable(): string[] {
  const rows = Object.entries(agentTimes).map(([name, { formula, edges }]) => [
    `\`${name}\``,
    formula,
    edges,
  ]);
  return [
    '## Agents’ time',
    '',
    'With `agentTime=true`, `agentTime` of each row and of `total`, in ms: each millisecond in the quarter of an hour in which it was spent. Of the centre, by team or with `teamId`, by agent or with `agentId`; with any other filter it is null. One who is in two teams counts in each. `pausedMsByReason` tells `pausedMs` by the reason that was declared (`training` for a training, the empty text where none was): of nobody but oneself, and of teams or the centre where at least five were logged in within the row; else it is null.',
    '',
    ...table(['Name', 'Formula', 'What holds at the edges'], rows),
  ];
}

function serviceLevelTable(): string[] {
  const rows = Object.entries(serviceLevelFormulas).map(([name, { formula }]) => [`\`${name}\``, formula]);
  return ['## Service level formulas', '', ...table(['Name', 'Formula'], rows)];
}

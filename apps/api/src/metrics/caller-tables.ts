import {
  callbackRegistry,
  campaignRegistry,
  followupRegistry,
  greetingRegistry,
  handoverRegistry,
  incidentRegistry,
  loadRegistry,
  returnRegistry,
} from '@vigie/metrics';

/** A table of the page: one line a row. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line), ''];
}

type Described = Readonly<Record<string, Readonly<{ unit: string; formula: string; edges: string }>>>;

const rowsOf = (registry: Described): string[][] =>
  Object.entries(registry).map(([name, { unit, formula, edges }]) => [
    `\`${name}\``,
    unit === 'ratio' ? 'fraction' : unit,
    formula,
    edges,
  ]);

export function callbackTable(): string[] {
  return [
    '## Of the list to call back',
    '',
    '`GET /api/v1/callbacks/figures`, by local day; and with `callbacks=true`, by any interval, clinic or team, `GET /api/v1/metrics`; the page of history has them of its range. All three are one statement. They count callers, each once a clinic however often they rang, when the first of their calls was lost; what became of one may be decided later.',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(callbackRegistry)),
  ];
}

export function followupTable(): string[] {
  return [
    '## Of follow-ups',
    '',
    '`GET /api/v1/followups/figures`, by the local day of the centre until which each was due; the page of history has them of its range. See [followups.md](followups.md).',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(followupRegistry)),
  ];
}

export function campaignTable(): string[] {
  return [
    '## Of campaigns',
    '',
    '`GET /api/v1/campaigns/figures`, by the local day of the centre on which each was answered. How far a campaign came (`progress` of `GET /api/v1/campaigns`) is of the whole of it. See [campaigns.md](campaigns.md).',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(campaignRegistry)),
  ];
}

export function handoverTable(): string[] {
  return [
    '## Of messages for clinics',
    '',
    '`GET /api/v1/handovers/figures`, by the local day of the centre on which each was first told of; the page of history has them of its range. See [handovers.md](handovers.md).',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(handoverRegistry)),
  ];
}

export function incidentTable(): string[] {
  return [
    '## Of urgent calls',
    '',
    '`GET /api/v1/incidents`, of those marked first in its range; the page of history has them of its range, and a clinic’s report of its month. See [incidents.md](incidents.md).',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(incidentRegistry)),
  ];
}

export function returnTable(): string[] {
  return [
    '## Of callers who come back',
    '',
    'With `returns=true`, by any interval, clinic or team, over 92 days at most, `GET /api/v1/metrics`; the page of history has them of its range. Each answered call is judged by the next calls of its caller to its clinic: a row is `provisional` until seven days after its end. They are told as long as the calls are kept (`retention.callMonths`).',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(returnRegistry)),
  ];
}

export function loadTable(): string[] {
  return [
    '## Of the load before calls',
    '',
    '`load` of what is noted on the page of history and in its file: before difficult calls, and before the others. It is read from the stored days of agents, over 92 days and 5,000 days of agents at most (a month of 225 people), and summed by the whole months of the centre that lie in the range: null where there is none, by another filter than clinics, and for who sees teams alone. Nothing is told of one person, nor of fewer than ten conversations, and no two answers differ by fewer, but for a call that was noted as difficult between them ([0115](adr/0115-load-before-calls-is-told-of-parts-that-never-split.md)).',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(loadRegistry)),
  ];
}

export function greetingTable(): string[] {
  return [
    '## Of a clinic’s greeting',
    '',
    '`GET /api/v1/clinics/ID/greeting?month=2026-11`, and the clinic’s page of the six errors. `bySecond` tells for each second after arrival how many were still there and how many of them hung up in it, and ends before the second that fewer than 20 reached; `byPhase` how many hung up before, during and after the greeting, for each minute that callers spent there. A change of the greeting in the sheet is told with up to 28 days before it and as many after it: the share of *hungUpInGreetingRate*, and the interval of the difference (Newcombe). See [sheets.md](sheets.md#the-greeting-measured).',
    '',
    ...table(['Name', 'Unit', 'Formula', 'Edges'], rowsOf(greetingRegistry)),
  ];
}

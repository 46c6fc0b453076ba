import { buffer } from 'node:stream/consumers';

import { csvText } from '../csv-text';
import { tableOf, type Cell, type Table } from '../table';
import { xlsxStream } from '../xlsx-stream';

const zone = 'Europe/Paris';
const at = (text: string): number => Date.parse(text);

/** Cells of every kind, and what a spreadsheet is apt to take for something else. */
const rows: readonly (readonly Cell[])[] = [
  ['Cabinet Durand', at('2026-03-29T00:59:59Z'), 61_500, 0.125, 1240],
  ['Centre des Lilas, l’après-midi', at('2026-03-29T01:00:00Z'), 90_000_000, 1, 0],
  ['=HYPERLINK("https://x.example";"ici")', at('2026-10-25T00:30:05Z'), 0, null, -1],
  ['+33199001234', null, null, 2 / 3, 1_000_000],
  ['12-03', at('2026-12-31T22:59:59.500Z'), 250, 0, 0.1],
  ['007', at('2026-01-01T00:00:00Z'), 86_399_999, 0.999, 3.25],
  ['a;b "c", d\te', null, 1, null, null],
  ['Atenció: 5 < 6 & «no»', at('2026-06-15T12:00:00Z'), 3_600_000, 0.5, 12],
];

/** What a CSV cannot keep: nothing runs in it, and a text of digits alone is a number to any spreadsheet. */
const otherwiseInCsv: ReadonlyMap<Cell, Cell> = new Map<Cell, Cell>([
  ['=HYPERLINK("https://x.example";"ici")', `'=HYPERLINK("https://x.example";"ici")`],
  ['+33199001234', "'+33199001234"],
  ['007', 7],
]);

/** The table that stands in every example file, and on the second sheet of the workbook. */
const table = (): Table =>
  tableOf(
    'Appels',
    zone,
    [
      ['cabinet', 'text'],
      ['arrivée', 'instant'],
      ['attente', 'duration'],
      ['taux', 'share'],
      ['appels', 'number'],
    ],
    rows,
  );

/** What a spreadsheet must hold: instants as the wall clock of the zone shows them, durations in seconds. */
export type ExampleFiles = {
  readonly kinds: readonly string[];
  readonly heads: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
  /** The same of the CSV, where they differ. */
  readonly cellsOfCsv: readonly (readonly Cell[])[];
  readonly xlsx: Uint8Array;
  readonly csvOfFrance: string;
};

/** A workbook and a CSV of France, written by what writes every download, and what must be read in them. */
export async function exampleFiles(): Promise<ExampleFiles> {
  const { columns } = table();
  const parts: string[] = [];
  for await (const part of csvText(table(), 'fr')) parts.push(part);
  const cells = rows.map((row) => row.map((cell, place) => read(cell, columns[place]?.kind ?? 'text')));
  return {
    kinds: columns.map(({ kind }) => kind),
    heads: columns.map(({ name }) => name),
    cells,
    cellsOfCsv: cells.map((row) => row.map((cell) => otherwiseInCsv.get(cell) ?? cell)),
    xlsx: await buffer(xlsxStream([table(), { ...table(), name: 'Une fois encore' }])),
    csvOfFrance: parts.join(''),
  };
}

const shown = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'medium',
});

function read(cell: Cell, kind: string): Cell {
  if (typeof cell !== 'number') return cell;
  if (kind === 'instant') return shown.format(cell);
  return kind === 'duration' ? cell / 1000 : cell;
}

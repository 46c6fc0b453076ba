import { badRequest } from '../../platform/problems';
import { LineSplitter, type SplitLine } from '../line-splitter';
import type { Charset } from './charset';
import { CsvLines, type CsvLine } from './csv-lines';
import { splitRecord } from './csv-record';

/** The columns a table may have, as the documentation writes them. */
export type CsvColumns = {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** What else a column may be called: as it is written in lower case, without accents. */
  readonly aliases?: Readonly<Record<string, string>>;
};

/** A row by its columns; a column that the table does not have is not there. */
export type CsvRow = {
  readonly kind: 'row';
  readonly line: number;
  readonly cell: (column: string) => string | undefined;
};
export type CsvItem = CsvRow | Extract<CsvLine, { kind: 'bad' }>;

/** A table whose header was read and found good. */
export type CsvTable = {
  /** Known columns it has, and those that nobody knows. */
  readonly columns: readonly string[];
  readonly ignoredColumns: readonly string[];
  /** Its rows, in order, some at a time; to be gone through once. */
  readonly rows: AsyncIterable<readonly CsvItem[]>;
};

const separators = [',', ';', '\t'] as const;

/**
 * Begins to read a table from a stream: in the charset named or the one its lines tell, with or without a byte-order
 * mark, separated by commas, semicolons or tabs, whatever ends its lines. Rejects with 400 when the header is not one of such a table, and says why.
 */
export async function openCsvTable(
  chunks: AsyncIterable<Buffer>,
  known: CsvColumns,
  charset?: Charset,
): Promise<CsvTable> {
  const source = linesOf(chunks, charset);
  const { line, text, others, separator } = await headerLine(source);
  const header = readHeader(text, known, separator);
  const reading = new CsvLines(header.separator, header.names.length, line + 1);
  return {
    columns: header.names.filter((name) => isKnown(name, known)),
    ignoredColumns: header.names.filter((name) => !isKnown(name, known)),
    rows: rowsOf(reading, header.names, [others, source]),
  };
}

const isKnown = (name: string, { required, optional }: CsvColumns): boolean =>
  required.includes(name) || optional.includes(name);

/** What a spreadsheet is told in a line before the columns: `sep=;`. */
const separatorForm = /^\uFEFF?"?sep=([,;\t])"?[,;\t]*$/iu;

/** The first line that says something, its number, and what came with it; and the separator that a line before it named. */
async function headerLine(source: AsyncGenerator<readonly SplitLine[]>) {
  let line = 0;
  let separator: string | undefined;
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    for (const [place, { text }] of next.value.entries()) {
      line += 1;
      const named = separator === undefined ? separatorForm.exec(text ?? '')?.[1] : undefined;
      if (named !== undefined) separator = named;
      else if (text?.trim() !== '')
        return { line, text: text ?? '', others: next.value.slice(place + 1), separator };
    }
  }
  throw headerFault('The file is empty: its first line must name the columns.');
}

async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  charset: Charset | undefined,
): AsyncGenerator<readonly SplitLine[]> {
  const splitter = new LineSplitter(charset);
  for await (const chunk of chunks) {
    const lines = [...splitter.push(chunk)];
    if (lines.length > 0) yield lines;
  }
  const last = [...splitter.end()];
  if (last.length > 0) yield last;
}

async function* rowsOf(
  reading: CsvLines,
  names: readonly string[],
  [first, others]: readonly [readonly SplitLine[], AsyncIterable<readonly SplitLine[]>],
): AsyncGenerator<readonly CsvItem[]> {
  const places = new Map(names.map((name, place) => [name, place]));
  const toItem = (line: CsvLine): CsvItem => {
    if (line.kind === 'bad') return line;
    const { cells } = line;
    const cell = (column: string): string | undefined => cells[places.get(column) ?? -1];
    return { kind: 'row', line: line.line, cell };
  };
  const take = (lines: readonly SplitLine[]): readonly CsvItem[] =>
    lines.flatMap((line) =>
      Array.from(reading.push(line.text, line.text === null ? line.fault : undefined), toItem),
    );
  yield take(first);
  for await (const lines of others) yield take(lines);
  yield Array.from(reading.end(), toItem);
}

type Header = { readonly separator: string; readonly names: readonly string[] };

function readHeader(line: string, known: CsvColumns, named: string | undefined): Header {
  const text = line.replace(/^\uFEFF/u, '');
  if (text.includes('\0')) throw headerFault('The file is UTF-16: save it as CSV in UTF-8.');
  if (text.includes('\r'))
    throw headerFault('Lines end as on an old Macintosh: save the file as CSV in UTF-8.');
  const separator = named ?? separatorOf(text);
  const record = splitRecord(text, separator);
  if (record.kind !== 'cells') throw headerFault('The first line must name the columns.');
  const canonical = new Map([
    ...Object.entries(known.aliases ?? {}),
    ...[...known.required, ...known.optional].map((name) => [plain(name), name] as const),
  ]);
  const names = record.cells.map((cell) => canonical.get(plain(cell)) ?? shown(cell));
  const missing = known.required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const seen = names.slice(0, 20).join(', ');
    throw headerFault(`The header lacks ${missing.join(', ')}. It names: ${seen}.`);
  }
  const twice = names.find((name, place) => isKnown(name, known) && names.indexOf(name) !== place);
  if (twice !== undefined) throw headerFault(`The header names ${twice} twice.`);
  return { separator, names };
}

/** As a heading is compared: `Téléphone ` is `telephone`. */
const plain = (text: string): string => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** What a header's own words may bring into a message. */
const shown = (cell: string): string => cell.trim().slice(0, 40).replace(/\p{C}/gu, '?');

/** That which the header has most of. */
function separatorOf(header: string): string {
  const counts = separators.map((separator) => header.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

function headerFault(detail: string): Error {
  return badRequest('invalid_header', detail);
}

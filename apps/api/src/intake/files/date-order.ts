import { badRequest } from '../../platform/problems';
import type { CsvItem } from './csv-table';
import { dateOrdersOf, type DateOrder } from './local-instant';

/** How many rows are read before the first is taken, and how many at most until a date tells its order. */
const firstRows = 2_500;
const mostRows = 50_000;

/** The order of that name; undefined when none is named. 400 for another name. */
export function dateOrderNamed(name: string | undefined): DateOrder | undefined {
  if (name === undefined || name === 'dmy' || name === 'mdy') return name;
  throw badRequest('invalid_date_order', 'dateOrder must be dmy or mdy.');
}

/** Rows in the order in which they came, and how their dates are to be read. */
export type SettledRows = {
  readonly order: DateOrder | undefined;
  readonly rows: AsyncIterable<readonly CsvItem[]>;
};

/**
 * Reads ahead until a date tells whether the day or the month comes first, so that no row is taken on a guess: a file
 * whose dates could all be either is refused whole with 400, and says how to ask again. So is one whose first rows
 * stand in a charset that cannot be told.
 */
export async function settleDateOrder(
  rows: AsyncIterable<readonly CsvItem[]>,
  column: string,
  named: DateOrder | undefined,
): Promise<SettledRows> {
  const source = rows[Symbol.asyncIterator]();
  const ahead: (readonly CsvItem[])[] = [];
  const dates = new DatesSeen(column, named);
  for (let read = 0; read < (dates.isOpen ? mostRows : firstRows);) {
    const next = await source.next();
    if (next.done === true) break;
    ahead.push(next.value);
    read += next.value.length;
    for (const item of next.value) dates.see(item);
  }
  if (dates.isOpen) throw ambiguous(column, dates.either);
  return { order: dates.order, rows: replayed(ahead, source) };
}

/** What the dates of a column tell of their order. */
class DatesSeen {
  /** One that may be read either way. */
  either = '';

  constructor(
    private readonly column: string,
    public order: DateOrder | undefined,
  ) {}

  /** Whether the order matters and nothing has told it yet. */
  get isOpen(): boolean {
    return this.either !== '' && this.order === undefined;
  }

  see(item: CsvItem): void {
    refuseUnknownCharset(item);
    const text = item.kind === 'row' ? (item.cell(this.column)?.trim() ?? '') : '';
    const [first, second] = dateOrdersOf(text);
    if (first === undefined) return;
    if (second === undefined) this.order ??= first;
    else this.either ||= text;
  }
}

function refuseUnknownCharset(item: CsvItem): void {
  if (item.kind !== 'bad' || item.fault !== 'unknown_charset') return;
  const detail = `Line ${item.line}: ${item.problem}. Nothing was taken.`;
  throw badRequest('unknown_charset', detail);
}

function ambiguous(column: string, date: string): Error {
  const detail =
    `${column}: ${date.split(' ', 1)[0] ?? ''} may be day/month or month/day, and no other date of the file tells. ` +
    'Say dateOrder=dmy or dateOrder=mdy, or format the column as yyyy-mm-dd hh:mm before saving. Nothing was taken.';
  return badRequest('ambiguous_dates', detail);
}

async function* replayed(
  ahead: (readonly CsvItem[])[],
  source: AsyncIterator<readonly CsvItem[]>,
): AsyncGenerator<readonly CsvItem[]> {
  for (let items = ahead.shift(); items !== undefined; items = ahead.shift()) yield items;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

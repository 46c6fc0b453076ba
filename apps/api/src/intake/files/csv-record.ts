/** A record taken apart; or one whose quote is still open at the end of the text; or none. */
export type CsvRecord =
  | { readonly kind: 'cells'; readonly cells: readonly string[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'bad'; readonly problem: string };

type Cell = { readonly value: string; readonly end: number };
type Failed = Exclude<CsvRecord, { kind: 'cells' }>;

const open: Failed = { kind: 'open' };
const strayQuote: Failed = {
  kind: 'bad',
  problem: 'a quote stands inside a field that does not begin with one',
};
const afterQuote: Failed = { kind: 'bad', problem: 'something follows the quote that ends a field' };

/** Takes one record apart as RFC 4180 says: fields in quotes may hold separators, line ends and doubled quotes. */
export function splitRecord(text: string, separator: string): CsvRecord {
  if (!text.includes('"')) return { kind: 'cells', cells: text.split(separator) };
  const cells: string[] = [];
  for (let start = 0; ; start += 1) {
    const cell = text[start] === '"' ? quotedCell(text, start) : plainCell(text, start, separator);
    if ('kind' in cell) return cell;
    cells.push(cell.value);
    start = cell.end;
    if (start >= text.length) return { kind: 'cells', cells };
    if (text[start] !== separator) return afterQuote;
  }
}

function plainCell(text: string, start: number, separator: string): Cell | Failed {
  const next = text.indexOf(separator, start);
  const end = next === -1 ? text.length : next;
  const value = text.slice(start, end);
  return value.includes('"') ? strayQuote : { value, end };
}

function quotedCell(text: string, start: number): Cell | Failed {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1) return open;
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

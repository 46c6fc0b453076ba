/** Columns of the list beside when a call arrived, in their order. */
export const callColumns = [
  'clinic',
  'queue',
  'outcome',
  'wait',
  'talk',
  'hold',
  'agents',
  'reason',
  'language',
  'transfers',
  'caller',
] as const;
export type CallColumn = (typeof callColumns)[number];

const usual: readonly CallColumn[] = ['clinic', 'queue', 'outcome', 'wait', 'talk', 'agents', 'caller'];

/** The columns an address names, in their order; the usual ones where it names none that exist. */
export function readColumns(text: string | null): readonly CallColumn[] {
  const named = new Set((text ?? '').split(','));
  const known = callColumns.filter((column) => named.has(column));
  return known.length === 0 ? usual : known;
}

/** How an address names them; null for the usual ones. */
export function columnsText(columns: readonly CallColumn[]): string | null {
  const text = callColumns.filter((column) => columns.includes(column)).join(',');
  return text === '' || text === usual.join(',') ? null : text;
}

import { stringify } from 'csv-stringify/sync';

import type { ReportMaterial } from '../document/report-material';
import { callRows } from './call-rows';
import { satisfactionRows } from './satisfaction-rows';

const header = [
  'clinic_id',
  'clinic',
  'month',
  'status',
  'version',
  'block',
  'item',
  'detail',
  'value',
  'unit',
  'n',
  'low',
  'high',
];

/**
 * The figures of a report, one a line: RFC 4180 with a byte order mark, decimal points, names that never change with
 * the language. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function reportCsv({ figures, status, version }: ReportMaterial): string {
  const head = [harmless(figures.clinic.id), harmless(figures.clinic.name), figures.month, status, version];
  const lines = [...callRows(figures), ...satisfactionRows(figures)].map(
    ({ block, item, detail, value, unit, n, low, high }) => [
      ...head,
      block,
      harmless(item),
      harmless(detail ?? ''),
      value ?? '',
      unit,
      n ?? '',
      low ?? '',
      high ?? '',
    ],
  );
  return stringify([header, ...lines], { bom: true, quoted: true, record_delimiter: 'windows' });
}

/**
 * Takes the force from what a spreadsheet would run: at the beginning, whatever blanks and unseen characters stand before
 * it, and where a program that splits at every semicolon, tab or line would see a beginning.
 */
export function harmless(text: string): string {
  const marked = text.replaceAll(/(^|[;\t\r\n])([\p{Z}\p{C}]*)(?=[=+\-@＝＋－＠])/gu, `$1$2'`);
  return /^[\t\r\n]/u.test(marked) ? `'${marked}` : marked;
}

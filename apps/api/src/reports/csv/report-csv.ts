import { byteOrderMark, csvLines } from '../../platform/tables/csv-lines';
import type { ReportMaterial } from '../document/report-material';
import { callRows, diagnosisRows } from './call-rows';
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
  const head = [figures.clinic.id, figures.clinic.name, figures.month, status, version];
  const lines = [...callRows(figures), ...satisfactionRows(figures), ...diagnosisRows(figures)].map(
    ({ block, item, detail, value, unit, n, low, high }) => [
      ...head,
      block,
      item,
      detail,
      value,
      unit,
      n,
      low,
      high,
    ],
  );
  return byteOrderMark + csvLines([header, ...lines]);
}

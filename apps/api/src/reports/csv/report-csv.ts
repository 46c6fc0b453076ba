import { stringify } from 'csv-stringify/sync';

import { harmless } from '../../platform/harmless';
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

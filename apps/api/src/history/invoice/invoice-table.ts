import type { Invoice } from '@vigie/contracts';

import { tableOf, type Table } from '../../platform/tables/table';

/** A contract line a row, the days on which the centre counted otherwise below it. */
export function invoiceTable({ month, timezone, lines }: Invoice): Table {
  return tableOf(
    'Invoice',
    timezone,
    [
      ['period', 'text'],
      ['clinicId', 'text'],
      ['clinic', 'text'],
      ['lineId', 'text'],
      ['line', 'text'],
      ['count', 'text'],
      ['calls', 'number'],
      ['own', 'number'],
      ['difference', 'number'],
      ['query', 'text'],
    ],
    lines.flatMap(({ clinicId, clinicName, lineId, lineName, count, days, ...line }) =>
      [{ date: month, ...line }, ...days].map(({ date, calls, own, difference, query }) => [
        date,
        clinicId,
        clinicName,
        lineId,
        lineName,
        count,
        calls,
        own,
        difference,
        query,
      ]),
    ),
  );
}

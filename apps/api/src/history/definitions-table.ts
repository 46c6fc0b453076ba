import { countRegistry, kpis } from '@vigie/metrics';

import { tableOf, type Table } from '../platform/tables/table';

/** What every name of a file means, from the registry that also computes it. */
export function definitionsTable(timezone: string): Table {
  const rows = [
    ...Object.entries(kpis).map(([name, { unit, formula, edges }]) => [name, unit, formula, edges]),
    ...Object.entries(countRegistry).map(([name, { about }]) => [name, 'count', about, null]),
  ];
  return tableOf(
    'Definitions',
    timezone,
    [
      ['name', 'text'],
      ['unit', 'text'],
      ['formula', 'text'],
      ['edges', 'text'],
    ],
    rows,
  );
}

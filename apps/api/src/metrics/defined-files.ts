import type { StreamableFile } from '@nestjs/common';
import {
  agentTimes,
  callbackRegistry,
  countRegistry,
  incidentRegistry,
  kpis,
  loadRegistry,
  returnRegistry,
} from '@vigie/metrics';

import { streamedFile, type AskedFile } from '../platform/tables/table-file';
import { tableOf, type Table } from '../platform/tables/table';

/** A table, and in a workbook the definitions on its second sheet. */
export const withDefinitions = (table: Table): readonly [Table, Table] => [
  table,
  definitionsTable(table.timezone),
];

/** A table as a file that is written while it is sent. */
export const fileOf = (table: Table, file: NonNullable<AskedFile>, name: string): StreamableFile =>
  streamedFile(withDefinitions(table), file, name);

/** Parts that a file tells besides, each name after that of its part. */
const parts: Readonly<Record<string, Readonly<Record<string, Described>>>> = {
  callbacks: callbackRegistry,
  incidents: incidentRegistry,
  returns: returnRegistry,
  load: loadRegistry,
};
type Described = Readonly<{ unit: string; formula: string; edges: string }>;

/** What every name of a file means, from the registry that also computes it. */
function definitionsTable(timezone: string): Table {
  const rows = [
    ...Object.entries(kpis).map(([name, { unit, formula, edges }]) => [name, unit, formula, edges]),
    ...Object.entries(countRegistry).map(([name, { about }]) => [name, 'count', about, null]),
    ...Object.entries(agentTimes).map(([name, { formula, edges }]) => [
      `agentTime.${name}`,
      'ms',
      formula,
      edges,
    ]),
    ...Object.entries(parts).flatMap(([part, registry]) =>
      Object.entries(registry).map(([name, { unit, formula, edges }]) => [
        `${part}.${name}`,
        unit,
        formula,
        edges,
      ]),
    ),
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

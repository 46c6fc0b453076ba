import type { CallList, CallRow } from '@vigie/contracts';

import { tableOf, type Cell, type Table } from '../platform/tables/table';
import { tellingIncomplete } from './incomplete-lines';

/** Every call of a list, read while it is told. */
export type EveryCall = Pick<CallList, 'timezone' | 'incomplete'> & { readonly rows: AsyncIterable<CallRow> };

/** A list of calls, a row each. */
export function callTable({ rows, timezone, incomplete }: EveryCall): Table {
  const table = tableOf(
    'Calls',
    timezone,
    [
      ['id', 'text'],
      ['passage', 'number'],
      ['arrivedAt', 'instant'],
      ['clinic', 'text'],
      ['queue', 'text'],
      ['team', 'text'],
      ['outcome', 'text'],
      ['subCode', 'text'],
      ['shortAbandoned', 'number'],
      ['covered', 'number'],
      ['wait', 'duration'],
      ['talk', 'duration'],
      ['hold', 'duration'],
      ['transfers', 'number'],
      ['agents', 'text'],
      ['language', 'text'],
      ['reason', 'text'],
      ['number', 'text'],
    ],
    cells(rows),
  );
  return tellingIncomplete(table, incomplete);
}

async function* cells(rows: AsyncIterable<CallRow>): AsyncGenerator<readonly Cell[], void, void> {
  for await (const row of rows)
    yield [
      row.id,
      row.segment,
      Date.parse(row.arrivedAt),
      row.clinicName,
      row.queueName,
      row.teamId,
      row.outcome,
      row.subCode,
      Number(row.shortAbandoned),
      Number(row.covered),
      row.waitMs,
      row.talkMs,
      row.holdMs,
      row.transfers,
      row.agents?.join(', ') ?? null,
      row.language,
      row.reason,
      row.mask,
    ];
}

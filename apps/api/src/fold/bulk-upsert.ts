import { textArray } from '../event-log/binary-array';
import { Breather } from '../platform/breather';
import { booleanColumn, dateColumn, instantColumn, int8Column, uuidColumn } from './binary-columns';

/** Separates the parts of a list inside one text; ids hold no control character. */
const listSeparator = '\u001f';

type Values = {
  text: string | null;
  uuid: string;
  bigint: number | null;
  boolean: boolean | null;
  /** As JSON text. */
  json: string | null;
  /** Milliseconds since 1970. */
  instant: number | null;
  /** YYYY-MM-DD. */
  date: string;
  texts: readonly string[];
  ints: readonly number[];
};

/** One column of a table that is written many rows at a time. */
export type Column<Row> = {
  [Type in keyof Values]: {
    readonly name: string;
    readonly type: Type;
    /** Part of the primary key, beside `tenant_id`. */
    readonly key?: true;
    readonly of: (row: Row) => Values[Type];
  };
}[keyof Values];

const parameterTypes: Readonly<Record<keyof Values, string>> = {
  text: 'text[]',
  uuid: 'uuid[]',
  bigint: 'bigint[]',
  boolean: 'boolean[]',
  json: 'text[]',
  instant: 'timestamptz[]',
  date: 'date[]',
  texts: 'text[]',
  ints: 'text[]',
};

function stored<Row>({ name, type }: Column<Row>): string {
  if (type === 'texts') return `string_to_array(t.${name}, E'\\x1f')`;
  if (type === 'json') return `t.${name}::jsonb`;
  return type === 'ints' ? `t.${name}::int[]` : `t.${name}`;
}

const replace = <Row>({ name }: Column<Row>): string => `${name} = EXCLUDED.${name}`;

/**
 * The statement that writes any number of rows, one array parameter a column; `$1` is the tenant. `merge` says how a
 * column takes a new value when its row is there already (`old.` names that row); absent = the new value stands.
 */
export function upsertSql<Row>(
  table: string,
  columns: readonly Column<Row>[],
  merge: (column: Column<Row>) => string = replace,
): string {
  const names = columns.map(({ name }) => name).join(', ');
  const parameters = columns.map(({ type }, i) => `$${i + 2}::${parameterTypes[type]}`);
  const keys = columns.filter(({ key }) => key === true).map(({ name }) => name);
  const updates = columns.filter(({ key }) => key !== true).map(merge);
  return `INSERT INTO ${table} AS old (tenant_id, ${names})
SELECT $1, ${columns.map((column) => stored(column)).join(', ')}
FROM unnest(${parameters.join(', ')}) AS t(${names})
ON CONFLICT (tenant_id, ${keys.join(', ')}) DO UPDATE SET ${updates.join(', ')}`;
}

/** The parameters of that statement; other work of the process gets its turn between two columns. */
export async function upsertParameters<Row>(
  tenantId: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<(string | Buffer)[]> {
  const parameters: (string | Buffer)[] = [tenantId];
  const breather = new Breather(tenantId);
  for (const column of columns) {
    parameters.push(binaryColumn(column, rows));
    if (breather.due) await breather.breathe();
  }
  return parameters;
}

function binaryColumn<Row>(column: Column<Row>, rows: readonly Row[]): Buffer {
  switch (column.type) {
    case 'text':
    case 'json':
      return textArray(rows.map(column.of));
    case 'texts':
      return textArray(rows.map((row) => column.of(row).join(listSeparator)));
    case 'ints':
      return textArray(rows.map((row) => `{${column.of(row).join(',')}}`));
    case 'uuid':
      return uuidColumn(rows.map(column.of));
    case 'bigint':
      return int8Column(rows.map(column.of));
    case 'boolean':
      return booleanColumn(rows.map(column.of));
    case 'instant':
      return instantColumn(rows.map(column.of));
    case 'date':
      return dateColumn(rows.map(column.of));
    default:
      return column satisfies never;
  }
}

import type pg from 'pg';

const quarter = `interval '15 minutes'`;

/**
 * Copies every call of a tenant so many times over, within the database: each copy some quarters or days later, with its
 * facts and what it adds to the stored sums, as the fold would have written them. Agents' days stay as they are.
 */
export async function copyCalls(client: pg.Client, tenant: string, copies: number): Promise<void> {
  await client.query(base36);
  const calls = await columnsOf(client, 'call');
  const rollup = await columnsOf(client, 'rollup');
  await client.query(`CREATE TEMP TABLE base_call AS SELECT * FROM call WHERE tenant_id = $1`, [tenant]);
  await client.query(`CREATE TEMP TABLE base_rollup AS SELECT * FROM rollup WHERE tenant_id = $1`, [tenant]);
  for (let copy = 1; copy <= copies; copy += 1) {
    const shift = `(${copy % 10} * ${quarter} + ${Math.floor(copy / 10)} * interval '1 day')`;
    await client.query(copyOfCalls(calls, copy, shift));
    await client.query(copyOfSums(rollup, shift));
  }
  // Sums of days are made from those of their quarters, as after any change.
  await client.query('DELETE FROM summed_day WHERE tenant_id = $1', [tenant]);
  await client.query('DROP TABLE base_call, base_rollup');
}

async function columnsOf(client: pg.Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** A number in the digits of packed facts. */
const base36 = `
CREATE OR REPLACE FUNCTION pg_temp.base36(value bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(substr('0123456789abcdefghijklmnopqrstuvwxyz', (value / (36::bigint ^ place)::bigint % 36)::int + 1, 1), ''
    ORDER BY place DESC) FROM generate_series(0, 7) AS place $$`;

const instants: ReadonlySet<string> = new Set([
  'arrived_at',
  'first_at',
  'last_at',
  'decided_at',
  'ended_at',
]);

/** Packed facts begin with one text each and go on with the first instant; every later one is told from the one before. */
function copyOfCalls(columns: readonly string[], copy: number, shift: string): string {
  const facts = `regexp_replace(facts, '\\|([0-9a-z]+)\\.[0-9a-z]+',
    '|\\1.' || pg_temp.base36((extract(epoch FROM first_at + ${shift}) * 1000)::bigint))`;
  const of: Readonly<Record<string, string>> = {
    call_key: 'gen_random_uuid()',
    call_id: `call_id || '-${copy}'`,
    facts,
  };
  const values = columns.map((name) => of[name] ?? (instants.has(name) ? `${name} + ${shift}` : name));
  return `INSERT INTO call (${columns.join(', ')}) SELECT ${values.join(', ')} FROM base_call`;
}

/** As the fold does: put behind each other, summed up when they grew long. */
const addedBins = `bins = CASE WHEN cardinality(old.bins) < 256 THEN old.bins || EXCLUDED.bins
  ELSE vigie_sum_bins(old.bins || EXCLUDED.bins) END`;

function copyOfSums(columns: readonly string[], shift: string): string {
  const keys = ['tenant_id', 'cuboid', 'key1', 'key2', 'bucket'];
  const added = columns
    .filter((name) => !keys.includes(name))
    .map((name) =>
      name === 'bins'
        ? addedBins
        : `${name} = nullif(coalesce(old.${name}, 0) + coalesce(EXCLUDED.${name}, 0), 0)`,
    );
  const values = columns.map((name) => (name === 'bucket' ? `bucket + ${shift}` : name));
  return `INSERT INTO rollup AS old (${columns.join(', ')}) SELECT ${values.join(', ')} FROM base_rollup
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${added.join(', ')}`;
}

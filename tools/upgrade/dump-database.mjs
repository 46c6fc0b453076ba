import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { text } from 'node:stream/consumers';

/** What is not the centre's: it comes with the schema, or is made anew. */
const leftOut = new Set(['migrations', 'api_key']);

/**
 * Everything a database holds, as text that `COPY … FROM` takes: of each table its columns and rows. Partitions are
 * told as the table they belong to. `migrations` names those that made the schema, in their order.
 */
export async function dumpDatabase(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query(`
      SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attgenerated = ''
      GROUP BY c.relname ORDER BY c.relname`);
    const { rows: migrations } = await client.query('SELECT name FROM migrations ORDER BY id');
    const dumped = [];
    for (const { name, columns } of tables) {
      if (leftOut.has(name)) continue;
      const query = `COPY (SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM ${name}) TO STDOUT`;
      const rows = await text(client.query(copyStreams.to(query)));
      if (rows !== '') dumped.push({ name, columns, rows });
    }
    return { migrations: migrations.map(({ name }) => name), tables: dumped };
  } finally {
    await client.end();
  }
}

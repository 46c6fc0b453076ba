/** A table whose rows are kept. */
export type KeptTable = Readonly<{
  name: string;
  /** In the table's own order, without those that PostgreSQL computes. */
  columns: readonly string[];
  /** Its rows belong to tenants; else they are the installation's. */
  ofTenants: boolean;
  /** Row-level security binds the owner too. */
  walled: boolean;
  /** Tables that its rows refer to. */
  refersTo: readonly string[];
  /** The months that have a part of their own, where it is cut into months. */
  months: readonly string[];
  /** The column that PostgreSQL itself numbers, where there is one. */
  numbered: string | null;
}>;

/** Whatever runs one statement: a client, or a transaction. */
export type Ask = (sql: string, parameters: unknown[]) => Promise<KeptTable[]>;

/** Asked of the catalogue, so that a table added later is not forgotten. */
const sql = `
  SELECT c.relname AS name,
    array(SELECT a.attname::text FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
    EXISTS (SELECT 1 FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS "ofTenants",
    c.relforcerowsecurity AS walled,
    array(SELECT DISTINCT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
      WHERE f.contype = 'f' AND f.conrelid = c.oid AND r.oid <> c.oid) AS "refersTo",
    array(SELECT m[1] || '-' || m[2] FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid,
        regexp_match(p.relname::text, '_(\\d{4})_(\\d{2})$') m
      WHERE i.inhparent = c.oid AND m IS NOT NULL ORDER BY 1) AS months,
    (SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL LIMIT 1) AS numbered
  FROM pg_class c
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = current_schema()::regnamespace
    AND c.relname <> ALL ($1)
  ORDER BY c.relname`;

/** The tables of the schema that a backup keeps, each after those that its rows refer to. */
export async function keptTables(ask: Ask): Promise<KeptTable[]> {
  return inOrderOfReference(await ask(sql, [['migrations', ...leftOut]]));
}

/** Puts each table after those that its rows refer to; otherwise they stay in their order. */
export function inOrderOfReference(tables: readonly KeptTable[]): KeptTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<KeptTable>();
  const place = (table: KeptTable, above: readonly string[]): void => {
    if (ordered.has(table) || above.includes(table.name)) return;
    for (const name of table.refersTo) {
      const referred = byName.get(name);
      if (referred !== undefined) place(referred, [...above, table.name]);
    }
    ordered.add(table);
  };
  for (const table of tables) place(table, []);
  return [...ordered];
}

/**
 * Tables whose rows are not kept in a backup. Who is signed in or half-way in, who holds a link that opens once, which
 * televisions and readers have a link, how fast a name is tried and what a telephone system is asked for just now are true of one
 * server at one time: given back, a session that was ended or a link that was used or revoked would open the door again.
 */
export const leftOut: readonly string[] = [
  'session',
  'half_session',
  'used_challenge',
  'access_link',
  'wall_link',
  'reader_link',
  'sign_in_pace',
  'kept_number',
  'call_request',
];

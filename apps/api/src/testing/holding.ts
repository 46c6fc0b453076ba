import type { Asker } from '../platform/testing/test-database';

/** From here on what the process writes is heard too. */
export function listenTo(stream: NodeJS.WriteStream, heard: string[]): void {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    heard.push(String(chunk));
    return (write as (...all: unknown[]) => boolean)(chunk, ...rest);
  };
}

/** Every table and partition that holds the word in a row of the tenant, as text or inside bytes. */
export async function tablesHolding(tx: Asker, tenant: string, word: string): Promise<string[]> {
  const tables = await tx.query<{ name: string }[]>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relkind IN ('r', 'm') AND c.relnamespace = current_schema()::regnamespace ORDER BY 1`,
  );
  await tx.query(`SELECT set_config('app.tenant', $1, true), set_config('bytea_output', 'escape', true)`, [
    tenant,
  ]);
  const holding: string[] = [];
  for (const { name } of tables) {
    const [row] = await tx.query<{ found: boolean }[]>(
      `SELECT EXISTS (SELECT FROM ${name} t WHERE t::text ILIKE $1) AS found`,
      [`%${word}%`],
    );
    if (row?.found === true) holding.push(name);
  }
  return holding;
}

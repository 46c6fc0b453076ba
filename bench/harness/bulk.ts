import pg from 'pg';

import { pause } from './clock';
import type { Vigie } from './vigie';
import { yearOfCalls, type YearOfCalls } from './year-of-calls';

/** What a load of a year of calls came to; times from its beginning. */
export type Loaded = { readonly importedMs: number; readonly foldedMs: number };

/** Sends a year of calls through the door as tables, and waits until every one is folded. */
export async function loadYear(vigie: Vigie, key: string, year: YearOfCalls): Promise<Loaded> {
  const began = performance.now();
  let accepted = 0;
  for (const table of yearOfCalls(year)) accepted += await importTable(vigie, key, table);
  if (accepted !== year.calls) throw new Error(`${accepted} of ${year.calls} calls were taken`);
  const importedMs = performance.now() - began;
  await untilFolded(vigie);
  return { importedMs, foldedMs: performance.now() - began };
}

export async function importTable(vigie: Vigie, key: string, table: string): Promise<number> {
  const answer = await fetch(`${vigie.url}/api/v1/imports/calls-csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    body: table,
  });
  if (!answer.ok) throw new Error(`the table was refused: ${await answer.text()}`);
  return ((await answer.json()) as { accepted: number }).accepted;
}

/** Waits until no tenant has an event that is not folded. */
async function untilFolded(vigie: Vigie, forMs = 3_600_000): Promise<void> {
  await asked(vigie, async (client) => {
    const end = performance.now() + forMs;
    while (performance.now() < end) {
      const { rows } = await client.query<{ behind: string }>(
        `select coalesce(sum(head.last - coalesce(cursor.seq, 0)), 0)::text as behind
           from tenant_head head left join fold_cursor cursor using (tenant_id)`,
      );
      if (rows[0]?.behind === '0') return;
      await pause(500);
    }
    throw new Error('the fold did not catch up');
  });
}

/**
 * Lets the database do at once what it would do in the minutes after a year came in: a centre's year never comes in
 * minutes, so that work belongs to no figure.
 */
export async function settle(vigie: Vigie): Promise<void> {
  await asked(vigie, async (client) => {
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  });
}

/** Waits until the sums of every day that is over are there: a round makes them within minutes. */
export async function untilSummed(vigie: Vigie, tenant: string, forMs = 3_600_000): Promise<void> {
  await asked(vigie, async (client) => {
    const end = performance.now() + forMs;
    while (performance.now() < end) {
      const { rows } = await client.query<{ missing: number }>(
        `select (select (max(bucket)::date - min(bucket)::date) from rollup
             where tenant_id = $1 and cuboid = 'total' and key1 = '' and key2 = '')
           - (select count(*) from summed_day where tenant_id = $1 and summed)::int as missing`,
        [tenant],
      );
      if ((rows[0]?.missing ?? 1) <= 0) return;
      await pause(2_000);
    }
    throw new Error('the days were not summed');
  });
}

async function asked(vigie: Vigie, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

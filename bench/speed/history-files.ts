import pg from 'pg';

import type { Vigie } from '../harness/vigie';
import { shown, type Row } from './figures';
import { PeakMemory } from './peak-memory';

const inRange = 'tenant_id = $1 AND counted AND arrived_at >= $2 AND arrived_at < $3';

type Exported = {
  readonly tenant: string;
  readonly format: 'csv' | 'xlsx';
  readonly year: { readonly from: number; readonly to: number };
  /** The same year as an address has it. */
  readonly list: string;
};

/** By a server that did nothing before: how much memory a process holds tells of all it ever did. */
export async function exportRow(vigie: Vigie, exported: Exported): Promise<Row> {
  await vigie.end('SIGTERM');
  await vigie.start();
  const client = await clientOf(vigie);
  try {
    await (await vigie.ask(exported.tenant, `/api/v1/calls?range=custom&${exported.list}`)).text();
    return await written(vigie, client, exported);
  } finally {
    await client.end();
  }
}

/** A year of calls as a file, read as it comes. */
async function written(
  vigie: Vigie,
  client: pg.Client,
  { tenant, format, year, list }: Exported,
): Promise<Row> {
  const memory = await PeakMemory.watch(vigie.pid);
  let bytes = 0;
  const ms = await timeOf(async () => {
    const answer = await vigie.ask(tenant, `/api/v1/calls?range=custom&format=${format}&${list}`);
    if (!answer.ok || answer.body === null) throw new Error(`${format}: ${await answer.text()}`);
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) bytes += chunk.byteLength;
  });
  const { beforeMb, peakMb } = memory.end();
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM call WHERE ${inRange}`,
    [tenant, new Date(year.from), new Date(year.to)],
  );
  const count = rows[0]?.count ?? 0;
  const copied = await timeOf(() =>
    client.query(
      `SELECT count(*) FROM (SELECT c::text FROM call c WHERE ${inRange} ORDER BY arrived_at DESC) AS lines`,
      [tenant, new Date(year.from), new Date(year.to)],
    ),
  );
  const grownMb = peakMb - beforeMb;
  return {
    figure: `a year of calls as ${format.toUpperCase()}`,
    found: `${shown((count / ms) * 1_000)} rows/s, ${grownMb.toFixed(0)} MB more at its peak`,
    start: '≤ 150 MB more',
    goal: '≤ 100 MB more',
    met: grownMb <= 150,
    how: `${shown(count)} rows, ${(bytes / 1e6).toFixed(1)} MB in ${(ms / 1_000).toFixed(1)} s: × ${(ms / copied).toFixed(1)} of writing the rows of \`call\` as text in SQL; the server held ${beforeMb.toFixed(0)} MB before it`,
  };
}

export async function clientOf(vigie: Vigie): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  // The database goes and comes with its server.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

import { createHash } from 'node:crypto';

import type { LiveSnapshot, MetricsAnswer } from '@vigie/contracts';
import pg from 'pg';

import { until } from './clock';
import type { Receipts } from './producer';
import type { Viewer } from './viewer';
import type { Vigie } from './vigie';

/** A promise that was not kept: the name of the invariant and what was found instead. */
export class BrokenPromise extends Error {}

/** Throws unless what must hold does. */
export function must(invariant: string, holds: boolean, found: string): void {
  if (!holds) throw new BrokenPromise(`${invariant}: ${found}`);
}

/** Opens the tables themselves: the oracle does not ask the product what the product did. */
export async function withTables<T>(
  vigie: Vigie,
  work: (client: pg.Client) => Promise<T>,
  tenant: string,
): Promise<T> {
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The rows a question to the tables gives; `$1` is the tenant. */
export function ask<Row extends pg.QueryResultRow>(
  vigie: Vigie,
  tenant: string,
  sql: string,
): Promise<Row[]> {
  return withTables(vigie, async (client) => (await client.query<Row>(sql, [tenant])).rows, tenant);
}

/** Waits until everything that is in the log is folded. */
export async function settled(vigie: Vigie, tenant: string): Promise<void> {
  await until(
    'the fold to reach the end of the log',
    async () =>
      withTables(
        vigie,
        async (client) => {
          const { rows } = await client.query<{ behind: string }>(
            `SELECT h.last - coalesce(c.seq, 0) AS behind FROM tenant_head h LEFT JOIN fold_cursor c USING (tenant_id)
             WHERE h.tenant_id = $1`,
            [tenant],
          );
          return rows[0] !== undefined && Number(rows[0].behind) === 0 ? true : undefined;
        },
        tenant,
      ).catch(() => undefined),
    120_000,
    100,
  );
}

/** I1, I2, I3, I10: what was acknowledged is stored, once, without a gap, and the answers add up. */
export async function checkLog(
  vigie: Vigie,
  tenant: string,
  receipts: Receipts,
): Promise<{ stored: number }> {
  return withTables(
    vigie,
    async (client) => {
      const { rows } = await client.query<{ event_id: string }>(
        `SELECT event_id FROM event_log WHERE tenant_id = $1 AND source <> 'vigie'`,
        [tenant],
      );
      const stored = new Set(rows.map((row) => row.event_id));
      const lost = [...receipts.acknowledged].filter((id) => !stored.has(id));
      must('I1 acknowledged is stored', lost.length === 0, `${lost.length} lost, such as ${lost[0] ?? ''}`);
      must(
        'I2 nothing is stored twice',
        rows.length === stored.size,
        `${rows.length} rows of ${stored.size} events`,
      );
      const { rows: heads } = await client.query<{ last: string; highest: string; count: string }>(
        `SELECT h.last, max(e.seq) AS highest, count(*) FROM tenant_head h JOIN event_log e USING (tenant_id)
         WHERE h.tenant_id = $1 GROUP BY h.last`,
        [tenant],
      );
      const head = heads[0];
      const numbers = [head?.last, head?.highest, head?.count].map(Number);
      must('I3 the sequence has no gap', new Set(numbers).size === 1, numbers.join(' / '));
      const told = receipts.accepted + receipts.duplicates + receipts.rejected;
      must('I10 every event has one outcome', receipts.received === told, `${receipts.received} ≠ ${told}`);
      return { stored: stored.size };
    },
    tenant,
  );
}

/** I4: everything folded again from the log is what is kept. */
export async function checkRebuild(vigie: Vigie, tenant: string): Promise<void> {
  const printed = await vigie.command(['rebuild', '--tenant', tenant]);
  must('I4 a rebuild finds no difference', /\b0 differences/u.test(printed), printed.trim().slice(-400));
}

/** I5: what the interface says is what the rows of calls say, counted by the database. */
export async function checkCounts(
  vigie: Vigie,
  { tenant, key, calls }: Omit<Outcome, 'receipts'>,
): Promise<void> {
  const recount = await recounted(vigie, tenant);
  const { first, last } = recount;
  const span = `from=${quarterAt(first, 0)}&to=${quarterAt(last, 1)}&interval=all`;
  const answer = await fetch(`${vigie.url}/api/v1/metrics?${span}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  must('I5 is answered', answer.status === 200, await answer.clone().text());
  const { counts, metrics } = ((await answer.json()) as MetricsAnswer).total;
  for (const name of ['presented', 'answered', 'abandoned', 'offered'] as const) {
    must(`I5 ${name}`, counts[name] === recount[name], `${counts[name]} told, ${recount[name]} counted`);
  }
  must('I5 every call is there once', counts.presented === calls, `${counts.presented} of ${calls}`);
  const mean = counts.answered === 0 ? null : recount.waited / counts.answered;
  const told = metrics.averageSpeedOfAnswerMs;
  must('I5 mean wait of the answered', told === mean, `${String(told)} told, ${String(mean)} counted`);
}

type Recount = Readonly<
  Record<'first' | 'last' | 'presented' | 'answered' | 'abandoned' | 'offered' | 'waited', number>
>;

async function recounted(vigie: Vigie, tenant: string): Promise<Recount> {
  const rows = await ask<Record<keyof Recount, string>>(
    vigie,
    tenant,
    `SELECT extract(epoch FROM min(arrived_at)) * 1000 AS first, extract(epoch FROM max(arrived_at)) * 1000 AS last,
            count(*) AS presented, count(*) FILTER (WHERE outcome = 'answered') AS answered,
            count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned, count(*) FILTER (WHERE offered) AS offered,
            coalesce(sum(wait_ms) FILTER (WHERE outcome = 'answered'), 0) AS waited
     FROM call WHERE tenant_id = $1`,
  );
  const numbers = Object.entries(rows[0] ?? {}).map(([name, text]) => [name, Number(text)]);
  return Object.fromEntries(numbers) as Recount;
}

/** The quarter of an hour that instant is in, or the next, as ISO. */
function quarterAt(instant: number, after: 0 | 1): string {
  return new Date((Math.floor(instant / 900_000) + after) * 900_000).toISOString();
}

/** What of a state must be equal everywhere: all but the instant and what only time moves. */
export function fingerprintOf({ seq, totals, waiting, quarters, clinics }: LiveSnapshot): string {
  const sorted = <T>(entries: Readonly<Record<string, T>>) =>
    Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const day = [totals?.presentedDay, totals?.unansweredDay, totals?.waiting, totals?.answerRateDay];
  const dayOfClinics = sorted(clinics).map(([id, { presentedDay, answerRateDay }]) => [
    id,
    presentedDay,
    answerRateDay,
  ]);
  const shown = [seq, day, dayOfClinics, sorted(waiting), sorted(quarters)];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

/** The server's own view, as JSON. */
export async function liveOf(vigie: Vigie, tenant: string): Promise<LiveSnapshot> {
  const answer = await vigie.ask(tenant, `/api/v1/live?tenant=${tenant}`);
  return (await answer.json()) as LiveSnapshot;
}

/** What a load came to, for the oracle to judge. */
export type Outcome = {
  readonly tenant: string;
  readonly key: string;
  readonly receipts: Receipts;
  /** Every one of them was acknowledged whole. */
  readonly calls: number;
};

/** I1–I5 and I10 together, once the load has ended and the server is back. */
export async function checkEverything(
  vigie: Vigie,
  { tenant, key, receipts, calls }: Outcome,
): Promise<{ stored: number }> {
  await settled(vigie, tenant);
  const found = await checkLog(vigie, tenant, receipts);
  const surplus = found.stored - receipts.acknowledged.size;
  must('I2 nothing is stored that was never acknowledged in the end', surplus === 0, `${surplus} more`);
  await checkCounts(vigie, { tenant, key, calls });
  await checkRebuild(vigie, tenant);
  return found;
}

/** I6: every viewer comes to show what the server would tell a new one; gives the time that took, in ms. */
export async function converged(
  vigie: Vigie,
  tenant: string,
  viewers: readonly Viewer[],
  forMs = 60_000,
): Promise<number> {
  const began = performance.now();
  let apart = viewers.length;
  await until(
    'every viewer to show what the server shows',
    async () => {
      const expected = fingerprintOf(await liveOf(vigie, tenant));
      apart = viewers.filter(({ state }) => state === undefined || fingerprintOf(state) !== expected).length;
      return apart === 0 ? true : undefined;
    },
    forMs,
    250,
  ).catch(() => undefined);
  must('I6 every viewer converges', apart === 0, `${apart} of ${viewers.length} do not`);
  return performance.now() - began;
}

import { pause, until } from '../harness/clock';
import { Load } from '../harness/load';
import { checkEverything, converged, must, withTables } from '../harness/oracle';
import { Viewer } from '../harness/viewer';
import type { Vigie } from '../harness/vigie';
import { quantile, shown, type Fault } from './fault';

const kinds = {
  'immediate stop': (vigie: Vigie) => vigie.endPostmaster('SIGQUIT'),
  'postmaster killed': (vigie: Vigie) => vigie.endPostmaster('SIGKILL'),
  'one session’s process killed': async (vigie: Vigie) => process.kill(await oneBackend(vigie), 'SIGKILL'),
  'all sessions terminated': (vigie: Vigie) =>
    withTables(
      vigie,
      (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
        ),
      'f4',
    ),
};

/** F4. Whoever sends meanwhile is told to come back; the server stays up and finds its database again. */
export const dbAway: Fault = {
  id: 'F4',
  title: 'PostgreSQL is stopped, killed, or loses sessions under load',
  async run(vigie, scale) {
    const key = await vigie.tenant('f4');
    const { pid } = vigie;
    const load = new Load({ url: vigie.url, key, eventsPerSecond: 200 });
    const viewers = Array.from({ length: 5 }, () => new Viewer(vigie, 'f4'));
    const backMs: number[] = [];
    for (const [kind, strike] of Object.entries(kinds)) {
      for (let round = 0; round < scale.count(kind === 'immediate stop' ? 20 : 10); round += 1) {
        await pause(300 + Math.random() * 700);
        await strike(vigie);
        backMs.push(await backIn(vigie, key));
      }
    }
    const receipts = await load.stop();
    must('F4 the server stays up', vigie.pid === pid, `was ${pid}, is ${vigie.pid}`);
    must(
      'F4 nothing but “come back” was said',
      receipts.unfit.length === 0,
      receipts.unfit.slice(0, 3).join('; '),
    );
    must('F4 somebody was told to come back', receipts.problems.has('503 db_unavailable'), 'nobody was');
    const { stored } = await checkEverything(vigie, { tenant: 'f4', key, receipts, calls: load.calls });
    const convergedMs = await converged(vigie, 'f4', viewers);
    for (const viewer of viewers) viewer.close();
    const slowest = Math.max(...backMs);
    must(
      'F4 a refusal takes 2 s at most',
      scale.within(receipts.slowestProblemMs, 2_000),
      shown(receipts.slowestProblemMs),
    );
    must('F4 back within 10 s', scale.within(slowest, 10_000), shown(slowest));
    const said = [...receipts.problems].map(([name, times]) => `${times} × ${name}`).join(', ');
    return (
      `${backMs.length} strikes, ${stored} events, ${said}, slowest refusal ${shown(receipts.slowestProblemMs)}, ` +
      `back p50 ${shown(quantile(backMs, 0.5))} max ${shown(slowest)}, viewers converged in ${shown(convergedMs)}`
    );
  },
};

/**
 * Waits until a question that only the database can answer is answered again, beginning when the last strike has been
 * felt. Readiness does not tell (it is looked at once a second), nor does an empty batch (its key is remembered).
 */
async function backIn(vigie: Vigie, key: string): Promise<number> {
  const began = performance.now();
  await pause(100);
  const answers = async (): Promise<true | undefined> => {
    await vigie.ready(30_000);
    const answer = await fetch(`${vigie.url}/api/v1/metrics?from=2026-01-01&to=2026-01-02`, {
      headers: { authorization: `Bearer ${key}` },
    }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    return answer?.status === 200 ? true : undefined;
  };
  await until('the database to answer again', answers, 30_000, 50);
  return performance.now() - began;
}

async function oneBackend(vigie: Vigie): Promise<number> {
  return withTables(
    vigie,
    async (client) => {
      const { rows } = await client.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name LIKE 'vigie %' LIMIT 1`,
      );
      if (rows[0] === undefined) throw new Error('the server has no session');
      return rows[0].pid;
    },
    'f4',
  );
}

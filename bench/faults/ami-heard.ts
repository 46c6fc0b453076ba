import { pause, until } from '../harness/clock';
import { ask, checkRebuild, must, settled } from '../harness/oracle';
import { listenTo, ToldAsterisk, type ToldFact } from '../harness/told-asterisk';
import type { Vigie } from '../harness/vigie';
import { quantile, shown, type Fault } from './fault';

/** What of the manager interface becomes an event of its call. */
const types: Readonly<Record<string, string>> = {
  QueueCallerJoin: 'call.enqueued',
  AgentCalled: 'call.offered',
  AgentConnect: 'call.answered',
  AgentComplete: 'call.leg_ended',
};
/** How long it is listened to at the end, with nobody killed: all of that must be there. */
const wholeMs = 10_000;
/** A gap is told to the millisecond, what was said to the microsecond. */
const toleratedMs = 2;
const tenant = 'f22';

/**
 * F22. The protocol cannot repeat: what was said while nobody listened is missing, and lies in a gap that is told. Killed, a process
 * leaves its lease behind, so another listens half a minute later: most of what is said here is said to nobody.
 */
export const amiHeard: Fault = {
  id: 'F22',
  title: 'the server is killed while a telephone system says 1,000 events a second',
  isLong: true,
  async run(vigie, scale) {
    await vigie.tenant(tenant);
    const asterisk = await ToldAsterisk.start();
    await listenTo(vigie, { tenant, source: '/f22', port: asterisk.port });
    // What was said before anybody ever listened lies in no gap.
    await until('the first log-in', () => Promise.resolve(asterisk.isListenedTo || undefined), 60_000, 50);
    let on = true;
    const load = asterisk.load(1_000, () => on);
    const kills = scale.starts(50);
    const readyMs: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await heard(vigie, asterisk.told.length, asterisk);
      await pause(200 + Math.random() * 2_000);
      await vigie.end('SIGKILL');
      readyMs.push(await vigie.start());
    }
    await heard(vigie, asterisk.told.length, asterisk);
    const wholeFrom = asterisk.told.length;
    await pause(wholeMs);
    on = false;
    await load;
    await heard(vigie, asterisk.told.length - 1, asterisk);
    const { missing, gaps } = await compare(vigie, asterisk.told, wholeFrom);
    await settled(vigie, tenant);
    await checkRebuild(vigie, tenant);
    await asterisk.stop();
    return (
      `${kills} kills, ${asterisk.told.length} events said, ${missing} facts of them while nobody listened, each in one of ${gaps} gaps, ` +
      `none of ${asterisk.told.length - wholeFrom} afterwards, ` +
      `ready p50 ${shown(quantile(readyMs, 0.5))}`
    );
  },
};

/** Waits until something said after those is in: the connector listens again. */
async function heard(vigie: Vigie, said: number, asterisk: ToldAsterisk): Promise<void> {
  const later = async (): Promise<true | undefined> => {
    const rows = await ask<{ subject: string }>(
      vigie,
      tenant,
      `SELECT subject FROM event_log WHERE tenant_id = $1 AND type = 'call.disconnected' ORDER BY seq DESC LIMIT 1`,
    );
    const place = asterisk.told.findLastIndex(({ call }) => call === rows[0]?.subject);
    return place >= said ? true : undefined;
  };
  await until('the telephone system to be heard', later, 90_000, 200);
}

/** Nothing that was said is missing but what lies in a gap, and nothing is there twice. */
async function compare(
  vigie: Vigie,
  told: readonly ToldFact[],
  wholeFrom: number,
): Promise<{ readonly missing: number; readonly gaps: number }> {
  const rows = await ask<{ said: string; times: number }>(
    vigie,
    tenant,
    `SELECT type || ' ' || subject AS said, count(*)::int AS times FROM event_log
     WHERE tenant_id = $1 AND source = '/f22' AND type LIKE 'call.%' GROUP BY 1`,
  );
  const kept = new Map(rows.map(({ said, times }) => [said, times]));
  const gaps = await ask<{ from: number; to: number }>(
    vigie,
    tenant,
    `SELECT (extract(epoch FROM from_at) * 1000)::float8 AS from, (extract(epoch FROM to_at) * 1000)::float8 AS to
     FROM source_gap WHERE tenant_id = $1`,
  );
  const expected = told.filter(({ event }) => types[event] !== undefined);
  const missing = expected.filter(({ call, event }) => !kept.has(`${types[event] ?? ''} ${call}`));
  const silent = missing.filter(
    ({ atMs }) => !gaps.some(({ from, to }) => atMs >= from - toleratedMs && atMs <= to + toleratedMs),
  );
  must(
    'F22 what is missing lies in a gap',
    silent.length === 0,
    `${silent.length} of ${missing.length} in none`,
  );
  // A list may tell again who joined just before: the fold knows them.
  const once = expected.filter(({ event }) => event !== 'QueueCallerJoin');
  const twice = once.filter(({ call, event }) => (kept.get(`${types[event] ?? ''} ${call}`) ?? 0) > 1);
  must('F22 nothing is there twice', twice.length === 0, `${twice.length} twice`);
  const lost = missing.filter((fact) => told.indexOf(fact) >= wholeFrom);
  must('F22 all is heard while it listens', lost.length === 0, `${lost.length} are missing`);
  return { missing: missing.length, gaps: gaps.length };
}

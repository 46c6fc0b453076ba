import { pause } from '../harness/clock';
import { Load } from '../harness/load';
import {
  ask,
  checkCounts,
  checkEverything,
  checkLog,
  checkRebuild,
  converged,
  must,
} from '../harness/oracle';
import { Viewer } from '../harness/viewer';
import type { Vigie } from '../harness/vigie';
import type { Fault } from './fault';

const tenant = 'f0';

/** F0. A judge that sees nothing would let everything pass: each promise is broken by hand, and it must say so. */
export const oracleSees: Fault = {
  id: 'F0',
  title: 'the oracle sees each promise that is broken by hand',
  async run(vigie) {
    const key = await vigie.tenant(tenant);
    const viewer = new Viewer(vigie, tenant);
    const load = new Load({ url: vigie.url, key, eventsPerSecond: 200 });
    await pause(500);
    const receipts = await load.stop();
    const outcome = { tenant, key, receipts, calls: load.calls };
    await checkEverything(vigie, outcome);
    await converged(vigie, tenant, [viewer]);
    const log = () => checkLog(vigie, tenant, receipts);
    receipts.rejected += 1;
    await refuses('I10', log);
    receipts.rejected -= 1;
    await whileBroken(vigie, wrongs.head, () => refuses('I3', log));
    await whileBroken(vigie, wrongs.twice, () => refuses('I2', log));
    await whileBroken(vigie, wrongs.sum, () => refuses('I5', () => checkCounts(vigie, outcome)));
    await whileBroken(vigie, wrongs.sum, () => refuses('differences', () => checkRebuild(vigie, tenant)));
    await whileBroken(vigie, wrongs.lost, () => refuses('I1', log));
    viewer.close();
    if (viewer.state !== undefined) viewer.state = { ...viewer.state, quarters: {} };
    await refuses('I6', () => converged(vigie, tenant, [viewer], 500));
    return 'I1 to I6 and I10';
  },
};

type Wrong = { readonly by: string; readonly undo: string };

/** Statements; `$1` is the tenant. */
const wrongs = {
  head: {
    by: 'UPDATE tenant_head SET last = last + 1 WHERE tenant_id = $1',
    undo: 'UPDATE tenant_head SET last = last - 1 WHERE tenant_id = $1',
  },
  twice: {
    by: `INSERT INTO event_log (tenant_id, seq, received_at, at, source, type, subject, event_id, sequence, data)
         SELECT tenant_id, seq + 1000000, received_at, at, source, type, subject, event_id, sequence, data
         FROM event_log WHERE tenant_id = $1 AND seq = 1`,
    undo: 'DELETE FROM event_log WHERE tenant_id = $1 AND seq = 1000001',
  },
  sum: {
    by: `UPDATE rollup SET answered = answered + 1 WHERE tenant_id = $1 AND cuboid = 'total' AND answered > 0`,
    undo: `UPDATE rollup SET answered = answered - 1 WHERE tenant_id = $1 AND cuboid = 'total' AND answered > 0`,
  },
  lost: {
    by: `UPDATE event_log SET event_id = event_id || ' lost' WHERE tenant_id = $1 AND seq = 1`,
    undo: `UPDATE event_log SET event_id = replace(event_id, ' lost', '') WHERE tenant_id = $1 AND seq = 1`,
  },
} satisfies Record<string, Wrong>;

async function whileBroken(vigie: Vigie, { by, undo }: Wrong, judge: () => Promise<void>): Promise<void> {
  await ask(vigie, tenant, by);
  await judge();
  await ask(vigie, tenant, undo);
}

async function refuses(promise: string, judge: () => Promise<unknown>): Promise<void> {
  const found = await judge().then(
    () => 'nothing',
    (error: unknown) => String(error),
  );
  must(`the oracle sees ${promise}`, found.includes(promise), found);
}

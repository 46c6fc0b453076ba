import { pause } from '../harness/clock';
import { Load } from '../harness/load';
import { checkCounts, checkEverything, converged, fingerprintOf, liveOf, must } from '../harness/oracle';
import { mayNotify, Replicas, saidOf, type Hints } from '../harness/replicas';
import { Viewer } from '../harness/viewer';
import type { Vigie } from '../harness/vigie';
import { quantile, shown, type Fault, type Scale } from './fault';

const seed = 14;

/** F1 in full. A sender whose server died goes to the next; what it was not answered may be stored already. */
export const threeReplicas: Fault = {
  id: 'F1x3',
  title: 'three servers on one database are killed at random',
  isLong: true,
  run: (vigie, scale) => survived(vigie, scale, 'heard'),
};

/** F7. The connection that notifies is ended five times a second. */
export const threeCutOff: Fault = {
  id: 'F7',
  title: 'three servers are killed at random and lose the connection that notifies again and again',
  isLong: true,
  run: (vigie, scale) => survived(vigie, scale, 'cut again and again'),
};

/** F7 without an end: nobody may notify at all, and each server looks by itself. */
export const threeWithoutHints: Fault = {
  id: 'F7-silent',
  title: 'three servers are killed at random and never hear each other',
  isLong: true,
  run: (vigie, scale) => survived(vigie, scale, 'never heard'),
};

async function survived(vigie: Vigie, scale: Scale, hints: Hints): Promise<string> {
  const tenant = `replicas-${hints.replaceAll(' ', '-')}`;
  const key = await vigie.tenant(tenant);
  const replicas = await Replicas.of(vigie);
  const viewers = replicas.all.map((replica) =>
    Array.from({ length: scale.count(167) }, () => new Viewer(replica, tenant)),
  );
  try {
    if (hints === 'never heard') await silence(replicas, tenant);
    const asked = scale.count(1_000);
    const began = performance.now();
    const load = new Load({ url: replicas.door, key, eventsPerSecond: asked, senders: 8 });
    const struck = await replicas.terror(tenant, { forMs: scale.count(600) * 1_000, seed, hints });
    const receipts = await load.stop();
    const lastedMs = performance.now() - began;
    const { stored } = await checkEverything(vigie, { tenant, key, receipts, calls: load.calls });
    const convergedMs = await sameEverywhere(replicas, viewers, { tenant, key, calls: load.calls });
    const perSecond = Math.round(stored / (lastedMs / 1_000));
    return (
      `hints ${hints}: ${replicas.all.length} servers, ${viewers.flat().length} viewers, ${stored} events in ${shown(lastedMs)} ` +
      `(${perSecond}/s of ${asked}/s), ${struck.kills} kills, ${struck.cuts} connections cut, slowest start ${shown(struck.slowestStartMs)}, ${struck.refusedStarts} starts refused, ` +
      `${receipts.duplicates} sent again though stored, intake p99 ${shown(quantile(receipts.answeredMs, 0.99))}, ` +
      `I1–I6 hold on each, converged in ${shown(convergedMs)}`
    );
  } finally {
    for (const viewer of viewers.flat()) viewer.close();
    if (hints === 'never heard') await mayNotify(vigie, tenant, true);
    await replicas.end();
  }
}

/** From here on each server finds what the others brought in by looking, and says so. */
async function silence(replicas: Replicas, tenant: string): Promise<void> {
  await mayNotify(replicas.at(0), tenant, false);
  await pause(2_000);
  const said = await saidOf(replicas.all);
  must(
    'F7 no server hears another',
    said.every((hints) => hints === 'poll'),
    said.join(', '),
  );
}

/** I5, I6 on each server: the same figures, the same board, shown by each of its viewers. */
async function sameEverywhere(
  replicas: Replicas,
  viewers: readonly (readonly Viewer[])[],
  told: Parameters<typeof checkCounts>[1],
): Promise<number> {
  const { tenant } = told;
  for (const replica of replicas.all) await checkCounts(replica, told);
  const took = await Promise.all(
    replicas.all.map((replica, n) => converged(replica, tenant, viewers[n] ?? [])),
  );
  const boards = await Promise.all(replicas.all.map((replica) => liveOf(replica, tenant)));
  must(
    'I6 one board everywhere',
    new Set(boards.map(fingerprintOf)).size === 1,
    `${boards.length} boards differ`,
  );
  return Math.max(...took);
}

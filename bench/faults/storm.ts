import { until } from '../harness/clock';
import { Load } from '../harness/load';
import { checkEverything, converged, liveOf, must } from '../harness/oracle';
import { Viewer } from '../harness/viewer';
import { quantile, shown, type Fault } from './fault';

/** R1. Everyone comes back at once, is given a snapshot, and shows what the server shows. */
export const storm: Fault = {
  id: 'R1',
  title: 'all dashboards lose the server and come back at once',
  async run(vigie, scale) {
    const key = await vigie.tenant('r1');
    const load = new Load({ url: vigie.url, key, eventsPerSecond: 40, callsPerBatch: 2, senders: 2 });
    const viewers = Array.from({ length: scale.count(1_000) }, () => new Viewer(vigie, 'r1'));
    const firstMs = await allShow(viewers, (await liveOf(vigie, 'r1')).epoch);
    await vigie.end('SIGKILL');
    const readyMs = await vigie.start();
    const backMs = await allShow(viewers, (await liveOf(vigie, 'r1')).epoch);
    const receipts = await load.stop();
    const { stored } = await checkEverything(vigie, { tenant: 'r1', key, receipts, calls: load.calls });
    const convergedMs = await converged(vigie, 'r1', viewers);
    const gaps = viewers.reduce((sum, viewer) => sum + viewer.gaps, 0);
    for (const viewer of viewers) viewer.close();
    must('R1 back within 15 s', scale.within(readyMs + backMs, 15_000), shown(readyMs + backMs));
    return (
      `${viewers.length} viewers, first snapshots in ${shown(firstMs)}; killed: ready in ${shown(readyMs)}, all shown ${shown(backMs)} later, ` +
      `${gaps} gaps, ${stored} events, intake p99 ${shown(quantile(receipts.answeredMs, 0.99))}, converged in ${shown(convergedMs)}`
    );
  },
};

/** Waits until every viewer has a state of that server. */
async function allShow(viewers: readonly Viewer[], epoch: string): Promise<number> {
  const began = performance.now();
  await until(
    'every viewer to have a state',
    () => (viewers.every(({ state }) => state?.epoch === epoch) ? true : undefined),
    60_000,
  );
  return performance.now() - began;
}

import { pause } from '../harness/clock';
import { Load } from '../harness/load';
import { checkEverything, converged, must } from '../harness/oracle';
import { Viewer } from '../harness/viewer';
import { quantile, shown, type Fault } from './fault';

/** F1. The next start takes over the PostgreSQL the dead process left running. */
export const apiDies: Fault = {
  id: 'F1',
  title: 'the server is killed at random instants under load',
  async run(vigie, scale) {
    const key = await vigie.tenant('f1');
    const postmaster = await vigie.postmaster();
    const load = new Load({ url: vigie.url, key, eventsPerSecond: 500 });
    const viewers = Array.from({ length: 5 }, () => new Viewer(vigie, 'f1'));
    const kills = scale.starts(50);
    const readyMs: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(200 + Math.random() * 1_500);
      await vigie.end('SIGKILL');
      readyMs.push(await vigie.start());
    }
    const receipts = await load.stop();
    must('F1 PostgreSQL was adopted', (await vigie.postmaster()) === postmaster, 'it was started anew');
    const { stored } = await checkEverything(vigie, { tenant: 'f1', key, receipts, calls: load.calls });
    const convergedMs = await converged(vigie, 'f1', viewers);
    for (const viewer of viewers) viewer.close();
    const slowest = Math.max(...readyMs);
    must('F1 ready within 5 s', scale.within(slowest, 5_000), shown(slowest));
    return (
      `${kills} kills, ${stored} events, ${receipts.tries} requests, ${receipts.duplicates} duplicates, ` +
      `ready p50 ${shown(quantile(readyMs, 0.5))} max ${shown(slowest)}, viewers converged in ${shown(convergedMs)}`
    );
  },
};

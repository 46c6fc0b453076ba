import { Load } from '../harness/load';
import { checkEverything, converged } from '../harness/oracle';
import { Viewer } from '../harness/viewer';
import { shown, type Fault } from './fault';

const places = ['fold:before-cursor', 'fold:after-cursor', 'fold:after-commit'] as const;

/** F3. Calls, sums and cursor are written together or not at all; nothing is counted twice. */
export const diesInFold: Fault = {
  id: 'F3',
  title: 'the server dies in the fold, before and after the cursor',
  async run(vigie, scale) {
    const key = await vigie.tenant('f3');
    const load = new Load({ url: vigie.url, key, eventsPerSecond: 200 });
    const viewers = Array.from({ length: 5 }, () => new Viewer(vigie, 'f3'));
    const runs = scale.starts(100, places.length);
    await vigie.end('SIGKILL');
    for (let run = 0; run < runs; run += 1) {
      const place = places[run % places.length] ?? places[0];
      // The first turns bring in what the last process left: sometimes they are let pass.
      vigie.spawn({ VIGIE_FAILPOINT: `${place}@${1 + (Math.floor(run / places.length) % 4)}` });
      await vigie.ended();
    }
    await vigie.start();
    const receipts = await load.stop();
    const { stored } = await checkEverything(vigie, { tenant: 'f3', key, receipts, calls: load.calls });
    const convergedMs = await converged(vigie, 'f3', viewers);
    for (const viewer of viewers) viewer.close();
    return `${runs} deaths at ${places.length} places, ${stored} events, viewers converged in ${shown(convergedMs)}`;
  },
};

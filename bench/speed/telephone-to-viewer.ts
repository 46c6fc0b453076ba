import { pause, until } from '../harness/clock';
import { listenTo, ToldAsterisk } from '../harness/told-asterisk';
import type { Vigie } from '../harness/vigie';
import { quantile, type Row } from './figures';
import { LightSocket } from './light-socket';

const sockets = 20;
const eventsPerSecond = 200;
const seconds = 20;
const probeEveryMs = 250;
const probes = (seconds * 1_000) / probeEveryMs;
const tenant = 'telephone';

/** From the moment a telephone system says something on its socket to the moment each of 20 viewers has the patch that shows it. */
export async function telephoneToViewer(vigie: Vigie): Promise<Row> {
  await vigie.tenant(tenant);
  const asterisk = await ToldAsterisk.start();
  await listenTo(vigie, { tenant, source: '/telephone', port: asterisk.port });
  const viewers: LightSocket[] = [];
  for (let index = 0; index < sockets; index += 1) viewers.push(await LightSocket.open(vigie, tenant));
  const saidAt = new Map<string, number>();
  const waits = viewers.map((viewer) => receipts(viewer, saidAt));
  let on = true;
  const load = asterisk.load(eventsPerSecond, () => on);
  await until('the telephone system to be heard', () => (viewers[0]?.frames ?? 0) > 3 || undefined, 60_000);
  for (let index = 0; index < probes; index += 1) {
    const queue = `probe-${index}-end`;
    saidAt.set(queue, performance.now());
    asterisk.say('QueueCallerJoin', asterisk.nextCall(), { Queue: queue, Position: 1 });
    await pause(probeEveryMs);
    for (const [old, at] of saidAt) if (performance.now() - at > 5_000) saidAt.delete(old);
  }
  await pause(2_000);
  on = false;
  await load;
  for (const viewer of viewers) viewer.close();
  await asterisk.stop();
  return rowOf(waits.flat());
}

/** How long each probe took to reach this viewer, ms; grows as they come. */
function receipts(viewer: LightSocket, saidAt: ReadonlyMap<string, number>): number[] {
  const waits: number[] = [];
  const seen = new Set<string>();
  viewer.onFrame((frame) => {
    const now = performance.now();
    for (const [name, at] of saidAt) {
      if (seen.has(name) || !frame.includes(name)) continue;
      seen.add(name);
      waits.push(now - at);
    }
  });
  return waits;
}

function rowOf(waits: readonly number[]): Row {
  const expected = probes * sockets;
  const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)];
  return {
    figure: 'said by the telephone system → patch received',
    found: `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    start: 'p99 ≤ 500 ms',
    goal: 'p50 ≤ 60, p99 ≤ 250 ms',
    met: p99 <= 500 && waits.length >= expected * 0.99,
    how: `manager interface at ${eventsPerSecond} events/s, ${sockets} sockets, ${waits.length} of ${expected} receipts`,
  };
}

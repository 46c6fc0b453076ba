import { eventsOfCall } from '../harness/calls';
import { nowMs, pause } from '../harness/clock';
import { send } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { quantile, type Row } from './figures';
import { LightSocket } from './light-socket';

const sockets = 200;
const eventsPerSecond = 1_000;
const batchesPerSecond = 20;
const seconds = 20;
const probeEveryMs = 250;
const probes = (seconds * 1_000) / probeEveryMs;

/** From the moment an event is posted to the moment each of 200 sockets has the patch that shows it. */
export async function postedToReceived(vigie: Vigie): Promise<Row> {
  const tenant = 'latency';
  const key = await vigie.tenant(tenant);
  const viewers: LightSocket[] = [];
  for (let index = 0; index < sockets; index += 1) viewers.push(await LightSocket.open(vigie, tenant));
  const pending = new Map<string, number>();
  const waits = viewers.map((viewer) => receipts(viewer, pending));
  let on = true;
  const load = background(vigie, key, () => on);
  await probe(vigie, key, pending);
  on = false;
  await load;
  await pause(2_000);
  for (const viewer of viewers) viewer.close();
  return rowOf(waits.flat());
}

/** How long probes take to reach these viewers, ms, as long as `isOn`. */
export async function probeReceipts(
  vigie: Vigie,
  key: string,
  viewers: readonly LightSocket[],
  isOn: () => boolean,
): Promise<readonly number[]> {
  const pending = new Map<string, number>();
  const waits = viewers.map((viewer) => receipts(viewer, pending));
  while (isOn()) await probe(vigie, key, pending, 1);
  await pause(2_000);
  return waits.flat();
}

/** How long each probe took to reach this viewer, ms; grows as they come. */
function receipts(viewer: LightSocket, pending: ReadonlyMap<string, number>): number[] {
  const waits: number[] = [];
  const seen = new Set<string>();
  viewer.onFrame((frame) => {
    const now = performance.now();
    for (const [name, postedAt] of pending) {
      if (seen.has(name) || !frame.includes(name)) continue;
      seen.add(name);
      waits.push(now - postedAt);
    }
  });
  return waits;
}

let probed = 0;

async function probe(vigie: Vigie, key: string, pending: Map<string, number>, times = probes): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    const name = `probe-${(probed += 1)}-end`;
    pending.set(name, performance.now());
    void send(vigie.url, key, [probeCall(name)]);
    await pause(probeEveryMs);
    for (const [old, postedAt] of pending) if (performance.now() - postedAt > 5_000) pending.delete(old);
  }
}

function rowOf(waits: readonly number[]): Row {
  const expected = probes * sockets;
  const p50 = quantile(waits, 0.5);
  const p99 = quantile(waits, 0.99);
  return {
    figure: 'event posted → patch received',
    found: `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    start: 'p99 ≤ 500 ms',
    goal: 'p50 ≤ 60, p99 ≤ 250 ms',
    met: p99 <= 500 && waits.length >= expected * 0.99,
    how: `${eventsPerSecond} events/s in ${batchesPerSecond} requests, ${sockets} sockets, ${waits.length} of ${expected} receipts`,
  };
}

/** A call that begins to wait at a clinic of its own, whose name a viewer can look for. */
function probeCall(name: string): object {
  const [, call] = eventsOfCall(1, nowMs());
  return {
    ...call,
    id: name,
    subject: name,
    time: new Date(nowMs()).toISOString(),
    data: { clinicId: name, queueId: 'queue-1' },
  };
}

async function background(vigie: Vigie, key: string, on: () => boolean): Promise<void> {
  let call = 1_000_000;
  const open: unknown[] = [];
  let next = performance.now();
  while (on()) {
    while (open.length < eventsPerSecond / batchesPerSecond) {
      open.push(...eventsOfCall((call += 1), nowMs() - 60_000));
    }
    void send(vigie.url, key, open.splice(0, eventsPerSecond / batchesPerSecond));
    next += 1_000 / batchesPerSecond;
    await pause(Math.max(0, next - performance.now()));
  }
}

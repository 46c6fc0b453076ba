import { nowMs, pause, until } from '../harness/clock';
import { loadYear, settle, type Loaded } from '../harness/bulk';
import { send } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { clinicName } from '../harness/year-of-calls';
import { quantile, shown, type Row } from './figures';
import { LightSocket } from './light-socket';

const tenant = 'year';
const clinics = 200;
const days = 395;
const asked = 40;
const sockets = 20;
const probeEveryMs = 150;
const quietMs = 10_000;
/** What a centre's mail server takes at once. */
const atOnce = 8;

/** A clinic's report in a tenant of a million calls, its PDF, and every clinic's PDF while the wall is watched. */
export async function reports(vigie: Vigie, calls: number): Promise<readonly Row[]> {
  const key = await vigie.tenant(tenant);
  const from = Math.floor(nowMs() / 86_400_000 - days) * 86_400_000;
  const loaded = await loadYear(vigie, key, { calls, clinics, from, days: days - 1 });
  const month = monthBefore(1);
  const frozenMs = await timeOf(() =>
    until('every clinic to have its report', () => isFrozen(vigie, month), 3_600_000, 1_000),
  );
  await settle(vigie);
  const wanted = { month, format: 'json' } as const;
  const rows = [
    reportRow(await timed(vigie, wanted), { calls, loaded, frozenMs }),
    runningRow(await timed(vigie, { ...wanted, month: monthBefore(0) })),
    pdfRow(await timed(vigie, { ...wanted, format: 'pdf' })),
  ];
  return [...rows, wallRow(await everyPdf(vigie, key, month))];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The month that runs, or one so many before it. */
function monthBefore(count: number): string {
  const day = new Date(nowMs());
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - count, 1);
  return new Date(first).toISOString().slice(0, 7);
}

/** Whether every clinic's month is published and frozen, so that no such work goes on beside. */
async function isFrozen(vigie: Vigie, month: string): Promise<true | undefined> {
  const answer = await vigie.ask(tenant, `/api/v1/reports?month=${month}&tenant=${tenant}`);
  const { clinics: told } = (await answer.json()) as { clinics: { version: number | null }[] };
  return told.length >= clinics && told.every(({ version }) => version !== null) ? true : undefined;
}

async function fetchReport(vigie: Vigie, index: number, { month, format }: Wanted): Promise<number> {
  const began = performance.now();
  const path = `reports/${month}/clinics/${clinicName(index)}?tenant=${tenant}&format=${format}`;
  const answer = await vigie.ask(tenant, `/api/v1/${path}`);
  const body = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${path}: ${body.toString().slice(0, 500)}`);
  if (format === 'pdf' && !body.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Error(`${path}: no PDF`);
  return performance.now() - began;
}
type Wanted = { readonly month: string; readonly format: 'json' | 'pdf' };

/** How long each of some clinics' reports took, one after the other, ms. */
async function timed(vigie: Vigie, wanted: Wanted): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < asked; index += 1) {
    times.push(await fetchReport(vigie, index * 5, wanted));
  }
  return times;
}

type Wall = {
  /** From posted to received, ms, before the first PDF was asked for and while they were made. */
  readonly before: readonly number[];
  readonly meanwhile: readonly number[];
  /** Receipts there should be. */
  readonly expected: number;
  readonly tookMs: number;
};

/** Every clinic's PDF, some at once, while events come and are watched; first a while without. */
async function everyPdf(vigie: Vigie, key: string, month: string): Promise<Wall> {
  const viewers: LightSocket[] = [];
  for (let index = 0; index < sockets; index += 1) viewers.push(await LightSocket.open(vigie, tenant));
  const quiet = await watched(vigie, key, { viewers, name: 'quiet', work: () => pause(quietMs) });
  const left = Array.from({ length: clinics }, (_, index) => index);
  const draw = async (): Promise<void> => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      await fetchReport(vigie, index, { month, format: 'pdf' });
    }
  };
  const work = () => Promise.all(Array.from({ length: atOnce }, draw));
  const busy = await watched(vigie, key, { viewers, name: 'busy', work });
  for (const viewer of viewers) viewer.close();
  return { before: quiet.waits, meanwhile: busy.waits, expected: busy.expected, tookMs: busy.tookMs };
}

type Watching = {
  readonly viewers: readonly LightSocket[];
  readonly name: string;
  readonly work: () => Promise<unknown>;
};

/** How long events took to reach the viewers while some work went on. */
async function watched(vigie: Vigie, key: string, { viewers, name, work }: Watching) {
  const pending = new Map<string, number>();
  const waits = viewers.map((viewer) => receipts(viewer, pending));
  let on = true;
  const probing = probe(vigie, key, { pending, name, on: () => on });
  const began = performance.now();
  await work();
  const tookMs = performance.now() - began;
  on = false;
  const expected = (await probing) * viewers.length;
  await pause(3_000);
  return { waits: waits.flat(), expected, tookMs };
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

type Probing = {
  readonly pending: Map<string, number>;
  readonly name: string;
  readonly on: () => boolean;
};

/** Callers who begin to wait, one after the other, at clinics of their own; gives how many. */
async function probe(vigie: Vigie, key: string, { pending, name, on }: Probing): Promise<number> {
  let count = 0;
  for (; on(); count += 1) {
    const call = `${name}-${count}-end`;
    pending.set(call, performance.now());
    void send(vigie.url, key, [waitingAt(call)]);
    await pause(probeEveryMs);
  }
  return count;
}

function waitingAt(name: string): object {
  return {
    specversion: '1.0',
    id: name,
    source: '/bench',
    type: 'call.enqueued',
    subject: name,
    time: new Date(nowMs()).toISOString(),
    data: { clinicId: name, queueId: 'probes' },
  };
}

const spread = (times: readonly number[]): string =>
  `p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms`;

type Made = { readonly calls: number; readonly loaded: Loaded; readonly frozenMs: number };
function reportRow(times: readonly number[], { calls, loaded, frozenMs }: Made): Row {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(0)} s`;
  return {
    figure: `a clinic's report in a tenant of ${shown(calls)} calls`,
    found: spread(times),
    start: 'p95 < 300 ms',
    goal: 'p95 < 300 ms',
    met: quantile(times, 0.95) < 300,
    how: `${asked} of ${clinics} clinics, each once, last month; ${days} days of calls through the door as tables in ${seconds(loaded.importedMs)}, folded after ${seconds(loaded.foldedMs)}, its month frozen ${seconds(frozenMs)} later, then the database vacuumed`,
  };
}

function runningRow(times: readonly number[]): Row {
  return {
    figure: 'the same of the month that runs, worked out when it is asked for',
    found: spread(times),
    start: 'p95 < 300 ms',
    goal: 'p95 < 300 ms',
    met: quantile(times, 0.95) < 300,
    how: `${asked} of ${clinics} clinics, each once`,
  };
}

function pdfRow(times: readonly number[]): Row {
  return {
    figure: 'its PDF',
    found: spread(times),
    start: 'worst < 2 s',
    goal: 'worst < 2 s',
    met: Math.max(...times) < 2_000,
    how: `figures, document and drawing, asked by HTTP; ${asked} clinics, the thread cold at the first`,
  };
}

function wallRow({ before, meanwhile, expected, tookMs }: Wall): Row {
  const p99 = quantile(meanwhile, 0.99);
  return {
    figure: `${clinics} PDFs at a month's end: event posted → patch received meanwhile`,
    found: `p50 ${quantile(meanwhile, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    start: 'p99 < 500 ms',
    goal: 'p99 < 500 ms',
    met: p99 < 500 && meanwhile.length >= expected * 0.99,
    how: `${atOnce} asked at once, all in ${(tookMs / 1_000).toFixed(1)} s; ${sockets} sockets, ${meanwhile.length} of ${expected} receipts; before it p50 ${quantile(before, 0.5).toFixed(0)} ms, p99 ${quantile(before, 0.99).toFixed(0)} ms`,
  };
}

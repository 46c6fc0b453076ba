import { eventsOfCall } from '../harness/calls';
import { nowMs, pause } from '../harness/clock';
import { send } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { cpuMsOf } from './cpu';
import { quantile, type Row } from './figures';
import { LightSocket } from './light-socket';
import { memoryMbOf } from './peak-memory';
import { personOf, type Membership } from './signed-in-person';

const scopes = 20;
const sockets = 200;
const eventsPerSecond = 1_000;
const batchesPerSecond = 20;
/** Of each load each time. */
const seconds = 10;
const settleMs = 4_000;
const probeEveryMs = 50;
/** How many probes later one of them gives up: a queue that only grows would make each load heavier than the one before. */
const probesWaiting = 60;

/** All in the centre's scope, each of twenty in one clinic's, all in the same clinic's. */
type LoadName = 'one' | 'many' | 'clinic';
const inTurn: readonly LoadName[] = ['one', 'many', 'clinic', 'many', 'one', 'clinic', 'one', 'many'];

type Person = { readonly cookie: string; readonly clinicId: string };
type Measured = {
  readonly waits: readonly number[];
  readonly expected: number;
  /** Of the server, a second of the load. */
  readonly cpuMs: number;
  readonly memoryMb: number;
  readonly bytes: number;
};

/**
 * 200 sockets of people who are signed in, each of one of 20 scopes, against the same load with all of them in one scope:
 * from the moment an event is posted to the patch that shows it, and what the server spends on a scope.
 */
export async function scopesAtOnce(vigie: Vigie): Promise<readonly Row[]> {
  const measured: Record<LoadName, Measured[]> = { one: [], many: [], clinic: [] };
  for (const [index, name] of inTurn.entries())
    measured[name].push(await measure(vigie, await loadOf(vigie, `scopes-${index}`, name)));
  return rowsOf(together(measured.one), together(measured.many), together(measured.clinic));
}

/** In a centre of its own, whose secretaries have taken no call yet: none is measured later in the day than another. */
async function loadOf(vigie: Vigie, tenant: string, name: LoadName): Promise<Load> {
  const key = await vigie.tenant(tenant);
  const administrator = await vigie.signIn(tenant, 'administrator');
  const people: Person[] = [];
  // As many people in each load: one person holds no more than fifty sockets open.
  for (let index = 0; index < scopes; index += 1) {
    const clinicId = name === 'clinic' ? 'clinic-0' : `clinic-${index}`;
    const membership: Membership =
      name === 'one'
        ? { role: 'supervisor', scope: { kind: 'all' } }
        : { role: 'manager', scope: { kind: 'clinics', clinicIds: [clinicId] } };
    people.push({ cookie: await personOf(vigie, administrator, membership), clinicId });
  }
  return { tenant, key, people, everybodySeesAll: name !== 'many' };
}

/** One load, measured several times. */
function together(times: readonly Measured[]): Measured {
  const sumOf = (name: 'expected' | 'cpuMs' | 'memoryMb' | 'bytes'): number =>
    times.reduce((total, one) => total + one[name], 0);
  return {
    waits: times.flatMap(({ waits }) => waits),
    expected: sumOf('expected'),
    cpuMs: sumOf('cpuMs') / times.length,
    memoryMb: sumOf('memoryMb') / times.length,
    bytes: sumOf('bytes') / times.length,
  };
}

type Load = {
  readonly tenant: string;
  readonly key: string;
  readonly people: readonly Person[];
  readonly everybodySeesAll: boolean;
};

async function measure(vigie: Vigie, { tenant, key, people, everybodySeesAll }: Load): Promise<Measured> {
  const viewers: LightSocket[] = [];
  const pending = new Map<string, number>();
  const waits: number[] = [];
  for (let index = 0; index < sockets; index += 1) {
    const { cookie } = people[index % people.length] as Person;
    const viewer = await LightSocket.open(vigie, tenant, { cookie, origin: vigie.url });
    viewer.onFrame(receipts(pending, waits));
    viewers.push(viewer);
  }
  let on = true;
  const load = background(vigie, key, () => on);
  await pause(settleMs);
  const [cpuBefore, bytesBefore] = [await cpuMsOf(vigie.pid), sum(viewers)];
  const began = performance.now();
  const probes = await probe(vigie, key, { pending, people });
  const tookSeconds = (performance.now() - began) / 1_000;
  const cpuMs = ((await cpuMsOf(vigie.pid)) - cpuBefore) / tookSeconds;
  const bytes = (sum(viewers) - bytesBefore) / tookSeconds;
  const memoryMb = await memoryMbOf(vigie.pid);
  on = false;
  await load;
  await pause(2_000);
  for (const viewer of viewers) viewer.close();
  const each = everybodySeesAll ? sockets : sockets / people.length;
  return { waits, expected: probes * each, cpuMs, memoryMb, bytes };
}

const sum = (viewers: readonly LightSocket[]): number =>
  viewers.reduce((total, { bytes }) => total + bytes, 0);

/** How long each probe took to reach one viewer, added to `waits`. */
function receipts(pending: ReadonlyMap<string, number>, waits: number[]): (frame: string) => void {
  const seen = new Set<string>();
  return (frame) => {
    const now = performance.now();
    for (const [name, postedAt] of pending) {
      if (seen.has(name) || !frame.includes(name)) continue;
      seen.add(name);
      waits.push(now - postedAt);
    }
  };
}

/**
 * Calls that begin to wait, one clinic after the other, each known by the language it asks for: of a queue that is not
 * the clinic's own its people are told nothing. Each gives up a moment later. How many there were.
 */
async function probe(
  vigie: Vigie,
  key: string,
  { pending, people }: { readonly pending: Map<string, number>; readonly people: readonly Person[] },
): Promise<number> {
  const probes = (seconds * 1_000) / probeEveryMs;
  const run = (runs += 1);
  const waiting: string[] = [];
  let next = performance.now();
  for (let index = 0; index < probes; index += 1) {
    const name = `fr-r${run}p${index}e`;
    const { clinicId } = people[index % people.length] as Person;
    const ended = waiting.splice(0, waiting.length - probesWaiting);
    pending.set(name, performance.now());
    void send(vigie.url, key, [probeCall(name, clinicId), ...ended.map(endOf)]);
    waiting.push(name);
    next += probeEveryMs;
    await pause(Math.max(0, next - performance.now()));
    for (const [old, postedAt] of pending) if (performance.now() - postedAt > 5_000) pending.delete(old);
  }
  await pause(2_000);
  await send(vigie.url, key, waiting.map(endOf));
  return probes;
}

function probeCall(name: string, clinicId: string): object {
  const [, call] = eventsOfCall(1, nowMs());
  const time = new Date(nowMs()).toISOString();
  return {
    ...call,
    id: name,
    subject: name,
    time,
    data: { clinicId, queueId: 'queue-1', languageRequested: name },
  };
}

/** Its caller gives up. */
function endOf(name: string): object {
  const [, call] = eventsOfCall(1, nowMs());
  const time = new Date(nowMs()).toISOString();
  return {
    ...call,
    id: `${name}-end`,
    subject: name,
    type: 'call.disconnected',
    time,
    data: { side: 'caller' },
  };
}

let calls = 2_000_000;
let runs = 0;

async function background(vigie: Vigie, key: string, on: () => boolean): Promise<void> {
  const size = eventsPerSecond / batchesPerSecond;
  const open: unknown[] = [];
  let next = performance.now();
  while (on()) {
    while (open.length < size) open.push(...eventsOfCall((calls += 1), nowMs() - 60_000));
    void send(vigie.url, key, open.splice(0, size));
    next += 1_000 / batchesPerSecond;
    await pause(Math.max(0, next - performance.now()));
  }
}

function rowsOf(one: Measured, many: Measured, clinic: Measured): readonly Row[] {
  const [together, apart] = [quantile(one.waits, 0.99), quantile(many.waits, 0.99)];
  const ratio = apart / together;
  const told = ({ waits, expected }: Measured): string => `${waits.length} of ${expected} receipts`;
  const isWhole = [one, many, clinic].every(({ waits, expected }) => waits.length >= expected * 0.99);
  const cpuEach = (many.cpuMs - clinic.cpuMs) / (scopes - 1);
  return [
    {
      figure: `event posted → patch received, ${sockets} signed-in sockets of ${scopes} scopes`,
      found: `p50 ${quantile(many.waits, 0.5).toFixed(0)} ms, p99 ${apart.toFixed(0)} ms; in one scope p99 ${together.toFixed(0)} ms: × ${ratio.toFixed(2)}`,
      start: 'p99 ≤ 500 ms',
      goal: 'p99 ≤ 250 ms, ≤ 1.3 × in one scope',
      met: isWhole && apart <= 500,
      how: `${eventsPerSecond} events/s for three times ${seconds} s each, in turn and each in a centre of its own; ${told(many)}, in one scope ${told(one)}`,
    },
    {
      figure: 'what a board of another scope costs',
      found: `${cpuEach.toFixed(1)} ms of processor a second, ${((many.memoryMb - clinic.memoryMb) / (scopes - 1)).toFixed(1)} MB`,
      start: '≤ 20 ms a second',
      goal: '≤ 10 ms a second',
      met: cpuEach <= 20,
      how: `the server's ${many.cpuMs.toFixed(0)} ms a second with ${scopes} clinics' scopes less ${clinic.cpuMs.toFixed(0)} ms with one, over ${scopes - 1}; with all in the centre's ${one.cpuMs.toFixed(0)} ms; sent ${(many.bytes / 1e6).toFixed(1)}, ${(clinic.bytes / 1e6).toFixed(1)} and ${(one.bytes / 1e6).toFixed(1)} MB a second`,
    },
  ];
}

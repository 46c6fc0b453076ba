import { eventsOfCall, type SentEvent } from '../harness/calls';
import { nowMs } from '../harness/clock';
import { ask, checkLog, checkRebuild, must, settled } from '../harness/oracle';
import { Receipts, sendUntilTaken } from '../harness/producer';
import { seeded, shuffled, type Draw } from '../harness/seeded';
import type { Vigie } from '../harness/vigie';
import type { Fault } from './fault';

const callsPerSeed = 5;
const seedsPerShuffle = 100;
const eventsPerBatch = 500;
const hourMs = 3_600_000;

/** F14. One tenant hears everything once and in order, the other one as badly as can be: both know the same. */
export const disorder: Fault = {
  id: 'F14',
  title: 'events come twice, out of order, days late, or not at all',
  async run(vigie, scale) {
    const seeds = scale.count(1_000);
    const now = nowMs();
    const keys = { plain: await vigie.tenant('f14-plain'), mixed: await vigie.tenant('f14-mixed') };
    const receipts = { plain: new Receipts(), mixed: new Receipts() };
    for (let first = 0; first < seeds; first += seedsPerShuffle) {
      const count = Math.min(seedsPerShuffle, seeds - first);
      const events = Array.from({ length: count }, (_, n) => eventsOfSeed(first + n, now)).flat();
      await sendAll(vigie.url, keys.plain, events, receipts.plain);
      await sendAll(vigie.url, keys.mixed, disordered(events, seeded(-1 - first)), receipts.mixed);
    }
    for (const which of ['plain', 'mixed'] as const) {
      await settled(vigie, `f14-${which}`);
      await checkLog(vigie, `f14-${which}`, receipts[which]);
    }
    must(
      'F14 every repetition is told',
      receipts.plain.accepted === receipts.mixed.accepted,
      String(receipts.mixed.accepted),
    );
    await sameCalls(vigie);
    await sameSums(vigie);
    await checkRebuild(vigie, 'f14-mixed');
    return `${seeds} seeds, ${receipts.plain.accepted} events sent ${receipts.mixed.received} times in disorder, same calls, same sums`;
  },
};

/** Some calls of the last three days; of some the end is missing, of some there is only the end. */
function eventsOfSeed(seed: number, now: number): readonly SentEvent[] {
  const draw = seeded(seed);
  return Array.from({ length: callsPerSeed }, (_, n) => seed * callsPerSeed + n).flatMap((call) => {
    const lot = draw(10);
    // Who falls silent for four hours is given up, sooner in one tenant than in the other: endless calls are recent.
    const at = now - 600_000 - (lot === 0 ? draw(2 * hourMs) : draw(71 * hourMs));
    const events = eventsOfCall(call, at);
    if (lot === 0) return events.slice(0, 1 + draw(events.length - 1));
    if (lot === 1)
      return events.slice(1 + draw(events.findIndex(({ type }) => type === 'call.disconnected')));
    return events;
  });
}

function disordered(events: readonly SentEvent[], draw: Draw): readonly SentEvent[] {
  const repeated = events.flatMap((event) => Array.from({ length: 2 + draw(4) }, () => event));
  return shuffled(repeated, draw);
}

async function sendAll(
  url: string,
  key: string,
  events: readonly SentEvent[],
  receipts: Receipts,
): Promise<void> {
  for (let start = 0; start < events.length; start += eventsPerBatch) {
    await sendUntilTaken(url, key, events.slice(start, start + eventsPerBatch), receipts);
  }
}

/** Each call by what is known of it. Its facts' writing and its last event may differ, its caller's pseudonym has to. */
async function sameCalls(vigie: Vigie): Promise<void> {
  const [plain, mixed] = await bothAnswer(
    vigie,
    `SELECT call_id AS name, (to_jsonb(c) - '{tenant_id,seq,facts,ani_hash}'::text[])::text AS known FROM call c WHERE tenant_id = $1`,
  );
  const calls = differing(plain, mixed);
  const seeds = [
    ...new Set(calls.map((call) => Math.floor(Number(call.replace('call-', '')) / callsPerSeed))),
  ];
  const first = calls[0] ?? '';
  const example = `${String(plain.get(first))} but ${String(mixed.get(first))}`;
  must('F14 same calls', seeds.length === 0, `seeds ${seeds.slice(0, 10).join(', ')}, such as ${example}`);
}

async function sameSums(vigie: Vigie): Promise<void> {
  const [plain, mixed] = await bothAnswer(
    vigie,
    `SELECT concat_ws(' ', cuboid, key1, key2, bucket) AS name, jsonb_strip_nulls(counted)::text || coalesce(vigie_sum_bins(bins)::text, '{}') AS known
     FROM rollup r, LATERAL (SELECT jsonb_object_agg(key, nullif(value, '0')) AS counted
       FROM jsonb_each(to_jsonb(r) - '{tenant_id,cuboid,key1,key2,bucket,bins}'::text[])) c
     WHERE tenant_id = $1 AND (jsonb_strip_nulls(counted) <> '{}' OR cardinality(vigie_sum_bins(bins)) > 0)`,
  );
  const names = differing(plain, mixed);
  must('F14 same sums', names.length === 0, `${names.length} differ: ${names.slice(0, 5).join('; ')}`);
}

type Known = ReadonlyMap<string, string>;

async function bothAnswer(vigie: Vigie, sql: string): Promise<readonly [Known, Known]> {
  const answer = async (tenant: string): Promise<Known> => {
    const rows = await ask<{ name: string; known: string }>(vigie, tenant, sql);
    return new Map(rows.map(({ name, known }) => [name, known]));
  };
  return [await answer('f14-plain'), await answer('f14-mixed')];
}

function differing(one: Known, other: Known): readonly string[] {
  must('F14 something is known', one.size > 0, 'nothing');
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}

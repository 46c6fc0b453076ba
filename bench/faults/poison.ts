import { eventsOfCall } from '../harness/calls';
import { nowMs } from '../harness/clock';
import { ask, checkEverything, must, settled } from '../harness/oracle';
import { Receipts, sendText } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { shown, type Fault } from './fault';

const callsPerBatch = 100;
const deep = 200_000;

/** F15. What cannot be read is refused alone; what stands beside it goes in. */
export const poison: Fault = {
  id: 'F15',
  title: 'one event in a hundred is poison',
  async run(vigie, scale) {
    const key = await vigie.tenant('f15');
    const receipts = new Receipts();
    const batches = scale.count(100);
    const firstAt = nowMs() - 600_000;
    for (let batch = 0; batch < batches; batch += 1)
      await sendBatch({ url: vigie.url, key, receipts }, batch, firstAt);
    await wholeBodies(vigie, key);
    const began = performance.now();
    await settled(vigie, 'f15');
    const lagMs = performance.now() - began;
    await quarantined(vigie, receipts);
    const { stored } = await checkEverything(vigie, {
      tenant: 'f15',
      key,
      receipts,
      calls: batches * callsPerBatch,
    });
    const retried = await vigie.command(['quarantine', 'retry', '--tenant', 'f15']);
    must('F15 what is still poison stays', / 0 taken/u.test(retried), retried);
    must('F15 the fold lags 2 s at most', scale.within(lagMs, 2_000), shown(lagMs));
    return `${batches} batches, ${stored} events stored, ${receipts.rejected} refused and kept, fold lag ${shown(lagMs)}`;
  },
};

type Producer = { readonly url: string; readonly key: string; readonly receipts: Receipts };

/** Every other batch goes as lines. */
async function sendBatch({ url, key, receipts }: Producer, batch: number, firstAt: number): Promise<void> {
  const calls = Array.from({ length: callsPerBatch }, (_, n) => batch * callsPerBatch + n);
  const good = calls.flatMap((call) => eventsOfCall(call, firstAt + call * 10));
  const kinds = Array.from(
    { length: Math.ceil(good.length / 100) },
    (_, n) => poisons[(batch * 10 + n) % poisons.length],
  );
  const { lines, sent } = mixed(
    good,
    kinds.map((poisonOf) => poisonOf?.(batch) ?? ''),
  );
  const asLines = batch % 2 === 1;
  const body = asLines ? `${lines.join('\n')}\n` : `[${lines.join(',')}]`;
  const told = await sendText(url, key, body, asLines ? 'application/x-ndjson' : undefined);
  must('F15 the batch is taken', told.kind === 'answered', JSON.stringify(told).slice(0, 500));
  receipts.note(sent, told);
  const reasons =
    told.kind === 'answered' ? told.answer.rejected.filter(({ message }) => message !== '') : [];
  must(
    'F15 exactly the poison is refused, with a reason',
    reasons.length === kinds.length,
    `${reasons.length} of ${kinds.length}`,
  );
}

const event = (fields: string): string =>
  `{"specversion":"1.0","source":"/bench","type":"call.enqueued","time":"2026-01-01T10:00:00Z",${fields}}`;

/** Everything somebody ever sent to a server to see what it does; `n` makes texts differ. */
const poisons: readonly ((n: number) => string)[] = [
  (n) => event(`"id":"nul-${n}","subject":"poison","data":{"queueId":"a\\u0000b"}`),
  (n) => event(`"id":"nul\\u0000${n}","subject":"poison"`),
  (n) => event(`"id":"half-${n}","subject":"\\ud800"`),
  (n) => event(`"id":"half-in-data-${n}","subject":"poison","data":{"queueId":"\\udc00${n}"}`),
  (n) => event(`"id":"infinite-${n}","subject":"poison","data":{"position":1e309}`),
  (n) => event(`"id":"unsafe-${n}","subject":"poison","data":{"position":9007199254740993}`),
  (n) =>
    event(`"id":"deep-${n}","subject":"poison","data":{"queueId":${'['.repeat(deep)}${']'.repeat(deep)}}`),
  () => `${'['.repeat(deep)}${']'.repeat(deep)}`,
  () => `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
  (n) => event(`"id":"type-${n}","subject":"poison"`).replace('call.enqueued', 'call.teleported'),
  (n) => event(`"id":"proto-${n}","subject":"poison"`).replace('call.enqueued', '__proto__'),
  (n) => event(`"id":"version-${n}","subject":"poison"`).replace('"1.0"', '"2.0"'),
  (n) => event(`"id":"time-${n}","subject":"poison"`).replace('2026-01-01T10:00:00Z', 'yesterday'),
  (n) => event(`"id":"long-${n}${'x'.repeat(10_000)}","subject":"poison"`),
  (n) => event(`"id":"large-${n}","subject":"poison","data":{"queueId":"${'x'.repeat(20_000)}"}`),
  () => event('"subject":"no id"'),
  () => 'null',
  () => '42',
  () => '"an event"',
  () => '{}',
];

type Mixed = { readonly lines: readonly string[]; readonly sent: readonly { readonly id: string }[] };

/** One bad one after every hundred good ones. */
function mixed(good: readonly { readonly id: string }[], bad: readonly string[]): Mixed {
  const lines: string[] = [];
  const sent: { id: string }[] = [];
  good.forEach((one, index) => {
    if (index % 100 === 0) {
      lines.push(bad[index / 100] ?? 'null');
      sent.push({ id: 'poison' });
    }
    lines.push(JSON.stringify(one));
    sent.push(one);
  });
  return { lines, sent };
}

/** Bodies that are no list of events at all are the sender's fault, and are told so. */
async function wholeBodies(vigie: Vigie, key: string): Promise<void> {
  for (const body of ['', '[', '[1,]', '{"a":', 'NaN', '\u0000', '"'.repeat(1_000), '['.repeat(deep)]) {
    const told = await sendText(vigie.url, key, body);
    const told400 =
      told.kind === 'problem' &&
      told.status === 400 &&
      !JSON.stringify(told.problem).includes('node_modules');
    must('F15 a broken body is told as such', told400, `${body.slice(0, 20)}: ${JSON.stringify(told)}`);
  }
}

async function quarantined(vigie: Vigie, receipts: Receipts): Promise<void> {
  const rows = await ask<{ times: string }>(
    vigie,
    'f15',
    'SELECT sum(times) AS times FROM quarantine WHERE tenant_id = $1',
  );
  const kept = Number(rows[0]?.times);
  must('I10 what was refused is kept', kept === receipts.rejected, `${kept} of ${receipts.rejected}`);
}

import { eventsOfCall, type SentEvent } from '../harness/calls';
import { nowMs, pause } from '../harness/clock';
import { checkEverything, must } from '../harness/oracle';
import { Receipts, send, sendText, type Sent } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { quantile, shown, type Fault } from './fault';

const inParallel = 10;

/** F16. Batches of the largest size at once; too large a one is refused whole. */
export const bigBatches: Fault = {
  id: 'F16',
  title: 'ten of the largest batches at once, and one too large',
  async run(vigie, scale) {
    const key = await vigie.tenant('f16');
    const receipts = new Receipts();
    const size = scale.count(10_000);
    const { batches, calls } = batchesOf(size, nowMs() - 1_800_000);
    // Written beforehand: what the writing costs this process must not look like a stall of the server.
    const bodies = batches.map((batch) => JSON.stringify(batch));
    const probe = new Probe(vigie, key);
    const sent = await Promise.all(bodies.map((body) => sendText(vigie.url, key, body)));
    const others = await probe.stop();
    batches.forEach((batch, n) => receipts.note(batch, sent[n] as Sent));
    must(
      'F16 every batch is taken',
      receipts.accepted === size * inParallel,
      `${receipts.accepted} of ${size * inParallel}`,
    );
    await tooLarge(vigie, key);
    const { stored } = await checkEverything(vigie, { tenant: 'f16', key, receipts, calls });
    const p95 = quantile(receipts.answeredMs, 0.95);
    const stall = Math.max(...others.liveMs);
    const p99 = quantile(others.eventMs, 0.99);
    return (
      `${inParallel} × ${size} events, ${stored} stored, answers p50 ${shown(quantile(receipts.answeredMs, 0.5))} p95 ${shown(p95)}, ` +
      `longest stall ${shown(stall)}, others’ requests p99 ${shown(p99)}`
    );
  },
};

/** Batches of exactly `size` events of whole calls; the last call of all is cut short, where it must be. */
function batchesOf(size: number, firstAt: number): { batches: readonly SentEvent[][]; calls: number } {
  const events: SentEvent[] = [];
  let calls = 0;
  for (; events.length < size * inParallel; calls += 1)
    events.push(...eventsOfCall(calls, firstAt + calls * 10));
  const batches = Array.from({ length: inParallel }, (_, n) => events.slice(n * size, (n + 1) * size));
  return { batches, calls };
}

async function tooLarge(vigie: Vigie, key: string): Promise<void> {
  const many = Array.from({ length: 10_001 }, () => ({}));
  const tenTimes = Array.from({ length: 100_000 }, (_, n) => eventsOfCall(n, 0)[0]);
  for (const events of [many, tenTimes]) {
    const told = await send(vigie.url, key, events);
    const refused = told.kind === 'problem' && told.status === 413;
    must(`F16 ${events.length} events are refused whole`, refused, JSON.stringify(told).slice(0, 300));
  }
}

/** What others feel meanwhile: a request that needs only the event loop, and one that needs the database. */
class Probe {
  private readonly liveMs: number[] = [];
  private readonly eventMs: number[] = [];
  private stopping = false;
  private readonly work: Promise<unknown>;

  constructor(
    private readonly vigie: Vigie,
    private readonly key: string,
  ) {
    this.work = Promise.all([this.askAlive(), this.sendNothing()]);
  }

  async stop(): Promise<{ readonly liveMs: readonly number[]; readonly eventMs: readonly number[] }> {
    this.stopping = true;
    await this.work;
    return { liveMs: this.liveMs, eventMs: this.eventMs };
  }

  private async askAlive(): Promise<void> {
    while (!this.stopping) {
      const began = performance.now();
      const answer = await fetch(`${this.vigie.url}/health/live`);
      await answer.arrayBuffer();
      this.liveMs.push(performance.now() - began);
      await pause(20);
    }
  }

  private async sendNothing(): Promise<void> {
    while (!this.stopping) {
      const sent = await send(this.vigie.url, this.key, []);
      must('F16 others are served', sent.kind === 'answered', JSON.stringify(sent));
      if (sent.kind === 'answered') this.eventMs.push(sent.ms);
      await pause(50);
    }
  }
}

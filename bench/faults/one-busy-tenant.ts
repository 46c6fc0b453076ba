import { eventsOfCall, type SentEvent } from '../harness/calls';
import { nowMs, pause } from '../harness/clock';
import { checkEverything, must } from '../harness/oracle';
import { Receipts, send, type Sent } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { cpuMsOf } from '../speed/cpu';
import { quantile, shown, type Fault } from './fault';

const posters = 12;
/** 48 whole calls are some 500 events. */
const callsPerPost = 48;
const watchedMs = 15_000;
/** Within what all but one of twenty of the calm tenant's answers must come, or within twice what they take alone. */
const mostMs = 100;

/** F23. One tenant sends as fast as it can from many senders; another one, with a call now and then, must hardly feel it. */
export const oneBusyTenant: Fault = {
  id: 'F23',
  title: 'one tenant sends as much as it can, a calm one is served as before',
  async run(vigie, scale) {
    const busy = new Sender(vigie, 'f23busy', await vigie.tenant('f23busy'));
    const calm = new Sender(vigie, 'f23calm', await vigie.tenant('f23calm'));
    await sendCalmly(calm, scale.count(1_000));
    const alone = await sendCalmly(calm, scale.count(watchedMs));
    let on = true;
    const work = Array.from({ length: posters }, async () => {
      while (on) await busy.post(callsPerPost);
    });
    await pause(scale.count(2_000));
    const beside = await sendCalmly(calm, scale.count(watchedMs));
    on = false;
    await Promise.all(work);
    must('F23 the calm tenant is refused nothing', calm.receipts.problems.size === 0, calm.refusals);
    const figures =
      `calm tenant alone ${told(alone)}, beside ${posters} busy senders ${told(beside)}; ` +
      `busy tenant p50 ${shown(quantile(busy.receipts.answeredMs, 0.5))} ` +
      `p95 ${shown(quantile(busy.receipts.answeredMs, 0.95))}, refusals ${busy.refusals}`;
    must('F23 others wait hardly longer', scale.within(beside.p95, Math.max(mostMs, 2 * alone.p95)), figures);
    const unfit = [...busy.receipts.unfit, ...calm.receipts.unfit];
    must('F23 nothing but “come back” was said', unfit.length === 0, unfit.slice(0, 3).join('; '));
    const { stored } = await busy.check();
    await calm.check();
    return `${figures}, ${stored} stored`;
  },
};

/** All that one tenant sends. */
class Sender {
  readonly receipts = new Receipts([429, 503]);
  private calls = 0;
  private readonly firstAt = nowMs() - 3_600_000;

  constructor(
    private readonly vigie: Vigie,
    private readonly tenant: string,
    private readonly key: string,
  ) {}

  /** Sends some whole calls until they are taken, and waits as long as it is told to. */
  async post(calls: number): Promise<void> {
    const events = Array.from({ length: calls }, () => this.nextCall()).flat();
    for (;;) {
      const sent = await send(this.vigie.url, this.key, events);
      this.receipts.note(events, sent);
      if (sent.kind === 'answered') return;
      await pause(waitMs(sent));
    }
  }

  /** Processor time the server has used; 0 where the kernel does not tell. */
  serverMs(): Promise<number> {
    return cpuMsOf(this.vigie.pid).catch(() => 0);
  }

  check(): ReturnType<typeof checkEverything> {
    const { tenant, key, receipts, calls } = this;
    return checkEverything(this.vigie, { tenant, key, receipts, calls });
  }

  get refusals(): string {
    const told = [...this.receipts.problems].map(([name, times]) => `${times} × ${name}`);
    return told.length === 0 ? 'none' : told.join(', ');
  }

  private nextCall(): readonly SentEvent[] {
    const n = this.calls;
    this.calls += 1;
    return eventsOfCall(n, this.firstAt + 10 * n);
  }
}

const waitMs = (sent: Sent): number =>
  sent.kind === 'problem' && sent.retryAfter !== null ? Number(sent.retryAfter) * 1_000 : 100;

type Served = { readonly p50: number; readonly p95: number; readonly serverMs: number };

/** A call now and then: how long the answers took, and how much processor time the server used meanwhile for all. */
async function sendCalmly(calm: Sender, forMs: number): Promise<Served> {
  const before = calm.receipts.answeredMs.length;
  let usedMs = 0;
  for (const end = performance.now() + forMs; performance.now() < end; await pause(50)) {
    const from = await calm.serverMs();
    await calm.post(1);
    usedMs += (await calm.serverMs()) - from;
  }
  const tookMs = calm.receipts.answeredMs.slice(before);
  return { p50: quantile(tookMs, 0.5), p95: quantile(tookMs, 0.95), serverMs: usedMs / tookMs.length };
}

const told = ({ p50, p95, serverMs }: Served): string =>
  `p50 ${shown(p50)} p95 ${shown(p95)} (${shown(serverMs)} of the server's processor each)`;

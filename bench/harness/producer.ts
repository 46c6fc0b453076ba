import type { IntakeAnswer, ProblemView } from '@vigie/contracts';

import type { SentEvent } from './calls';
import { pause } from './clock';

/** What one try to send came to. */
export type Sent =
  | { readonly kind: 'answered'; readonly answer: IntakeAnswer; readonly ms: number }
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly problem: ProblemView;
      readonly retryAfter: string | null;
      readonly ms: number;
    }
  | { readonly kind: 'lost' };

const batchType = 'application/cloudevents-batch+json';

/** Sends once; a connection that breaks is `lost`: nobody knows whether the events were taken. */
export function send(url: string, key: string, events: readonly unknown[]): Promise<Sent> {
  return sendText(url, key, JSON.stringify(events));
}

/** The same for a body that no serialiser would write. */
export async function sendText(url: string, key: string, body: string, type = batchType): Promise<Sent> {
  const began = performance.now();
  try {
    const answer = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      body,
      signal: AbortSignal.timeout(60_000),
    });
    const told = (await answer.json()) as IntakeAnswer & ProblemView;
    const ms = performance.now() - began;
    if (answer.status === 200) return { kind: 'answered', answer: told, ms };
    const retryAfter = answer.headers.get('retry-after');
    return { kind: 'problem', status: answer.status, problem: told, retryAfter, ms };
  } catch {
    return { kind: 'lost' };
  }
}

/** What a producer knows after its work: the ids it had an answer for, and the sums of the answers. */
export class Receipts {
  readonly acknowledged = new Set<string>();
  received = 0;
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  tries = 0;
  readonly problems = new Map<string, number>();
  /** Refusals that do not say, as one who is to come back should be told, that and when. */
  readonly unfit: string[] = [];

  /** How long each answer took. */
  readonly answeredMs: number[] = [];
  /** Slowest refusal, ms. */
  slowestProblemMs = 0;

  /** `comeBack`: by which answers a sender may be told to come back; 429 only where one sends more than it may. */
  constructor(private readonly comeBack: readonly number[] = [503]) {}

  note(events: readonly { readonly id: string }[], sent: Sent): void {
    this.tries += 1;
    if (sent.kind === 'problem') {
      const name = `${sent.status} ${sent.problem.code}`;
      this.problems.set(name, (this.problems.get(name) ?? 0) + 1);
      this.slowestProblemMs = Math.max(this.slowestProblemMs, sent.ms);
      if (!isFit(sent, this.comeBack)) this.unfit.push(JSON.stringify(sent));
    }
    if (sent.kind !== 'answered') return;
    this.answeredMs.push(sent.ms);
    this.received += sent.answer.received;
    this.accepted += sent.answer.accepted;
    this.duplicates += sent.answer.duplicates;
    this.rejected += sent.answer.rejectedCount;
    const refused = new Set(sent.answer.rejected.map(({ index }) => index));
    for (const [index, { id }] of events.entries()) if (!refused.has(index)) this.acknowledged.add(id);
  }
}

/** Whether a refusal that came of too much work, or of a fault, says so: that and when to come back. */
const isFit = (
  { status, problem, retryAfter }: Sent & { kind: 'problem' },
  comeBack: readonly number[],
): boolean =>
  comeBack.includes(status) && problem.retryable && Number(retryAfter) >= 1 && problem.requestId !== '';

/** Where to send: an address, or what gives one for each try where several servers share a database. */
export type Door = string | (() => string);

/** Sends a batch again and again, under the same ids, until it is answered with 200: what every producer should do. */
export async function sendUntilTaken(
  url: Door,
  key: string,
  events: readonly SentEvent[],
  receipts: Receipts,
): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const sent = await send(typeof url === 'string' ? url : url(), key, events);
    receipts.note(events, sent);
    if (sent.kind === 'answered') return;
    await pause(100);
  }
  throw new Error('A batch was never taken.');
}

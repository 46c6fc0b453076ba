import type { ToldPlacing } from '@vigie/calls';
import { isDialled } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { postWebhook, type WebhookAddress } from '../../deliveries/post-webhook';
import { Clock } from '../../platform/clock';
import { dialledWay, type DialledWay, type DialScheme } from './dialled-way';

/** A message to it; `id` is the same for every try, `tries` counts this one. */
export type CallMessage = {
  readonly id: string;
  readonly type: 'call.place' | 'call.test';
  readonly data: Readonly<Record<string, string>>;
  readonly tries: number;
};

/** What one try came to. `isFinal`: another would be answered the same. */
export type CallAnswer = {
  readonly state: ToldPlacing;
  readonly why: string | null;
  /** What the system calls the call that it places. */
  readonly call: string | null;
  readonly isFinal: boolean;
};

/** Asks telephone systems of some kind, by their own protocol, to place calls. Never rejects; tells within seconds. */
export type CallDialler = Readonly<{
  schemes: readonly DialScheme[];
  ask: (way: DialledWay, message: CallMessage) => Promise<CallAnswer>;
}>;

const timeoutMs = 4_000;
const mostBytes = 4_096;
const unauthorised: readonly number[] = [401, 403];
const tooMany = 429;
/** These say that nothing was sent: no name, no route, no listener, no certificate that holds. */
const unsent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/u;

/**
 * Asks telephone systems to place calls: by one signed message a try, as Standard Webhooks has it, or by their own protocol; see
 * docs/calling.md.
 */
@Injectable()
export class CallSystem {
  private readonly diallers = new Map<DialScheme, CallDialler>();

  constructor(private readonly clock: Clock) {}

  /** Takes in who can dial telephone systems of a kind. */
  add(dialler: CallDialler): void {
    for (const scheme of dialler.schemes) this.diallers.set(scheme, dialler);
  }

  /** Never rejects; tells within seconds. Redirects are not followed. */
  async ask(system: WebhookAddress, message: CallMessage): Promise<CallAnswer> {
    if (isDialled(system.url)) return this.dial(system, message);
    try {
      const answer = await postWebhook(system, message, { at: this.clock.now(), timeoutMs });
      return answerOf(answer.status, await saidIn(answer));
    } catch (error) {
      const state = isUnsent(error) ? 'unreachable' : 'unknown';
      return { state, why: null, call: null, isFinal: false };
    }
  }

  private async dial({ url, secret }: WebhookAddress, message: CallMessage): Promise<CallAnswer> {
    const way = dialledWay(url, secret);
    const dialler = way === undefined ? undefined : this.diallers.get(way.scheme);
    return way === undefined || dialler === undefined ? unreachable : dialler.ask(way, message);
  }
}

const unreachable: CallAnswer = { state: 'unreachable', why: null, call: null, isFinal: true };

type Said = { readonly call: string | null; readonly reason: string | null };

function answerOf(status: number, { call, reason }: Said): CallAnswer {
  if (status >= 200 && status < 300) return { state: 'ringing', why: null, call, isFinal: true };
  const isFinal = status < 500 && status !== tooMany;
  return { state: 'refused', why: reason ?? reasonOf(status), call: null, isFinal };
}

function reasonOf(status: number): string {
  if (unauthorised.includes(status)) return 'not_believed';
  if (status >= 500 || status === tooMany) return 'system_failed';
  return status < 400 || status === 404 || status === 405 ? 'address_wrong' : 'refused';
}

const nothingSaid: Said = { call: null, reason: null };

/** Of what it says two words are read, whatever else it is. */
async function saidIn(answer: Response): Promise<Said> {
  const text = await firstOf(answer).catch(() => '');
  try {
    const { call, reason } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return {
      call: typeof call === 'string' && /^[^\p{Cc}]{1,128}$/u.test(call) ? call : null,
      reason: typeof reason === 'string' && /^[a-z_]{1,40}$/u.test(reason) ? reason : null,
    };
  } catch {
    return nothingSaid;
  }
}

async function firstOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Uint8Array> | null = body;
  for await (const part of stream ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function isUnsent(error: unknown): boolean {
  const { cause } = error as { readonly cause?: { readonly code?: unknown; readonly message?: unknown } };
  return typeof cause?.code === 'string' ? unsent.test(cause.code) : cause?.message === 'bad port';
}

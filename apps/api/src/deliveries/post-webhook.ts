import { signWebhook } from './webhook-signature';

/** A message as a webhook carries it: `data` is what its `type` says. */
export type WebhookMessage = {
  /** The same for every try of one message. */
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** This one among them, where the receiver is told. */
  readonly tries?: number;
};

/** Who receives messages, and the secret that both know. */
export type WebhookAddress = { readonly url: string; readonly secret: string };

/** When a try is made, in UTC milliseconds, and how long it may take with all that is read of the answer. */
export type WebhookTry = { readonly at: number; readonly timeoutMs: number };

/**
 * Posts a message once, signed as Standard Webhooks has it; redirects are not followed. Rejects where there is no answer
 * in time. Whoever asks reads the answer's body or cancels it.
 */
export function postWebhook(
  { url, secret }: WebhookAddress,
  { id, type, data, tries }: WebhookMessage,
  { at, timeoutMs }: WebhookTry,
): Promise<Response> {
  const timestamp = Math.floor(at / 1000);
  const body = JSON.stringify({ type, timestamp: new Date(timestamp * 1000).toISOString(), data });
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Vigie',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signWebhook({ id, timestamp, body }, secret),
      ...(tries !== undefined && { 'webhook-attempt': String(tries) }),
    },
    body,
  });
}

import { createHmac, timingSafeEqual } from 'node:crypto';

/** What of a delivered webhook its signature covers. */
export type SignedParts = {
  /** The same for every try of one message. */
  readonly id: string;
  /** When this try was made, in whole seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
};

const prefix = 'whsec_';
const toleratedSeconds = 300;

/** The header `webhook-signature`, as Standard Webhooks has it: `v1,` and HMAC-SHA-256 of id, timestamp and body. */
export function signWebhook({ id, timestamp, body }: SignedParts, secret: string): string {
  const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return `v1,${mac}`;
}

/** What a receiver checks: one of the signatures is right, and the try was made within five minutes of `nowSeconds`. */
export function isGenuineWebhook(
  parts: SignedParts,
  signatures: string,
  secret: string,
  nowSeconds: number,
): boolean {
  if (Math.abs(nowSeconds - parts.timestamp) > toleratedSeconds) return false;
  const expected = Buffer.from(signWebhook(parts, secret));
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** A secret is written `whsec_` and base64, or is any text. */
function keyOf(secret: string): Buffer {
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8');
}

import { createHmac, hash, timingSafeEqual } from 'node:crypto';

import { isGenuineWebhook } from '../../deliveries/webhook-signature';
import { ConnectorFault } from '../connector-fault';
import { headerOf, type Delivery } from './hook';

/** A delivery that claims to be older, or to come from the future, by more is refused: who heard one cannot send it later. */
const windowSeconds = 300;

/** Whether two texts are the same; how long it takes tells nothing of them. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
}

/** Throws `secret_missing`. */
export function secretOf({ secret }: { readonly secret: string | null }): string {
  if (secret === null)
    throw new ConnectorFault('secret_missing', 'The secret of the sender was not entered.');
  return secret;
}

/** What a header holds. Throws `signature_missing`. */
export function signedHeader(delivery: Delivery, name: string): string {
  const value = headerOf(delivery, name);
  if (value !== undefined && value !== '' && value.length <= 8_192) return value;
  throw new ConnectorFault('signature_missing', `There is no header ${name}.`);
}

/** Whole seconds since 1970 within the window. Throws `delivery_old`. */
export function freshSeconds(text: string | undefined, { now }: Delivery): number {
  const seconds = text !== undefined && /^\d{9,13}$/u.test(text) ? Number(text) : Number.NaN;
  const at = seconds > 1e11 ? Math.floor(seconds / 1_000) : seconds;
  if (Math.abs(now / 1_000 - at) <= windowSeconds) return at;
  throw new ConnectorFault(
    'delivery_old',
    'It was signed more than five minutes ago, or ahead of our clock.',
  );
}

export const wrongSignature = (why = 'The signature is not that of our secret.'): ConnectorFault =>
  new ConnectorFault('signature_wrong', why);

/** As Standard Webhooks has it: id, timestamp and body are signed. */
export function checkStandard(delivery: Delivery, secret: string): void {
  const [id, at, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    signedHeader(delivery, name),
  ) as [string, string, string];
  const timestamp = freshSeconds(at, delivery);
  const parts = { id, timestamp, body: delivery.body.toString('utf8') };
  if (!isGenuineWebhook(parts, signatures, secret, delivery.now / 1_000)) throw wrongSignature();
}

/** HMAC-SHA-256 of the body alone, in hexadecimal digits or base64, whatever stands before it (`sha256=`). */
export function checkBody(delivery: Delivery, secret: string, header: string): void {
  const given = signedHeader(delivery, header);
  refuseUnlike(given, macOf(secret, delivery.body));
}

/** The same of `timestamp.body`; the timestamp is in a header of its own, or `t=` beside the signature. */
export function checkTimed(
  delivery: Delivery,
  secret: string,
  names: { readonly signature: string; readonly timestamp: string | undefined },
): void {
  const given = signedHeader(delivery, names.signature);
  const beside = /(?:^|[,\s])t=(\d+)/u.exec(given)?.[1];
  const text = names.timestamp === undefined ? beside : headerOf(delivery, names.timestamp);
  freshSeconds(text, delivery);
  refuseUnlike(given, macOf(secret, Buffer.concat([Buffer.from(`${text ?? ''}.`), delivery.body])));
}

const macOf = (secret: string, bytes: Buffer): Buffer => createHmac('sha256', secret).update(bytes).digest();

function refuseUnlike(given: string, mac: Buffer): void {
  const forms = [mac.toString('hex'), mac.toString('base64'), mac.toString('base64url')];
  const told = given.split(/[,\s]+/u).map((part) => part.replace(/^(?:sha256|v\d|s)=/u, ''));
  const isRight = told
    .slice(0, 8)
    .some((text) =>
      forms.some((form) => isSame(/^[0-9A-F]{64}$/u.test(text) ? text.toLowerCase() : text, form)),
    );
  if (!isRight) throw wrongSignature();
}

import { createHmac, hash } from 'node:crypto';

import { ConnectorFault } from '../../connector-fault';
import type { Delivery } from '../hook';
import { isSame, signedHeader, wrongSignature } from '../signatures';

/**
 * The address as it was called, with its query, is signed (HMAC-SHA-1, base64), and the query holds the hash of the body: both must be
 * right. The address is ours as people open it, never what the request says of its host. Throws a {@link ConnectorFault}.
 */
export function checkTwilio(delivery: Delivery, secret: string): void {
  const given = signedHeader(delivery, 'x-twilio-signature');
  const { addresses, body, query } = delivery;
  const isRight = addresses
    .flatMap(asTwilioMayWrite)
    .some((address) =>
      isSame(given, createHmac('sha1', secret).update(`${address}?${query}`).digest('base64')),
    );
  if (!isRight) throw wrongSignature('The signature is not of our secret and address (VIGIE_ORIGINS).');
  const told = new URLSearchParams(query).get('bodySHA256');
  if (told === null)
    throw new ConnectorFault('signature_missing', 'The message itself is not signed (bodySHA256).');
  if (!isSame(told.toLowerCase(), hash('sha256', body, 'hex')))
    throw wrongSignature('The message is not the one that was signed.');
}

/** Twilio writes the port now and then, also where it is the usual one. */
function asTwilioMayWrite(address: string): readonly string[] {
  const url = new URL(address);
  const usual = url.protocol === 'https:' ? '443' : '80';
  const rest = `${url.pathname}${url.search}`;
  return [
    `${url.protocol}//${url.hostname}:${url.port || usual}${rest}`,
    `${url.protocol}//${url.hostname}${rest}`,
  ];
}

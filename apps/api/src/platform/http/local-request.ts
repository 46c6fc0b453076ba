import type { IncomingHttpHeaders } from 'node:http';

import { plainAddress } from './network';

/** What decides whether a request comes from this very machine. */
export type RequestOrigin = Readonly<{ remoteAddress: string | undefined; headers: IncomingHttpHeaders }>;

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1']);
const ownNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const forwardingHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

/**
 * Whether it is a program or page of this very machine: from loopback, under one of our own names (so that no foreign name can
 * be pointed at us), through no proxy, and from no other site's page.
 */
export function isLocalRequest(request: RequestOrigin): boolean {
  const { headers } = request;
  return (
    loopback.has(plainAddress(request.remoteAddress ?? '')) &&
    forwardingHeaders.every((name) => headers[name] === undefined) &&
    isOwnAddress(headers)
  );
}

/** Whether a request was made to one of our own names, and not by another site's page. */
function isOwnAddress(headers: IncomingHttpHeaders): boolean {
  return ownNames.has(hostName(headers.host ?? '')) && isSameOrigin(headers);
}

function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return (
    headers.origin === undefined ||
    [`http://${headers.host}`, `https://${headers.host}`].includes(headers.origin)
  );
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { z } from 'zod';

import { ConnectorFault } from './connector-fault';

/** What a telephone system that is dialled may be set by. */
export const dialFields = {
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[\w.:-]+$/u, 'a name or an address'),
  port: z.number().int().min(1).max(65_535),
  /** Of the certificate, SHA-256: for one that no authority has signed. */
  fingerprint: z.string().regex(/^([0-9a-f]{2}:?){32}$/iu, '64 hexadecimal digits'),
} as const;

/** Where it is, and whether what is said is encrypted. */
export type DialAddress = Readonly<{
  host: string;
  port: number;
  tls?: boolean | undefined;
  fingerprint?: string | undefined;
}>;

const dialMs = 10_000;
/** Where machines in clouds tell their own secrets: no telephone system is there. */
const linkLocal = /^(169\.254\.|fe[89ab][0-9a-f]:)/iu;

/** Where a name leads to. Rejects with `unreachable` where nothing of ours may be. */
export async function addressOf(host: string): Promise<string> {
  const { address } = await lookup(host);
  if (linkLocal.test(address))
    throw new ConnectorFault('unreachable', 'That address is of this network alone.');
  return address;
}

/** A connection to a telephone system, encrypted where that is asked for. Rejects where there is none. */
export async function dial(options: DialAddress, signal: AbortSignal): Promise<Socket> {
  const address = await addressOf(options.host);
  const within = AbortSignal.any([signal, AbortSignal.timeout(dialMs)]);
  const socket =
    options.tls === true ? dialTls(options, address) : connect({ host: address, port: options.port });
  const end = (): void => void socket.destroy();
  within.addEventListener('abort', end, { once: true });
  try {
    await once(socket, options.tls === true ? 'secureConnect' : 'connect', { signal: within });
    if (options.fingerprint !== undefined) refuseOther(socket as TLSSocket, options.fingerprint);
    return socket.setNoDelay(true);
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    if (within.aborted) throw new ConnectorFault('unreachable', 'No answer within ten seconds.');
    throw error;
  } finally {
    within.removeEventListener('abort', end);
  }
}

function dialTls({ host, port, fingerprint }: DialAddress, address: string): TLSSocket {
  return connectTls({
    host: address,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    // A certificate that is named by its fingerprint needs no authority: it is compared before anything is sent.
    rejectUnauthorized: fingerprint === undefined,
  });
}

function refuseOther(socket: TLSSocket, fingerprint: string): void {
  const bare = (text: string): string => text.replaceAll(':', '').toLowerCase();
  const certificate = socket.getPeerCertificate();
  if (bare(certificate.fingerprint256 ?? '') !== bare(fingerprint))
    throw new ConnectorFault('certificate_untrusted', 'The certificate has another fingerprint.');
}

/** The same, or the fault when it takes longer. */
export async function within<T>(promise: Promise<T>, ms: number, fault: ConnectorFault): Promise<T> {
  const ending = new AbortController();
  const late = once(AbortSignal.any([AbortSignal.timeout(ms), ending.signal]), 'abort').then(() => {
    throw fault;
  });
  late.catch(() => undefined);
  return Promise.race([promise, late]).finally(() => ending.abort());
}

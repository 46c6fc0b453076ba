import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { z } from 'zod';

import { ConnectorFault } from '../../connector-fault';

const plain = /^[\x20-\x7e]+$/u;

/** Settings of a connection to a manager interface. */
export const amiOptionsSchema = z.strictObject({
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[\w.:-]+$/u, 'a name or an address'),
  port: z.number().int().min(1).max(65_535).optional(),
  user: z.string().min(1).max(128).regex(plain, 'printable characters'),
  /** Encrypted; 5039 by default, where 5038 is the port without. */
  tls: z.boolean().optional(),
  /** Of the certificate, SHA-256: for one that no authority has signed. */
  fingerprint: z
    .string()
    .regex(/^([0-9a-f]{2}:?){32}$/iu, '64 hexadecimal digits')
    .optional(),
  /** By default a digest of the password is sent; `true`: the password itself. */
  plain: z.boolean().optional(),
});
export type AmiOptions = z.infer<typeof amiOptionsSchema>;

export const portOf = ({ port, tls }: AmiOptions): number => port ?? (tls === true ? 5_039 : 5_038);

const dialMs = 10_000;
/** Where machines in clouds tell their own secrets: no telephone system is there. */
const linkLocal = /^(169\.254\.|fe[89ab][0-9a-f]:)/iu;

/** A connection to a manager interface, encrypted where that is asked for. Rejects where there is none. */
export async function dial(options: AmiOptions, signal: AbortSignal): Promise<Socket> {
  const { address } = await lookup(options.host);
  if (linkLocal.test(address))
    throw new ConnectorFault('unreachable', 'That address is of this network alone.');
  const within = AbortSignal.any([signal, AbortSignal.timeout(dialMs)]);
  const socket =
    options.tls === true ? dialTls(options, address) : connect({ host: address, port: portOf(options) });
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

function dialTls({ host, fingerprint, ...options }: AmiOptions, address: string): TLSSocket {
  return connectTls({
    host: address,
    port: portOf({ host, ...options }),
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

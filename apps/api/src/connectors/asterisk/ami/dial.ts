import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

import { ConnectorFault } from '../../connector-fault';
import { portOf, type AmiOptions } from './ami-options';

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

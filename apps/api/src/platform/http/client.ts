import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

import type { DoorConfig } from '../config';
import { isLocalRequest } from './local-request';
import { plainAddress } from './network';

/** What of a request, or of a socket's handshake, says where it comes from. */
export type Arrival = Readonly<{
  remoteAddress: string | undefined;
  /** Whether this process decrypted it. */
  isEncrypted: boolean;
  headers: IncomingHttpHeaders;
}>;

/** Who asks, as far as the network tells. */
export type Client = Readonly<{
  /** Of the first machine on the way that is no proxy of ours. */
  address: string;
  /** Whether it came encrypted, or from this very machine through nobody. */
  isSecure: boolean;
  isEncrypted: boolean;
  /** A program or page of this very machine, under one of its own names, through no proxy. */
  isLocal: boolean;
  /** Whether the page that asks, if one does, is ours. */
  isOwnPage: boolean;
}>;

/**
 * Tells who asks. What a proxy says is believed of the proxies that the settings name and of nobody else: the address
 * is the rightmost one in `X-Forwarded-For` that is none of theirs; with a hop that cannot be read, the nearest proxy's.
 */
export class Clients {
  private readonly proxies = new BlockList();
  private readonly origins: ReadonlySet<string>;

  constructor({ proxies, origins }: Pick<DoorConfig, 'proxies' | 'origins'>) {
    this.origins = new Set(origins);
    for (const proxy of proxies) {
      const [address = '', bits] = proxy.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.proxies.addAddress(address, family);
      else this.proxies.addSubnet(address, Number(bits), family);
    }
  }

  of(arrival: Arrival): Client {
    const { headers } = arrival;
    const nearest = plainAddress(arrival.remoteAddress ?? '');
    const isProxied = this.isProxy(nearest);
    const isLocal = isLocalRequest(arrival);
    const isEncrypted = arrival.isEncrypted || (isProxied && headers['x-forwarded-proto'] === 'https');
    return {
      address: isProxied ? this.forwardedFor(headers, nearest) : nearest,
      isEncrypted,
      isSecure: isEncrypted || isLocal,
      isLocal,
      isOwnPage: this.isOwnPage(headers, isLocal),
    };
  }

  /** An origin that is not ours, or a site that says so itself, is a stranger's page; a program sends neither. */
  private isOwnPage({ origin, 'sec-fetch-site': site }: IncomingHttpHeaders, isLocal: boolean): boolean {
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    return origin === undefined || isLocal || this.origins.has(origin);
  }

  /** A hop that cannot be read ends what is believed: whatever stands left of it may be the client's own. */
  private forwardedFor(headers: IncomingHttpHeaders, nearest: string): string {
    const told = String(headers['x-forwarded-for'] ?? '').split(',');
    const hop = told
      .map((each) => plainAddress(withoutPort(each.trim())))
      .findLast((each) => !this.isProxy(each));
    return hop !== undefined && isIP(hop) > 0 ? hop : nearest;
  }

  private isProxy(address: string): boolean {
    const kind = isIP(address);
    return kind > 0 && this.proxies.check(address, kind === 6 ? 'ipv6' : 'ipv4');
  }
}

/** `203.0.113.9:4711` and `[2001:db8::1]:443` as some proxies write them; an IPv6 address has a port in brackets only. */
function withoutPort(hop: string): string {
  const [, bracketed, bare] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d{1,5})?$/u.exec(hop) ?? [];
  return bracketed ?? bare ?? hop;
}

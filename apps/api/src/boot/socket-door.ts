import type { IncomingMessage, ServerResponse } from 'node:http';

import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server, ServerOptions } from 'socket.io';

import { Admission } from '../access/admission';
import { askingOf } from '../access/asking-request';
import { Clock } from '../platform/clock';
import { networkOf } from '../platform/http/network';
import { TokenBucket } from '../platform/token-bucket';

/** A minute's messages of one connection; whoever sends more is cut. */
const messages = { atOnce: 100, perSecond: 100 / 60 };
/** A centre behind one address, or one network of IPv6, has a wall in each room and a page at each desk. */
const mostOfOneNetwork = 500;
/** The close code of RFC 6455 for whoever does not keep to the rules. */
const policyViolation = 1_008;

type Connection = Readonly<{
  request: IncomingMessage;
  /** No public field of the engine; a close code can be given only here. */
  transport: { readonly socket?: { close: (code: number, reason: string) => void } };
  on: (event: 'data' | 'close', listener: () => void) => void;
}>;

/** The limits before and around every stream: who gets a socket at all, how many, and what they may do with it. */
export class SocketDoor extends IoAdapter {
  private readonly ofNetwork = new Map<string, number>();

  private constructor(
    app: NestFastifyApplication,
    private readonly admission: Admission,
    private readonly clock: Clock,
  ) {
    super(app);
  }

  /** Hung up before the first stream is opened, it stands before all of them: they have one engine. */
  static hangUp(app: NestFastifyApplication): void {
    app.useWebSocketAdapter(new SocketDoor(app, app.get(Admission), app.get(Clock)));
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, options);
    this.guard(server);
    return server;
  }

  private guard(server: Server): void {
    const { engine } = server;
    engine.use((request: IncomingMessage, _answer: ServerResponse, next: () => void) => {
      const refusal = this.refusalOf(request);
      if (refusal === null) next();
      // The engine itself would say 400 to an upgrade it does not want.
      else request.socket.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    });
    engine.on('connection', (connection: Connection) => this.count(connection));
    // The namespace that every server has says nothing: nobody stays there.
    server.of('/').use((_socket, next) => next(new Error('no_such_stream')));
  }

  /**
   * Decided before there is a socket. A page must be ours; what brings no key and no cookie can only be the
   * demonstration, on this very machine. Who it is, and what they may, is asked when they watch.
   */
  private refusalOf(request: IncomingMessage): string | null {
    const { address, isLocal, isOwnPage } = this.admission.client(askingOf(request));
    const { authorization, cookie } = request.headers;
    if (!isOwnPage || (!isLocal && authorization === undefined && cookie === undefined))
      return '403 Forbidden';
    return !isLocal && (this.ofNetwork.get(networkOf(address)) ?? 0) >= mostOfOneNetwork
      ? '429 Too Many Requests'
      : null;
  }

  private count(connection: Connection): void {
    const network = networkOf(this.admission.client(askingOf(connection.request)).address);
    const bucket = new TokenBucket(messages, this.clock.now());
    this.ofNetwork.set(network, (this.ofNetwork.get(network) ?? 0) + 1);
    connection.on('close', () => {
      const left = (this.ofNetwork.get(network) ?? 1) - 1;
      if (left > 0) this.ofNetwork.set(network, left);
      else this.ofNetwork.delete(network);
    });
    connection.on('data', () => {
      if (!bucket.take(this.clock.now()))
        connection.transport.socket?.close(policyViolation, 'too many messages');
    });
  }
}

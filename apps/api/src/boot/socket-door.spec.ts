import { once } from 'node:events';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { WebSocketGateway } from '@nestjs/websockets';
import { io } from 'socket.io-client';

import { Admission } from '../access/admission';
import type { AskingRequest } from '../access/asking-request';
import { Clock, SystemClock } from '../platform/clock';
import { socketOptions } from '../platform/http/socket-options';
import { SocketDoor } from './socket-door';

/** A stream that knows nothing of any door. */
@WebSocketGateway({ namespace: '/news', ...socketOptions })
class NewsGateway {}

const ourPage = 'https://vigie.example.org';
const admission = {
  client: ({ headers }: AskingRequest) => ({
    address: '203.0.113.9',
    isLocal: false,
    isOwnPage: headers.origin === ourPage,
  }),
};

@Module({
  providers: [
    NewsGateway,
    { provide: Admission, useValue: admission },
    { provide: Clock, useClass: SystemClock },
  ],
})
class StreamModule {}

describe('the door of the sockets', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(StreamModule, new FastifyAdapter(), {
      logger: false,
    });
    SocketDoor.hangUp(app);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  /** The first line that an upgrade is answered with. */
  async function knock(headers: Readonly<Record<string, string>>): Promise<string> {
    const { hostname, port } = new URL(await app.getUrl());
    const socket = connect(Number(port), hostname);
    const lines = ['GET /socket.io/?EIO=4&transport=websocket HTTP/1.1', 'Host: vigie.example.org'];
    const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
    const all = { ...upgrade, 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers };
    for (const [name, value] of Object.entries(all)) lines.push(`${name}: ${value}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return String(answer).split('\r\n', 1)[0] ?? '';
  }

  it('stands before every stream: who brings neither a key nor a cookie gets no socket', async () => {
    expect(await knock({ Origin: ourPage })).toBe('HTTP/1.1 403 Forbidden');
  });

  it('refuses the page of a stranger, whatever it brings', async () => {
    const headers = { Origin: 'https://elsewhere.example.org', Cookie: 'session=of-somebody' };
    expect(await knock(headers)).toBe('HTTP/1.1 403 Forbidden');
  });

  it('lets in whose page is ours, to every stream that there is and to no other', async () => {
    const url = await app.getUrl();
    const headers = { origin: ourPage, cookie: 'session=of-somebody' };
    const joined = async (namespace: string): Promise<string> => {
      const socket = io(url + namespace, {
        transports: ['websocket'],
        extraHeaders: headers,
        reconnection: false,
        forceNew: true,
      });
      const told = await new Promise<string>((resolve) => {
        socket.once('connect', () => resolve('joined'));
        socket.once('connect_error', ({ message }) => resolve(message));
      });
      socket.disconnect();
      return told;
    };
    expect(await joined('/news')).toBe('joined');
    expect(await joined('/')).toBe('no_such_stream');
  });
});

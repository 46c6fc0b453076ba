import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';

import { cutSlowSenders, hearRefusedBodiesOut, maxBodyBytes, registerBodyParsers } from './request-bodies';

const tooLarge = maxBodyBytes + 3_000_000;

describe('a body that is refused', () => {
  let server: FastifyInstance;

  afterEach(() => server.close());

  const listen = async (limitMs?: number): Promise<void> => {
    server = fastify({ bodyLimit: maxBodyBytes });
    registerBodyParsers(server);
    cutSlowSenders(server, limitMs);
    hearRefusedBodiesOut(server);
    server.post('/', async (request) => ({ bytes: (request.body as Buffer).length }));
    await server.listen({ host: '127.0.0.1', port: 0 });
  };

  const dial = async (): Promise<Socket> => {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  const head = (length: number, type = 'application/json'): string =>
    `POST / HTTP/1.1\r\nHost: vigie.test\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
  const answerOf = (text: string): string => text.split('\r\n', 1)[0] ?? '';
  const read = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);

  it.each([
    ['is too large', 'application/json', '413 Payload Too Large'],
    ['has a type that is not taken', 'application/xml', '415 Unsupported Media Type'],
  ])('because it %s is answered also to who reads only once all is written', async (_, type, refusal) => {
    await listen();
    const socket = await dial();
    socket.write(head(tooLarge, type));
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.write(Buffer.alloc(tooLarge, ' '), (error) => (error ? reject(error) : resolve()));
    });
    expect(answerOf(await read(socket))).toBe(`HTTP/1.1 ${refusal}`);
    socket.write(`${head(2)}{}`);
    expect(await read(socket)).toContain('{"bytes":2}');
    socket.destroy();
  });

  it('is not waited for longer than any other', async () => {
    await listen(500);
    const socket = await dial();
    socket.on('error', () => undefined);
    socket.write(`${head(tooLarge)}{`);
    expect(answerOf(await read(socket))).toBe('HTTP/1.1 413 Payload Too Large');
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
});

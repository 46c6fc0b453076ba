import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { finished } from 'node:stream/promises';

import { Load } from '../harness/load';
import { must } from '../harness/oracle';
import type { Vigie } from '../harness/vigie';
import { quantile, shown, type Fault } from './fault';

const everyMs = 10_000;
const headersMs = 10_000;
const bodyMs = 30_000;
/** Connections are looked at every two seconds, and a busy machine takes its time to tell of two thousand ends. */
const slackMs = 5_000;

/** A3. Connections that send a byte every ten seconds are cut, headers and bodies alike, and nobody else waits. */
export const slowSenders: Fault = {
  id: 'A3',
  title: 'two thousand connections send a byte every ten seconds',
  isLong: true,
  async run(vigie, scale) {
    const key = await vigie.tenant('a3');
    const load = new Load({ url: vigie.url, key, eventsPerSecond: 40, callsPerBatch: 2, senders: 2 });
    const each = scale.count(1_000);
    const head = `POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\n`;
    const body = `${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n[`;
    const [headers, bodies] = await Promise.all([
      Promise.all(Array.from({ length: each }, () => livedMs(vigie, 'GET /health/live HTTP/1.1\r\nX-'))),
      Promise.all(Array.from({ length: each }, () => livedMs(vigie, body))),
    ]);
    const receipts = await load.stop();
    const [ofHeaders, ofBodies] = [Math.max(...headers), Math.max(...bodies)];
    const p99Ms = quantile(receipts.answeredMs, 0.99);
    must('A3 headers end at 10 s', scale.within(ofHeaders, headersMs + slackMs), shown(ofHeaders));
    must('A3 bodies end at 30 s', scale.within(ofBodies, bodyMs + slackMs), shown(ofBodies));
    must('A3 others are answered within 500 ms', scale.within(p99Ms, 500), shown(p99Ms));
    return `${2 * each} connections, headers cut after ${shown(ofHeaders)} at most, bodies after ${shown(ofBodies)}; meanwhile ${receipts.answeredMs.length} requests, p99 ${shown(p99Ms)}`;
  },
};

/** How long the server bears with one connection, in ms; a minute where it would bear with it for longer. */
async function livedMs(vigie: Vigie, first: string): Promise<number> {
  const socket = connect(vigie.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const began = performance.now();
  socket.write(first);
  const drip = setInterval(() => socket.write('x'), everyMs);
  try {
    await closed(socket);
    return performance.now() - began;
  } finally {
    clearInterval(drip);
    socket.destroy();
  }
}

/** Ends with the connection, however it ends, or after a minute. */
async function closed(socket: Socket): Promise<void> {
  // Whatever it answers is read, or its end would not be seen.
  socket.resume();
  await finished(socket, { signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
}

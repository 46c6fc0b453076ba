import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import WebSocket from 'ws';

import { eventsOfCall } from '../harness/calls';
import { nowMs, pause } from '../harness/clock';
import { send } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { cpuMsOf } from './cpu';
import type { Row } from './figures';
import { LightSocket } from './light-socket';

const sockets = 500;
const seconds = 12;
const changesPerSecond = 8;

/** A server that does nothing but send: what the same bytes cost at the least. */
const bareServer = `
import { WebSocketServer } from 'ws';
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('listening', () => process.send(server.address().port));
process.on('message', ({ size, times, everyMs }) => {
  const text = 'x'.repeat(size);
  let left = times;
  const timer = setInterval(() => {
    for (const client of server.clients) client.send(text);
    if ((left -= 1) === 0) { clearInterval(timer); process.send('done'); }
  }, everyMs);
});
`;

/** Processor time of bringing updates to many sockets, against bare ws sending as many frames of the same size. */
export async function fanOut(vigie: Vigie): Promise<Row> {
  const tenant = 'fan';
  const key = await vigie.tenant(tenant);
  const alone = await serverCpu(vigie, key);
  const viewers: LightSocket[] = [];
  for (let index = 0; index < sockets; index += 1) viewers.push(await LightSocket.open(vigie, tenant));
  await pause(1_000);
  const before = sumOf(viewers);
  const watched = await serverCpu(vigie, key);
  const after = sumOf(viewers);
  for (const viewer of viewers) viewer.close();
  const frames = (after.frames - before.frames) / sockets;
  const size = Math.round((after.bytes - before.bytes) / (after.frames - before.frames));
  const bare = await bareCpu(vigie.folder, size, Math.round(frames));
  const ratio = (watched - alone) / bare;
  return {
    figure: 'one update to N sockets: CPU ÷ bare ws',
    found: ratio.toFixed(2),
    start: '≤ 3',
    goal: '≤ 1.5',
    met: ratio <= 3,
    how: `${sockets} sockets, ${frames.toFixed(0)} frames each of ${size} bytes in ${seconds} s; ${(watched - alone).toFixed(0)} ms against ${bare.toFixed(0)} ms`,
  };
}

const sumOf = (viewers: readonly LightSocket[]): { frames: number; bytes: number } => ({
  frames: viewers.reduce((sum, viewer) => sum + viewer.frames, 0),
  bytes: viewers.reduce((sum, viewer) => sum + viewer.bytes, 0),
});

/** Processor time of the server while a few calls a second come in. */
async function serverCpu(vigie: Vigie, key: string): Promise<number> {
  const before = await cpuMsOf(vigie.pid);
  for (let change = 0; change < seconds * changesPerSecond; change += 1) {
    void send(vigie.url, key, eventsOfCall(nowMs(), nowMs() - 30_000).slice(0, 2));
    await pause(1_000 / changesPerSecond);
  }
  return (await cpuMsOf(vigie.pid)) - before;
}

async function bareCpu(folder: string, size: number, times: number): Promise<number> {
  const file = join(process.cwd(), 'node_modules', '.cache', `bare-ws-${process.pid}.mjs`);
  await writeFile(file, bareServer);
  const server = fork(file, { execArgv: [] });
  const port = await new Promise<number>((resolve) =>
    server.once('message', (message) => resolve(Number(message))),
  );
  const clients = await Promise.all(Array.from({ length: sockets }, () => openBare(port)));
  await pause(500);
  const before = await cpuMsOf(server.pid ?? 0);
  const done = new Promise((resolve) => server.once('message', resolve));
  server.send({ size, times, everyMs: (seconds * 1_000) / times });
  await done;
  await pause(300);
  const used = (await cpuMsOf(server.pid ?? 0)) - before;
  for (const client of clients) client.terminate();
  server.kill();
  return used;
}

function openBare(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  socket.on('message', () => undefined);
  return new Promise((resolve, reject) => socket.once('open', () => resolve(socket)).once('error', reject));
}

/**
 * Serves the built dashboard with a centre that is made up, for looking at pages without a database:
 * `node apps/dashboard/testing/fake-server.mjs [--port 4300] [--clinics 40] [--teams 5] [--agents 18] [--still] [--empty]`.
 * `--still` lets nobody come or go, so that two pictures are alike; `--large` shows the longest numbers and names there are.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';

import { Server } from 'socket.io';

import { boardOf } from './fake-board.mjs';
import { beginWith, makeCentre, step } from './fake-centre.mjs';
import { weekBefore } from './fake-quarters.mjs';
import { enlarged } from './fake-large.mjs';
import { fakeReports } from './fake-reports.mjs';
import { takesNote } from './fake-wishes.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4300' },
    clinics: { type: 'string', default: '40' },
    teams: { type: 'string', default: '5' },
    agents: { type: 'string', default: '18' },
    seed: { type: 'string', default: '7' },
    pace: { type: 'string', default: '0.05' },
    rate: { type: 'string', default: '5' },
    still: { type: 'boolean', default: false },
    empty: { type: 'boolean', default: false },
    calm: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '../../../dist/apps/dashboard');
const kinds = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const keyed = ['sources', 'teams', 'clinics', 'waiting', 'agents', 'quarters', 'concerns', 'alerts'];

const centre = makeCentre({
  seed: Number(values.seed),
  clinics: values.empty ? 0 : Number(values.clinics),
  teams: values.empty ? 0 : Number(values.teams),
  agents: values.empty ? 0 : Number(values.agents),
  now: Date.now(),
});
if (!values.empty)
  beginWith(
    centre,
    Date.now(),
    values.calm
      ? [4000, 9000]
      : [134_000, 71_000, 70_000, 63_000, 44_000, 18_000, 12_000, 9000, 9000, 8500, 2000],
  );

const calls = () =>
  ['answered', 'abandoned', 'answered', 'ivrAbandoned', 'answered', 'timeoutOverflow'].map(
    (outcome, index) => ({
      id: `k${index}`,
      arrivedAt: new Date(Date.now() - index * 340_000).toISOString(),
      clinicId: 'c0',
      queueId: 'rdv',
      outcome,
      waitMs: 11_000 + index * 9000,
      talkMs: outcome === 'answered' ? 96_000 + index * 17_000 : null,
      agentId: outcome === 'answered' ? 'a1' : null,
      reason: null,
      mask: index === 3 ? null : `06 39 98 •• 4${index}`,
      attempt: index === 1 ? 3 : 1,
      recovered: index === 1,
    }),
  );
const answers = {
  '/api/v1/tenants': () => [
    { id: 'demo', name: 'Télésecrétariat de la Place', demo: true },
    { id: 'nord', name: 'Secrétariat du Nord', demo: false },
  ],
  '/api/v1/live/calls': calls,
};

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

/** What the address answers as data: undefined when it is a file, null when there is no such thing. */
async function dataOf(request, address) {
  const { pathname } = address;
  if (takesNote(pathname)) return {};
  if (/^\/api\/v1\/(reports|comments)/u.test(pathname))
    return fakeReports(address, request.method, await bodyOf(request)) ?? null;
  if (pathname === '/api/v1/metrics') return weekBefore(address);
  return answers[pathname]?.();
}

async function sendFile(pathname, response) {
  const wanted = extname(pathname) === '' ? 'index.html' : normalize(pathname).replace(/^\/+/u, '');
  try {
    const body = await readFile(join(root, wanted));
    response
      .writeHead(200, { 'content-type': kinds[extname(wanted)] ?? 'application/octet-stream' })
      .end(body);
  } catch {
    response.writeHead(404).end();
  }
}

const http = createServer(async (request, response) => {
  const address = new URL(request.url ?? '/', 'http://localhost');
  const data = await dataOf(request, address);
  if (data === undefined) return sendFile(address.pathname, response);
  response.writeHead(data === null ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(data ?? { code: 'not_found', status: 404 }));
});

const io = new Server(http, { transports: ['websocket'] });
const live = io.of('/live');
const epoch = String(Date.now());
let seq = 1;
const board = (now) => (values.large ? enlarged(boardOf(centre, now), now) : boardOf(centre, now));
let shown = board(Date.now());

const frame = (extra) => ({ epoch, at: new Date().toISOString(), ...extra });
live.on('connection', (socket) => {
  socket.on('watch', () => {
    socket.emit('snapshot', frame({ seq, ...shown }));
  });
});

function patchOf(before, after) {
  const set = {};
  const gone = {};
  for (const section of ['centre', 'totals', 'headline', 'satisfaction']) {
    if (JSON.stringify(before[section]) !== JSON.stringify(after[section])) set[section] = after[section];
  }
  for (const section of keyed) {
    const changed = Object.entries(after[section]).filter(
      ([id, entry]) => JSON.stringify(before[section][id]) !== JSON.stringify(entry),
    );
    const left = Object.keys(before[section]).filter((id) => !(id in after[section]));
    if (changed.length > 0) set[section] = Object.fromEntries(changed);
    if (left.length > 0) gone[section] = left;
  }
  return { set, gone };
}

setInterval(
  () => {
    if (!values.still && !values.empty)
      step(centre, Date.now(), Number(values.pace) * (10 / Number(values.rate)));
    const after = board(Date.now());
    const prevSeq = seq;
    seq += 1;
    live.emit('patch', frame({ prevSeq, seq, ...patchOf(shown, after) }));
    shown = after;
  },
  1000 / Number(values.rate),
);
setInterval(() => {
  live.emit('heartbeat', frame({ seq, head: seq }));
}, 5000);

http.listen(Number(values.port), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${values.port}`);
});

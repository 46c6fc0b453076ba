import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Rounds } from '../platform/rounds/rounds';
import { createTestServer, type TestServer } from './test-server';

const root = join(import.meta.dirname, '../../../..');
/** Repeats something of the process's own memory: the lease of a running turn, the rooms that nobody is in. */
const ofMemory = ['platform/rounds/round-runner.ts', 'live/live-rooms.ts'];
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

describe('what the server does by the clock', () => {
  it('is in the one list that operators read', async () => {
    const page = await readFile(join(root, 'docs/operating.md'), 'utf8');
    const told = [...page.matchAll(/^\| ([a-z ]+) \| (\d+) (s|min|h) \|/gmu)].map(([, name, count, unit]) => [
      name,
      Number(count) * { s: 1_000, min: 60_000, h: 3_600_000 }[unit as 's' | 'min' | 'h'],
    ]);
    const rounds = server.app.get(Rounds).list();
    expect(told.toSorted()).toEqual(rounds.map(({ name, everyMs }) => [name, everyMs]).toSorted());
  });

  it('is done by no timer of a room’s own', async () => {
    const sources = join(root, 'apps/api/src');
    const files = (await readdir(sources, { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('testing/'),
    );
    const repeating: string[] = [];
    for (const file of files) {
      if ((await readFile(join(sources, file), 'utf8')).includes('setInterval(')) repeating.push(file);
    }
    expect(repeating.toSorted()).toEqual(ofMemory.toSorted());
  });
});

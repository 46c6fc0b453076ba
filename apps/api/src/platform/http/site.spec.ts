import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { loadSite } from './site';

const hashed = ['main-55L5WYLV.js', 'chunk-CSbjK6rj.js', 'chunk-IGun-3K-.js', 'chunk-LX_91Pgc.js'];
const named = ['index.html', 'favicon.svg', 'favicon-watch.svg', 'some-manifest.json'];

describe('the files of the dashboard', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-site-'));
    await Promise.all([...hashed, ...named].map((name) => writeFile(join(folder, name), name)));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are kept by a browser as long as it likes where a name tells their content, whatever signs it is made of', async () => {
    const lasting = [...(await loadSite(folder))].filter(([, file]) => file.lasting);
    expect(lasting.map(([path]) => path).toSorted()).toEqual(hashed.map((name) => `/${name}`).toSorted());
  });
});

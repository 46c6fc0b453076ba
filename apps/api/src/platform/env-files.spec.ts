import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { readConfig } from './config';
import { withSecretFiles } from './env-files';

const folder = mkdtempSync(join(tmpdir(), 'vigie-env-'));
const file = join(folder, 'url');
writeFileSync(file, 'postgresql://vigie:secret@db/vigie\n');
afterAll(() => rmSync(folder, { recursive: true }));

describe('a secret of the installation', () => {
  it('may be in a file, so that no list of processes shows it', () => {
    const env = withSecretFiles({ DATABASE_URL_FILE: file, VIGIE_KEY: 'k'.repeat(40), PORT: '3001' });
    expect(readConfig(env)).toMatchObject({ databaseUrl: 'postgresql://vigie:secret@db/vigie', port: 3001 });
    expect(withSecretFiles({ DATABASE_URL_FILE: '', PORT: '1' })).toEqual({
      DATABASE_URL_FILE: '',
      PORT: '1',
    });
  });

  it('that cannot be read, or is told twice, stops the start without saying what it holds', () => {
    expect(() => withSecretFiles({ DATABASE_URL_FILE: join(folder, 'nowhere') })).toThrow(
      /^DATABASE_URL_FILE: cannot be read$/u,
    );
    expect(() => withSecretFiles({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgresql://secret' })).toThrow(
      /^DATABASE_URL: is set, and DATABASE_URL_FILE too: one of them$/u,
    );
  });
});

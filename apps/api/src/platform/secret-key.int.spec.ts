import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { readConfig } from './config';
import { assertSameKey, loadSecretKey, SecretKey } from './secret-key';
import { openPlatform } from './open-platform';
import { createTestDatabase } from './testing/test-database';

describe('the key of an installation', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'vigie-key-'));
    await chmod(dataDir, 0o755);
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const config = () => readConfig({ VIGIE_DATA_DIR: dataDir, VIGIE_DEMO: 'off' });
  const watch = { say: () => undefined, onIdleError: () => undefined };

  it('is made with a new data folder, and never again for a database that was begun with one', async () => {
    const made = await loadSecretKey(config());
    expect((await loadSecretKey(config())).fingerprint()).toBe(made.fingerprint());
    await rm(join(dataDir, 'secret.key'));
    const cluster = join(dataDir, 'postgres', 'cluster');
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'PG_VERSION'), '18\n');
    await expect(openPlatform(config(), watch)).rejects.toThrow(
      `${join(dataDir, 'secret.key')} is not there, and the database in ${dataDir} was begun with it.`,
    );
  });

  it('is remembered by its database, which goes on with no other', async () => {
    const first = new SecretKey('the key the database was begun with');
    const { database, drop } = await createTestDatabase({ key: first });
    try {
      await assertSameKey(database, first);
      await expect(assertSameKey(database, new SecretKey('64 other random bytes'))).rejects.toThrow(
        'this is not the key the database was begun with',
      );
    } finally {
      await drop();
    }
  });
});

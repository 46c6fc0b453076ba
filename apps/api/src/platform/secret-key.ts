import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { EntityManager } from 'typeorm';

import { ConfigError, type AppConfig } from './config';
import { StartError } from './start-error';

/** The installation's secret. Never used itself: each purpose gets a key of its own. */
export class SecretKey {
  constructor(private readonly secret: string) {}

  /** 32 bytes for one purpose (HKDF-SHA-256), always the same for the same secret and purpose. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret, 'vigie', purpose, 32));
  }

  /** Recognises the secret without telling it: a database remembers this to refuse another key. */
  fingerprint(): string {
    return createHash('sha256').update(this.derive('fingerprint')).digest('hex').slice(0, 16);
  }

  /** Keeps the secret out of logs and error texts. */
  toJSON(): string {
    return '[secret]';
  }
}

/**
 * The secret of `VIGIE_KEY`, else of `VIGIE_KEY_FILE`, else of the data folder. With the embedded database one is
 * made where there is none (0600); not for a database that was `begun` with one that is gone.
 */
export async function loadSecretKey(config: AppConfig, begun = false): Promise<SecretKey> {
  const found = await findSecretKey(config);
  if (found !== undefined) return found;
  const file = secretFile(config);
  if (config.keyFile !== undefined && config.databaseUrl !== undefined) {
    throw new ConfigError('VIGIE_KEY_FILE: cannot be read');
  }
  if (begun) {
    throw new ConfigError(
      `VIGIE_KEY_FILE: ${file} is not there, and the database in ${config.dataDir} was begun with it. Put it back: ` +
        'with another key callers would be other people and nothing that is sealed would open.',
    );
  }
  return new SecretKey(await makeSecret(file));
}

/** The secret where there is one; none is made. */
export async function findSecretKey(config: AppConfig): Promise<SecretKey | undefined> {
  const secret = config.key ?? (await readSecret(secretFile(config)));
  return secret === undefined ? undefined : new SecretKey(secret);
}

/** Where the secret is when the environment does not hold it itself. */
export const secretFile = ({ keyFile, dataDir }: AppConfig): string => keyFile ?? join(dataDir, 'secret.key');

async function readSecret(file: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    if (secret.length < 32) throw new ConfigError('VIGIE_KEY_FILE: at least 32 characters');
    return secret;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError('VIGIE_KEY_FILE: cannot be read');
  }
}

async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    const madeByAnother =
      (error as NodeJS.ErrnoException).code === 'EEXIST' ? await readSecret(file) : undefined;
    if (madeByAnother === undefined) throw error;
    return madeByAnother;
  }
}

type AsOwner = { readonly asOwner: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T> };

/**
 * Refuses to go on with another key than the database was begun with: callers would become other people, links would
 * die, and nothing that is sealed would open. The first start remembers the key's fingerprint.
 */
export async function assertSameKey(owner: AsOwner, key: SecretKey): Promise<void> {
  const remembered = await owner.asOwner(async (tx) => {
    await tx.query(
      `INSERT INTO installation (key_fingerprint) VALUES ($1) ON CONFLICT (only_one) DO NOTHING`,
      [key.fingerprint()],
    );
    const [row] = await tx.query<{ fingerprint: string }[]>(
      `SELECT key_fingerprint AS fingerprint FROM installation WHERE only_one`,
    );
    return row?.fingerprint;
  });
  if (remembered === key.fingerprint()) return;
  throw otherKey();
}

/** What is said to somebody who brings another key than the first. */
export function otherKey(): StartError {
  return new StartError(
    'VIGIE_KEY: this is not the key the database was begun with. With another, callers would be other people and nothing ' +
      'that is sealed would open. Bring the first one back (VIGIE_KEY, VIGIE_KEY_FILE, or secret.key in the data folder).',
  );
}

import type { Database } from './database';
import type { SecretKey } from './secret-key';
import { StartError } from './start-error';

/**
 * Refuses to go on with another key than the database was begun with: callers would become other people, links would
 * die, and nothing that is sealed would open. The first start remembers the key's fingerprint.
 */
export async function assertSameKey(database: Database, key: SecretKey): Promise<void> {
  const remembered = await database.asOwner(async (tx) => {
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
  throw new StartError(
    'VIGIE_KEY: this is not the key the database was begun with. With another, callers would be other people and nothing ' +
      'that is sealed would open. Bring the first one back (VIGIE_KEY, VIGIE_KEY_FILE, or secret.key in the data folder).',
  );
}

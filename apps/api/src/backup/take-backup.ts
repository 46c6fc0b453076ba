import type { Clock } from '../platform/clock';
import { otherKey, type SecretKey } from '../platform/secret-key';
import { formatVersion, type BackupHeader } from './backup-format';
import { framesOf, type Progress } from './make-backup';
import { Snapshot } from './snapshot-store';
import { writeBackupFile, type Written } from './write-backup-file';

/** What a backup is taken of, and how its beginning is dated. */
export type BackupSource = Readonly<{ url: string; key: SecretKey; clock: Clock }>;

/** Writes every row of a database, as it is at this instant, into a file. The schema is named, the key is not in it. */
export async function takeBackup(
  file: string,
  { url, key, clock }: BackupSource,
  say: (progress: Progress) => void = () => undefined,
): Promise<Written> {
  const snapshot = await Snapshot.open(url);
  try {
    const begunWith = await snapshot.keyFingerprint();
    if (begunWith !== undefined && begunWith !== key.fingerprint()) throw otherKey();
    const months = snapshot.tables.filter((table) => table.months.length > 0);
    const header: BackupHeader = {
      vigieBackup: formatVersion,
      madeAt: new Date(clock.now()).toISOString(),
      keyFingerprint: key.fingerprint(),
      migrations: await snapshot.migrations(),
      months: Object.fromEntries(months.map((table) => [table.name, [...table.months]])),
    };
    return await writeBackupFile(file, header, framesOf(snapshot, say), key);
  } finally {
    snapshot.close();
  }
}

import { migrations } from '@vigie/migrations';

import type { OpenedPostgres } from '../platform/open-platform';
import type { SecretKey } from '../platform/secret-key';
import { StartError } from '../platform/start-error';
import { DamagedBackup, type Frame, type Trailer } from './backup-format';
import { readFrames, type OpenedBackup } from './read-backup-file';
import { restoring, type RestoreStore } from './restore-store';

/** What is done, and how much of the file's bytes it is done with. */
export type Share = (doing: 'checked' | 'restored', read: number, of: number) => void;

/** Where a backup goes: a database that is found, or made, only once the file turned out to be whole. */
export type RestoreTarget = Readonly<{
  key: SecretKey;
  open: () => Promise<Pick<OpenedPostgres, 'url' | 'close'>>;
}>;

/** Refuses a file that this version, or this key, cannot restore: told before anything is opened or made. */
function assertRestorable({ file, header }: OpenedBackup, key: SecretKey): void {
  const known = new Set(migrations.map(({ name }) => name));
  if (header.migrations.some((name) => !known.has(name)))
    throw new StartError(`${file} was made by a later version of Vigie: restore it with that one.`);
  if (header.keyFingerprint !== key.fingerprint())
    throw new StartError(
      `${file} was made under another key (fingerprint ${header.keyFingerprint}): under this one callers would be other ` +
        'people and nothing that is sealed would open. Put the key of that time in place (VIGIE_KEY, VIGIE_KEY_FILE, or ' +
        'secret.key in the data folder).',
    );
}

/** Reads the file to its end and gives what its trailer says; throws where it is cut off or altered. */
export async function checkBackup(
  backup: OpenedBackup,
  key: SecretKey,
  share: Share = () => undefined,
): Promise<Trailer> {
  assertRestorable(backup, key);
  let trailer: Trailer | undefined;
  for await (const frame of readFrames(backup, key, (byte) => share('checked', byte, backup.size)))
    if (frame.kind === 'trailer') trailer = frame;
  return given(trailer, backup);
}

/**
 * Restores a file into an empty database, whole or not at all. It is read twice: nothing of it reaches the database
 * before all of it was found to be as it was written.
 */
export async function restoreBackup(
  backup: OpenedBackup,
  { key, open }: RestoreTarget,
  share: Share = () => undefined,
): Promise<Trailer> {
  await checkBackup(backup, key, share);
  const { url, close } = await open();
  const work = async (store: RestoreStore): Promise<Trailer> => {
    await store.takeEmptyDatabase();
    await store.makeSchema(backup.header);
    const frames = readFrames(backup, key, (byte) => share('restored', byte, backup.size));
    const trailer = given(await loadAll(store, frames, backup), backup);
    await store.finish(trailer);
    return trailer;
  };
  return restoring(url, work).finally(close);
}

async function loadAll(
  store: RestoreStore,
  frames: AsyncGenerator<Frame>,
  { file }: OpenedBackup,
): Promise<Trailer | undefined> {
  let trailer: Trailer | undefined;
  const sum = { parts: 0, rows: 0 };
  for (let next = await frames.next(); next.done !== true; next = await frames.next()) {
    const frame = next.value;
    if (frame.kind === 'trailer') trailer = frame;
    if (frame.kind !== 'part') continue;
    const counted = { said: -1 };
    const loaded = await store.load(frame, rowsOf(frames, counted));
    if (loaded !== counted.said) throw notAllThere(file, frame.table);
    sum.parts += 1;
    sum.rows += loaded;
  }
  if (trailer !== undefined && (trailer.parts !== sum.parts || trailer.rows !== sum.rows))
    throw notAllThere(file, 'all of it');
  return trailer;
}

/** The rows of the part that has begun, up to its end, which says how many they are. */
async function* rowsOf(frames: AsyncGenerator<Frame>, counted: { said: number }): AsyncGenerator<Buffer> {
  for (let next = await frames.next(); next.done !== true; next = await frames.next()) {
    if (next.value.kind === 'rows') yield next.value.bytes;
    if (next.value.kind !== 'end') continue;
    counted.said = next.value.rows;
    return;
  }
}

function given(trailer: Trailer | undefined, { file }: OpenedBackup): Trailer {
  if (trailer === undefined) throw new DamagedBackup(`${file} has no end: nothing is restored from it.`);
  return trailer;
}

const notAllThere = (file: string, what: string): DamagedBackup =>
  new DamagedBackup(`${file}: not as many rows arrived as were written (${what}). Nothing is restored.`);

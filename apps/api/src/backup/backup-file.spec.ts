import { appendFile, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { SecretKey } from '../platform/secret-key';
import type { BackupHeader, Frame } from './backup-format';
import { openBackupFile, readFrames } from './read-backup-file';
import { writeBackupFile } from './write-backup-file';

const key = new SecretKey('a secret that only this spec knows, long enough');
const header: BackupHeader = {
  vigieBackup: 1,
  madeAt: '2026-04-20T09:00:00.000Z',
  keyFingerprint: key.fingerprint(),
  migrations: ['First1'],
  months: { event_log: ['2026-04'] },
};

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function* each<T>(things: readonly T[]): AsyncGenerator<T> {
  yield* things;
}

async function written(frames: readonly Frame[]): Promise<string> {
  const file = join(folder, `f${(files += 1)}`);
  await writeBackupFile(file, header, each(frames), key);
  return file;
}

async function read(file: string, by = key): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of readFrames(await openBackupFile(file), by)) frames.push(frame);
  return frames;
}

const partOf = (rows: readonly Uint8Array[]): Frame[] => [
  { kind: 'part', table: 'call', columns: ['tenant_id', 'é "x"'] },
  ...rows.map((bytes): Frame => ({ kind: 'rows', bytes: Buffer.from(bytes) })),
  { kind: 'end', rows: rows.length },
];
const end: Frame = { kind: 'trailer', parts: 1, rows: 3, tenants: 1, sequences: [] };
const sample = (): Frame[] => [
  ...partOf([Buffer.alloc(300_000, 7), Buffer.from('a\tb\n'), Buffer.alloc(0)]),
  end,
];

const refusal = /was cut off|is not as it was written|is not a backup|later version/u;

describe('the file of a backup', () => {
  it('gives back what was put in, whatever that is', async () => {
    const rows = fc.array(fc.uint8Array({ maxLength: 2_000 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { maxLength: 4 }), async (parts) => {
        const frames = [...parts.flatMap(partOf), end];
        expect(await read(await written(frames))).toEqual(frames);
      }),
      { numRuns: 30 },
    );
  });

  it('is refused when it was cut off, wherever', async () => {
    const whole = await readFile(await written(sample()));
    const file = join(folder, 'cut');
    for (let length = 0; length < whole.length; length += length < 400 ? 7 : 13) {
      await writeFile(file, whole.subarray(0, length));
      await expect(read(file)).rejects.toThrow(length < 16 ? refusal : 'was cut off');
    }
  });

  it('is refused when a single bit is another, wherever', async () => {
    const whole = await readFile(await written(sample()));
    const file = join(folder, 'altered');
    const places = fc.integer({ min: 0, max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const altered = Buffer.from(whole);
        altered.writeUInt8(altered.readUInt8(at) ^ (1 << bit), at);
        await writeFile(file, altered);
        await expect(read(file)).rejects.toThrow(refusal);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when something was put behind it', async () => {
    const file = await written(sample());
    for (const more of ['x', '\0\0\0\0', (await readFile(file)).subarray(-200)]) {
      await appendFile(file, more);
      await expect(read(file)).rejects.toThrow(refusal);
    }
    const whole = await readFile(await written(sample()));
    await writeFile(file, Buffer.concat([whole, whole]));
    await expect(read(file)).rejects.toThrow('is not as it was written');
  });

  it('is refused under another key, even where its first line was made to fit', async () => {
    const other = new SecretKey('another secret that only this spec knows, too');
    await expect(read(await written(sample()), other)).rejects.toThrow('is not as it was written');
  });

  it('of something else is told from a backup', async () => {
    const file = join(folder, 'else');
    for (const text of ['', 'hello', '{}\n', '[1]\n', 'null\n', '{"vigieBackup":"1"}\n']) {
      await writeFile(file, text);
      await expect(openBackupFile(file)).rejects.toThrow('is not a backup of Vigie');
    }
    await writeFile(file, '{"vigieBackup":2,"more":true}\n');
    await expect(openBackupFile(file)).rejects.toThrow('made by a later version of Vigie');
    await expect(openBackupFile(folder)).rejects.toThrow('it is a folder');
    await expect(openBackupFile(join(folder, 'nowhere'))).rejects.toThrow('there is no such file');
  });
});

describe('a backup that breaks off while it is written', () => {
  it('leaves nothing that looks like one, and nothing at all', async () => {
    const file = join(folder, 'broken');
    async function* breaking(): AsyncGenerator<Frame> {
      yield* partOf([Buffer.alloc(1_000_000)]);
      throw new Error('the database went away');
    }
    await expect(writeBackupFile(file, header, breaking(), key)).rejects.toThrow('the database went away');
    expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual([]);
  });

  it('because its process was killed is cleared away by the next, and one still at work is left alone', async () => {
    const file = join(folder, 'nightly');
    const [killed, other] = [`${file}.999999999.partial`, `${file}.${process.ppid}.partial`];
    for (const partial of [killed, other]) await writeFile(partial, 'half');
    await writeBackupFile(file, header, each(sample()), key);
    const left = (await readdir(folder)).filter((name) => name.startsWith('nightly'));
    expect(left.toSorted()).toEqual(['nightly', `nightly.${process.ppid}.partial`]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('has no name in a folder that is not there', async () => {
    const nowhere = join(folder, 'no', 'folder');
    await expect(writeBackupFile(nowhere, header, each(sample()), key)).rejects.toThrow(
      /folder cannot be written: ENOENT/u,
    );
  });
});

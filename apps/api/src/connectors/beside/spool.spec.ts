import { appendFile, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toConnectorFault } from '../connector-fault';
import { lockFolder } from './beside-checkpoint';
import { Spool } from './spool';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const megabyte = 1_048_576;

/** Everything that waits, sent. */
async function drained(spool: Spool, atOnce = 1_000): Promise<string[]> {
  const all: string[] = [];
  for (let next = await spool.next(atOnce, 64); next !== null; next = await spool.next(atOnce, 64)) {
    all.push(...next.text.trimEnd().split('\n'));
    expect(next.text.split('\n').length - 1).toBe(next.lines);
    await spool.sent(next);
  }
  return all;
}

const faultOf = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'none',
    (error: unknown) => toConnectorFault(error).code,
  );

describe('what waits on the disk beside a telephone system', () => {
  it('is given back in its order, once, however it was appended, sent and begun anew', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4), fc.constantFrom('append', 'send', 'die')), { maxLength: 25 }),
        async (steps) => {
          await rm(folder, { recursive: true, force: true });
          let spool = await Spool.open(folder, 2_000);
          const [appended, given]: [string[], string[]] = [[], []];
          for (const [size, step] of steps) {
            const lines = Array.from({ length: size + 1 }, (_, index) => `{"n":${appended.length + index}}`);
            if (step === 'append' && (await faultOf(spool.append(lines))) === 'none') appended.push(...lines);
            if (step === 'die') {
              await spool.close();
              spool = await Spool.open(folder, 2_000);
            }
            const next = step === 'send' ? await spool.next(size + 1, 16) : null;
            if (next === null) continue;
            given.push(...next.text.trimEnd().split('\n'));
            await spool.sent(next);
          }
          given.push(...(await drained(spool)));
          await spool.close();
          expect(given).toEqual(appended);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('outlives a process that ends without a word, half a line of a power cut left out', async () => {
    const first = await Spool.open(folder, megabyte);
    await first.append(['{"n":1}', '{"n":2}']);
    await first.close();
    const [name = ''] = await readdir(folder);
    await appendFile(join(folder, name), '{"n":3');
    const second = await Spool.open(folder, megabyte);
    await second.append(['{"n":4}']);
    expect(await drained(second, 1)).toEqual(['{"n":1}', '{"n":2}', '{"n":4}']);
    expect(await drained(await Spool.open(folder, megabyte))).toEqual([]);
  });

  it('never grows beyond its bound, says so, and has room again when it was sent', async () => {
    const spool = await Spool.open(folder, 10_000);
    const line = 'x'.repeat(99);
    let kept = 0;
    while ((await faultOf(spool.append([line]))) === 'none') kept += 1;
    expect(kept).toBe(100);
    expect(await faultOf(spool.append([line]))).toBe('spool_full');
    expect([spool.hasRoom, spool.bytes]).toEqual([false, 10_000]);
    expect(await drained(spool)).toHaveLength(100);
    expect(spool.hasRoom).toBe(true);
    await spool.append([line]);
    expect(await drained(spool)).toEqual([line]);
  });

  it('takes all lines or none where the disk is full, and goes on when there is room', async () => {
    let isFull = true;
    const spool = await Spool.open(folder, megabyte, (path) => open(isFull ? '/dev/full' : path, 'a'));
    expect(await faultOf(spool.append(['{"n":1}']))).toBe('disk_full');
    expect([spool.bytes, await spool.next(9, 99)]).toEqual([0, null]);
    isFull = false;
    await spool.append(['{"n":2}']);
    expect(await drained(spool)).toEqual(['{"n":2}']);
  });

  it('begins its next file while the last lines of the one before arrive', async () => {
    let opened = (): void => undefined;
    const spool = await Spool.open(folder, 800, async (path) => {
      const file = await open(path, 'a');
      opened();
      return file;
    });
    await spool.append(['x'.repeat(99)]);
    const first = await spool.next(9, 999);
    if (first === null) throw new Error('it was appended');
    const arrived = new Promise<void>((resolve) => {
      opened = () => setImmediate(() => void spool.sent(first).then(resolve));
    });
    await spool.append(['y']);
    await arrived;
    await spool.append(['z']);
    expect(await drained(spool)).toEqual(['y', 'z']);
    await spool.close();
  });

  it('takes all lines or none where the disk is full in the middle of them, for whoever opens it next, too', async () => {
    let isFull = false;
    const spool = await Spool.open(folder, megabyte, async (path) => {
      const file = await open(path, 'a');
      const write = file.appendFile.bind(file);
      file.appendFile = async (bytes) => {
        if (!isFull) return write(bytes);
        await write((bytes as Buffer).subarray(0, -4));
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      };
      return file;
    });
    await spool.append(['{"n":1}']);
    isFull = true;
    expect(await faultOf(spool.append(['{"n":2}', '{"n":3}']))).toBe('disk_full');
    isFull = false;
    await spool.append(['{"n":4}']);
    await spool.close();
    expect(await drained(await Spool.open(folder, megabyte))).toEqual(['{"n":1}', '{"n":4}']);
  });

  it('is readable to nobody else, since callers’ numbers are in it', async () => {
    const inner = join(folder, 'inner');
    const spool = await Spool.open(inner, megabyte);
    await spool.append(['{}']);
    const [name = ''] = await readdir(inner);
    expect([(await stat(inner)).mode & 0o77, (await stat(join(inner, name))).mode & 0o77]).toEqual([0, 0]);
  });

  it('belongs to one process; what one left that is gone is taken over', async () => {
    const unlock = await lockFolder(folder, process.ppid);
    await expect(lockFolder(folder)).rejects.toThrow(/in use by process/u);
    await unlock();
    await lockFolder(folder, 2 ** 30);
    await expect(lockFolder(folder)).resolves.toBeDefined();
  });
});

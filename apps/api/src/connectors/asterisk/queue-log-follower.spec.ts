import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventIntake } from '../../intake/event-intake';
import { QueueLogFollower, type FollowPosition } from './queue-log-follower';
import { QueueLogReading } from './queue-log-reading';
import { QueueLogTranslator } from './queue-log-translator';

/** An intake that remembers ids as the log does. */
class RememberingIntake {
  readonly subjects = new Map<string, string>();
  duplicates = 0;

  async receive(_tenant: string, items: ReadonlyArray<{ id: string; subject: string }>) {
    let accepted = 0;
    for (const { id, subject } of items) {
      if (this.subjects.has(id)) this.duplicates += 1;
      else {
        this.subjects.set(id, subject);
        accepted += 1;
      }
    }
    const duplicates = items.length - accepted;
    return Promise.resolve({ received: items.length, accepted, duplicates, rejectedCount: 0, rejected: [] });
  }
}

const line = (call: number): string => `${1769987506 + call}|c${call}|rdv|NONE|ENTERQUEUE||anonymous|1\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => line(from + index)).join('');

describe('following a queue log', () => {
  let folder: string;
  let log: string;
  let intake: RememberingIntake;
  let saved: FollowPosition | null;
  let atCommit: () => void;
  let looks: number;
  let readings: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-follow-'));
    log = join(folder, 'queue_log');
    intake = new RememberingIntake();
    saved = null;
    atCommit = () => undefined;
    looks = 0;
    readings = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const start = () => {
    const stop = new AbortController();
    const follower = new QueueLogFollower(log, {
      translator: (ordinals) => Promise.resolve(new QueueLogTranslator('asterisk', { ordinals })),
      looked: () => {
        looks += 1;
        return Promise.resolve();
      },
      begin: (translator) => {
        readings += 1;
        const reading = new QueueLogReading(intake as unknown as EventIntake, { tenantId: 't', translator });
        const finish = reading.finish.bind(reading);
        reading.finish = (final) => finish(final).finally(() => atCommit());
        return reading;
      },
      load: () => Promise.resolve(saved),
      save: (position) => {
        saved = position;
        return Promise.resolve();
      },
      told: () => undefined,
    });
    const done = follower.follow(stop.signal);
    return async () => {
      stop.abort();
      await done;
    };
  };
  const read = async (count: number): Promise<string[]> => {
    for (let tries = 0; tries < 6_000 && intake.subjects.size < count; tries += 1) await wait(20);
    return [...intake.subjects.values()];
  };
  const calls = (count: number): string[] => Array.from({ length: count }, (_, index) => `c${index}`);

  it('waits for the log, reads what comes and leaves half a line until it is whole', async () => {
    const stop = start();
    await writeFile(log, lines(0, 3) + line(3).slice(0, 12));
    expect(await read(3)).toEqual(calls(3));
    await appendFile(log, line(3).slice(12));
    expect(await read(4)).toEqual(calls(4));
    await stop();
  });

  it('only looks at a log to which nothing is added, and tells that it does', async () => {
    await writeFile(log, lines(0, 3));
    const stop = start();
    await read(3);
    const before = { looks, readings };
    for (let tries = 0; tries < 6_000 && looks < before.looks + 3; tries += 1) await wait(20);
    expect(looks).toBeGreaterThanOrEqual(before.looks + 3);
    expect(readings).toBe(before.readings);
    await appendFile(log, line(3));
    expect(await read(4)).toEqual(calls(4));
    await stop();
  });

  it('loses nothing when the log is renamed and begun anew', async () => {
    await writeFile(log, lines(0, 3));
    const stop = start();
    await read(3);
    await appendFile(log, line(3));
    await rename(log, `${log}.1`);
    await appendFile(`${log}.1`, line(4));
    await writeFile(log, lines(5, 8));
    expect(await read(8)).toEqual(calls(8));
    await stop();
  });

  it('loses nothing when the log is renamed twice between two looks', async () => {
    await writeFile(log, lines(0, 3));
    const stop = start();
    await read(3);
    await rename(log, `${log}.2`);
    await writeFile(`${log}.1`, lines(3, 6));
    await writeFile(log, lines(6, 8));
    expect(await read(8)).toEqual(calls(8));
    expect(intake.duplicates).toBe(0);
    await stop();
  });

  it('finds in the copy what was cut away before it was read', async () => {
    await writeFile(log, lines(0, 3));
    const stop = start();
    await read(3);
    await stop();
    await appendFile(log, lines(3, 5));
    await copyFile(log, `${log}-20260202`);
    await truncate(log, 0);
    await appendFile(log, lines(5, 9));
    const stopAgain = start();
    expect(await read(9)).toEqual(calls(9));
    expect(intake.duplicates).toBe(0);
    await stopAgain();
  });

  it('reads through two rotations that happened while it was stopped', async () => {
    await writeFile(log, lines(0, 40));
    const stop = start();
    await read(40);
    await stop();
    await appendFile(log, lines(40, 45));
    await rename(log, `${log}.2`);
    await wait(20);
    await writeFile(`${log}.1`, lines(45, 50));
    await wait(20);
    await writeFile(log, lines(50, 60));
    const stopAgain = start();
    expect(await read(60)).toEqual(calls(60));
    expect(intake.duplicates).toBe(0);
    await stopAgain();
  });

  it('counts nothing twice when its position was lost', async () => {
    await writeFile(log, lines(0, 6));
    const stop = start();
    await read(6);
    await stop();
    saved = null;
    const stopAgain = start();
    await appendFile(log, line(6));
    expect(await read(7)).toEqual(calls(7));
    expect(intake.duplicates).toBe(6);
    await stopAgain();
  });

  it('reads the copy of a log that was copied and cut before anything of it was read', async () => {
    writeFileSync(`${log}.0`, lines(90, 93));
    writeFileSync(log, '');
    const stop = start();
    await wait(150);
    writeFileSync(log, lines(0, 5));
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    await appendFile(log, lines(5, 7));
    expect(await read(7)).toEqual(calls(7));
    await stop();
  });

  it('knows its place again when the log is cut while what was read of it is being kept', async () => {
    writeFileSync(log, lines(0, 5));
    atCommit = () => {
      copyFileSync(log, `${log}.1`);
      truncateSync(log);
      atCommit = () => undefined;
    };
    const stop = start();
    await read(5);
    await stop();
    await appendFile(log, lines(5, 9));
    await rename(log, `${log}.2`);
    await writeFile(log, lines(9, 10));
    const stopAgain = start();
    expect(await read(10)).toEqual(calls(10));
    await stopAgain();
  });
});

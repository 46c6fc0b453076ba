import type { QueueLogAnswer } from '@vigie/contracts';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isPassing } from '../../platform/database-fault';
import { errorCode } from '../connector-fault';
import {
  beginning,
  bytesFrom,
  continues,
  copiedSince,
  PositionTrail,
  rotatedNow,
  rotatedSince,
  type FilePosition,
} from './followed-file';
import type { QueueLogReading } from './queue-log-reading';
import type { LineOrdinals } from './line-order';
import type { QueueLogTranslator } from './queue-log-translator';

/** A position that outlives the process: where in the file, and what identity needs of its latest second. */
export type FollowPosition = FilePosition & { readonly ordinals: LineOrdinals };

/** What a follower needs from outside: a reading of the log, a place to keep its position, a word to the operator. */
export type FollowerPorts = {
  readonly translator: (ordinals: LineOrdinals) => Promise<QueueLogTranslator>;
  readonly begin: (translator: QueueLogTranslator) => QueueLogReading;
  /** Called whenever the log was looked at, some ten times a second: whoever waits for lines knows that it is read. */
  readonly looked: () => Promise<void>;
  readonly load: () => Promise<FollowPosition | null>;
  readonly save: (position: FollowPosition) => Promise<void>;
  readonly told: (
    event: 'rotated' | 'truncated' | 'missing' | 'read' | 'interrupted',
    answer: QueueLogAnswer | null,
  ) => void;
};

const pauseMs = 100;
const outagePauseMs = 1_000;

/**
 * Keeps reading a `queue_log` as Asterisk writes it, through rotation (renamed or copied and truncated), truncation and
 * restarts of either side. A position is saved only after what stands before it is committed, and ids depend on the
 * lines alone: whatever is read twice counts once.
 */
export class QueueLogFollower {
  private position: FilePosition = beginning;
  private translator: QueueLogTranslator | undefined;
  /** Rotated files that hold nothing new, while nothing of the open log was read that would tell its copies. */
  private known: ReadonlySet<number> = new Set();

  constructor(
    private readonly path: string,
    private readonly ports: FollowerPorts,
  ) {}

  /** Reads until `signal` aborts; then returns with everything read so far committed. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.resume();
        await this.readLogs(signal);
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.ports.told('interrupted', null);
        await pause(signal, outagePauseMs);
      }
    }
  }

  /** Back to what is known to be committed: what was read beyond it is read again, under the same ids. */
  private async resume(): Promise<void> {
    const { ordinals, ...position } = (await this.ports.load()) ?? { ...beginning, ordinals: {} };
    this.position = position;
    this.known = await rotatedNow(this.path);
    this.translator = await this.ports.translator(ordinals);
  }

  private async readLogs(signal: AbortSignal): Promise<void> {
    for (let file = await this.openLog(signal); file !== null;) {
      const current: FileHandle = file;
      file = await this.readWhileSame(current, signal).finally(() => current.close());
    }
  }

  private async openLog(signal: AbortSignal): Promise<FileHandle | null> {
    for (let told = false; !signal.aborted; told = true) {
      try {
        return await open(this.path, 'r');
      } catch (error) {
        if (!isMissing(error)) throw error;
        if (!told) this.ports.told('missing', null);
        await pause(signal);
      }
    }
    return null;
  }

  /** Gives the log that took this one's place; null when told to stop. */
  private async readWhileSame(file: FileHandle, signal: AbortSignal): Promise<FileHandle | null> {
    const { ino } = await file.stat();
    for (let seen: string | null = null; !signal.aborted; await pause(signal)) {
      const look = await lookOf(this.path);
      if (look === null || look !== seen) {
        await this.readOn(file, ino);
        const next = await this.openReplacement(ino);
        if (next !== null) {
          await this.leave(file, next);
          return next;
        }
        seen = look;
      }
      await this.ports.looked();
    }
    return null;
  }

  private async readOn(file: FileHandle, ino: number): Promise<void> {
    if (!(await continues(file, this.position))) {
      this.ports.told('truncated', null);
      await this.readRotated((copy) => continues(copy, this.position), ino);
    } else if (this.position.offset === 0) await this.readUnseenCopies(ino);
    await this.read(file, true);
  }

  /** The log at this path, if it is another file than the one that is open. A log that is gone for a moment is not. */
  private async openReplacement(ino: number): Promise<FileHandle | null> {
    try {
      return (await this.isReplaced(ino)) ? await open(this.path, 'r') : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  private async isReplaced(ino: number): Promise<boolean> {
    return (await stat(this.path)).ino !== ino;
  }

  /** Reads the rest of a renamed log, and all of those that came and went before `next` did. */
  private async leave(file: FileHandle, next: FileHandle): Promise<void> {
    try {
      await this.read(file, false);
      this.ports.told('rotated', null);
      const [old, current] = await Promise.all([file.stat(), next.stat()]);
      await this.readRotated(async (copy) => (await copy.stat()).ino === old.ino, current.ino);
    } catch (error) {
      await next.close();
      throw error;
    }
  }

  /** What is not read yet stands in rotated files, the first of which `begins` knows; then the open log is read anew. */
  private async readRotated(begins: (file: FileHandle) => Promise<boolean>, current: number): Promise<void> {
    this.known = await rotatedNow(this.path);
    for (const path of await rotatedSince(this.path, begins, current)) await this.readWhole(path);
    this.position = beginning;
  }

  /** A log that was copied and cut before anything of it was read shows nothing of that: its copy does. */
  private async readUnseenCopies(current: number): Promise<void> {
    const copies = await copiedSince(this.path, this.known);
    // Files that were renamed are read when the log that took their place is.
    if (copies.length === 0 || (await this.isReplaced(current).catch(() => true))) return;
    this.known = await rotatedNow(this.path);
    for (const path of copies) await this.readWhole(path);
  }

  private async readWhole(path: string): Promise<void> {
    const file = await open(path, 'r');
    try {
      await this.read(file, false);
    } finally {
      await file.close();
    }
    this.position = beginning;
  }

  private async read(file: FileHandle, keep: boolean): Promise<void> {
    const translator = (this.translator ??= await this.ports.translator({}));
    const reading = this.ports.begin(translator);
    const trail = await PositionTrail.begin(file, this.position);
    for await (const chunk of bytesFrom(file, this.position.offset)) {
      trail.push(chunk);
      await reading.push(chunk);
    }
    if (reading.bytes === 0) return;
    const answer = await reading.finish(false);
    this.position = trail.after(reading.bytes);
    if (keep) await this.ports.save({ ...this.position, ordinals: translator.ordinals() });
    this.ports.told('read', answer);
  }
}

/** What changes when a log grows, is cut, or another takes its place; null when there is none. One call, since it is asked all day. */
async function lookOf(path: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT';

async function pause(signal: AbortSignal, ms = pauseMs): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

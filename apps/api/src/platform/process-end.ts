import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';

const hardStopMs = 15_000;

type Voice = Readonly<{ say: (message: string) => void; logger: Logger }>;

/**
 * Calls `stop` at the first SIGINT, SIGTERM or SIGHUP and then ends the process: with 0, or with 1 when stopping failed
 * or took longer than 15 s. Repeated signals change nothing: a Ctrl-C reaches us from the terminal and from npm. The
 * answer tells whether a signal has come.
 */
export function stopOnSignal(voice: Voice, stop: (signal: NodeJS.Signals) => Promise<void>): () => boolean {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    voice.say('Stopping …');
    setTimeout(() => leave(1, 'Stopping took too long.'), hardStopMs).unref();
    stop(signal).then(
      () => leave(0, 'Stopped.'),
      (error: unknown) => {
        voice.logger.error(error);
        leave(1, 'Stopped, not cleanly: see the log.');
      },
    );
  };
  const leave = (code: number, message: string): void => {
    voice.say(message);
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return () => stopping;
}

type Input = Pick<Readable, 'once' | 'resume'> & { readonly unref?: () => void };

const end = (): void => void process.kill(process.pid, 'SIGINT');

/**
 * Ends this process, in its own order, when the one that started it is gone, however it went: that one holds the other
 * end of our standard input, and says so by `VIGIE_LIFELINE=stdin`.
 */
export function endWithParent(
  env: Readonly<Record<string, string | undefined>>,
  input: Input = process.stdin,
  ended: () => void = end,
): void {
  if (env['VIGIE_LIFELINE'] !== 'stdin') return;
  for (const stream of [process.stdout, process.stderr]) {
    // Nobody reads what is said at the end.
    stream.on('error', () => undefined);
  }
  input.once('close', ended);
  input.resume();
  // A command that has done its work does not wait for its parent.
  input.unref?.();
}

/** Where the process is in its life. */
export class Lifecycle {
  private leaving = false;

  /** True from the moment the process was asked to stop. */
  get draining(): boolean {
    return this.leaving;
  }

  drain(): void {
    this.leaving = true;
  }
}

/**
 * Whether a process with this id runs. One that has ended and that nobody has taken note of (in a container whose
 * first process does not) does not run.
 */
export function isAlive(pid: number): boolean {
  return hasPid(pid) && !hasEnded(pid);
}

/** Whether the system knows the id, be it of a process that has ended. */
export function hasPid(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function hasEnded(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

import type { Readable } from 'node:stream';

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

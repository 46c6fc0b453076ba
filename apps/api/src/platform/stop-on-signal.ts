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

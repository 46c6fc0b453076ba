import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module';
import type { CliContext, OpenCli } from '../platform/cli-context';
import { Bell } from '../platform/bell';
import { readConfig } from '../platform/config';
import { withSecretFiles } from '../platform/env-files';
import { createLogger, NestLog } from '../platform/logging';
import { NotifyRelay } from '../platform/notify-relay';
import { openPlatform, type OpenedPlatform } from '../platform/open-platform';

type Opened = {
  readonly context: CliContext;
  readonly opened: OpenedPlatform;
  readonly bells: NotifyRelay;
};

const write = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(`${line}\n`);

/** A second terminal without the first one's settings works on another folder, which looks like lost data. */
export const aloneIn = (dataDir: string): string =>
  `No Vigie is running on ${dataDir}: this command works on that folder alone. If yours was started with another VIGIE_DATA_DIR or with DATABASE_URL, set the same here.`;

/**
 * The application for the command line: opened once, when a command first asks, and closed at the end. A PostgreSQL
 * that the server runs is used and left running.
 */
export function openCli(env: NodeJS.ProcessEnv): { open: OpenCli; close: () => Promise<void> } {
  let opening: Promise<Opened> | undefined;
  const start = async (): Promise<Opened> => {
    const config = readConfig({ VIGIE_LOG_LEVEL: 'warn', ...withSecretFiles(env) });
    const logger = createLogger(config.logLevel);
    const watch = { say: () => undefined, onIdleError: (error: Error) => logger.warn(error) };
    const opened = await openPlatform(config, watch, { app: 2, intake: 3, fold: 2, owner: 2 });
    if (opened.isAlone) write(process.stderr)(aloneIn(config.dataDir));
    try {
      const options = { logger: new NestLog(logger), abortOnError: false };
      const app = await NestFactory.createApplicationContext(AppModule.register(opened.platform), options);
      // What a command brings in is seen by the server at once.
      const bells = new NotifyRelay(opened.platform.database.listenerUrl, app.get(Bell));
      bells.start();
      return {
        bells,
        context: {
          platform: opened.platform,
          app,
          print: write(process.stdout),
          note: write(process.stderr),
        },
        opened,
      };
    } catch (error) {
      await opened.close();
      throw error;
    }
  };
  return {
    open: async () => (await (opening ??= start())).context,
    close: async () => {
      const started = await opening?.catch(() => undefined);
      await started?.bells.stop();
      await started?.context.app.close();
      await started?.opened.close();
    },
  };
}

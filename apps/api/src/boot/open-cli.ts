import { NestFactory } from '@nestjs/core';

import { AppModule } from './app.module';
import type { CliContext, OpenCli } from '../platform/cli-context';
import { readConfig } from '../platform/config';
import { createLogger, NestLog } from '../platform/logging';
import { openPlatform, type OpenedPlatform } from '../platform/open-platform';

const write = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(`${line}\n`);

/**
 * The application for the command line: opened once, when a command first asks, and closed at the end. A PostgreSQL
 * that the server runs is used and left running.
 */
export function openCli(env: NodeJS.ProcessEnv): { open: OpenCli; close: () => Promise<void> } {
  let opening: Promise<{ context: CliContext; opened: OpenedPlatform }> | undefined;
  const start = async (): Promise<{ context: CliContext; opened: OpenedPlatform }> => {
    const config = readConfig({ VIGIE_LOG_LEVEL: 'warn', ...env });
    const logger = createLogger(config.logLevel);
    const watch = { say: () => undefined, onIdleError: (error: Error) => logger.warn(error) };
    const opened = await openPlatform(config, watch, { app: 2, intake: 3, fold: 2, owner: 2 });
    try {
      const options = { logger: new NestLog(logger), abortOnError: false };
      const app = await NestFactory.createApplicationContext(AppModule.register(opened.platform), options);
      return {
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
      await started?.context.app.close();
      await started?.opened.close();
    },
  };
}

import 'reflect-metadata';

import { ConfigError, readConfig } from './platform/config';
import { withSecretFiles } from './platform/env-files';
import { endWithParent } from './platform/process-end';
import { createLogger } from './platform/logging';
import { runServer } from './boot/run-server';
import { keepRowsShortLived } from './platform/short-lived';
import { StartError } from './platform/start-error';

const say = (message: string): void => void process.stdout.write(`${message}\n`);

endWithParent(process.env);
keepRowsShortLived();
try {
  const config = readConfig(withSecretFiles(process.env));
  const logger = createLogger(config.logLevel);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal(error instanceof Error ? error : { error: String(error) });
      process.exitCode = 1;
      process.kill(process.pid, 'SIGINT');
    });
  }
  await runServer(config, { say, logger });
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof StartError;
  process.stderr.write(`Vigie cannot start.\n${expected ? error.message : String(error)}\n`);
  process.exit(1);
}

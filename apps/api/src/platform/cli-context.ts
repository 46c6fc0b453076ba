import type { INestApplicationContext } from '@nestjs/common';

import type { Platform } from './platform.module';

/** What a command of the command line works with. */
export type CliContext = Readonly<{
  platform: Platform;
  /** The application without its server and its background work: `app.get(EventIntake)`. */
  app: INestApplicationContext;
  /** Writes a line for the person; results go to stdout, everything else to stderr. */
  print: (line: string) => void;
  note: (line: string) => void;
}>;

/** Opens the application on the server's database, running or not; asked for only by a command that needs it. */
export type OpenCli = () => Promise<CliContext>;

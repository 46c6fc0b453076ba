import { Inject, Injectable } from '@nestjs/common';

import { APP_CONFIG, type AppConfig } from '../platform/config';

/** Tells the person at the terminal how far the demonstration is; a silent log silences it too. */
@Injectable()
export class DemoProgress {
  private readonly silent: boolean;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    this.silent = config.logLevel === 'silent';
  }

  say(line: string): void {
    if (!this.silent) process.stdout.write(`  ${line}\n`);
  }
}

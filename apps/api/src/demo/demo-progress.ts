import { Inject, Injectable } from '@nestjs/common';

import type { AppConfig } from '../platform/config';
import { APP_CONFIG } from '../platform/tokens';

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

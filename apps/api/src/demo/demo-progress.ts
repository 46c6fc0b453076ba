import { Inject, Injectable } from '@nestjs/common';

import { Backfills, type Backfill } from '../event-log/backfills';
import { APP_CONFIG, type AppConfig } from '../platform/config';
import type { DemoDay } from './demo-schedule';
import { demoTenantId } from './demo-stage';

/** A day that is played has every event of its calls, a recorded one a record a call: so much longer it takes. */
const playedWeight = 4;

const weightOf = (days: readonly DemoDay[]): number =>
  days.reduce((sum, { kind }) => sum + (kind === 'recorded' ? 1 : playedWeight), 0);

/**
 * How far the demonstration's past is: told to whoever would read figures of it, and to the person at the terminal; a
 * silent log silences that.
 */
@Injectable()
export class DemoProgress {
  private readonly silent: boolean;
  private past: Backfill | null = null;
  private all = 0;
  private before: readonly DemoDay[] | null = null;

  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    private readonly backfills: Backfills,
  ) {
    this.silent = config.logLevel === 'silent';
  }

  say(line: string): void {
    if (!this.silent) process.stdout.write(`  ${line}\n`);
  }

  /** The past begins to come in. */
  begin(): void {
    this.past = this.backfills.begin(demoTenantId);
  }

  /** What of the past was not sent yet, the newest first. What is no more among it is whole with the next: then it is folded. */
  left(days: readonly DemoDay[]): void {
    const unfolded = this.before ?? days;
    this.before = days;
    this.all = Math.max(this.all, weightOf(unfolded));
    this.past?.reached({
      wholeFrom: Math.max(...unfolded.map(({ until }) => until)),
      share: this.all === 0 ? 1 : 1 - weightOf(unfolded) / this.all,
    });
  }

  /** All of it is there. */
  whole(): void {
    this.past?.whole();
  }
}

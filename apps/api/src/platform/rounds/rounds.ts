import { Injectable } from '@nestjs/common';

import { Background } from '../background';
import { Clock } from '../clock';
import { Database } from '../database';
import type { Round } from './round';
import { announceRound } from './round-instruments';
import { RoundRunner } from './round-runner';

/**
 * Everything the server does by the clock, in one list: each room adds its own when it is made. Nothing runs before
 * the server listens; a command of the command line starts none.
 */
@Injectable()
export class Rounds {
  private readonly runners = new Map<string, RoundRunner>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    background: Background,
  ) {
    background.add({ name: 'rounds', start: () => this.start(), stop: () => this.stop() });
  }

  /** Throws when there is one of that name: two would share a lease. */
  add(round: Round): void {
    if (this.runners.has(round.name)) throw new Error(`there are two rounds named ${round.name}`);
    announceRound(round.name);
    this.runners.set(round.name, new RoundRunner(round, this.database, this.clock));
  }

  list(): readonly Round[] {
    return [...this.runners.values()].map(({ round }) => round);
  }

  /** Does what is due of one round now, and waits for it. Throws when there is none of that name. */
  turn(name: string): Promise<void> {
    return this.runner(name).turn();
  }

  /** Does a shared round for one tenant out of its time; where this process does no rounds, another will see to it. */
  soon(name: string, tenantId: string): void {
    this.runner(name).soon(tenantId);
  }

  private start(): void {
    for (const runner of this.runners.values()) runner.start();
  }

  private async stop(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
  }

  private runner(name: string): RoundRunner {
    const runner = this.runners.get(name);
    if (runner === undefined) throw new Error(`there is no round named ${name}`);
    return runner;
  }
}

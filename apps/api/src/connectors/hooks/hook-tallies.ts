import { Injectable } from '@nestjs/common';

import type { BackgroundTask } from '../../platform/background';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import type { ConnectorFault } from '../connector-fault';
import { changeState, type StoredConnector } from '../connector-store';
import { startingAt } from '../connector-view';
import { ConnectorCounts, type CountedAnswer } from '../runner/connector-counts';
import { addHookNews, type HookMarks, type HookNews } from './hook-state';

type Tally = { -readonly [field in keyof HookNews]: HookNews[field] } & {
  readonly of: { readonly tenantId: string; readonly id: string };
};

/** As often as the page is told how it goes on. */
const writtenEveryMs = 1_000;

/** What was delivered in this process, until it is written down: some seconds at most. */
@Injectable()
export class HookTallies implements BackgroundTask {
  readonly name = 'hooks';
  private tallies = new Map<string, Tally>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  start(): void {}

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.write();
  }

  /** A delivery that was believed, and what became of what it said. */
  heard(
    tenantId: string,
    { id }: Pick<StoredConnector, 'id'>,
    said: { readonly answer: CountedAnswer; readonly unknown: readonly string[] },
  ): void {
    const tally = this.of(tenantId, id);
    const now = this.clock.now();
    tally.counts.add(said.answer, now);
    for (const name of said.unknown) tally.counts.addUnknown(name);
    tally.heardAt = now;
    tally.refused = null;
  }

  refused(tenantId: string, { id }: Pick<StoredConnector, 'id'>, fault: ConnectorFault): void {
    this.of(tenantId, id).refused = { at: this.clock.now(), fault };
  }

  private of(tenantId: string, id: string): Tally {
    const key = `${tenantId} ${id}`;
    const known = this.tallies.get(key);
    if (known !== undefined) return known;
    const tally = { of: { tenantId, id }, counts: new ConnectorCounts(), heardAt: null, refused: null };
    this.tallies.set(key, tally);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.write();
    }, writtenEveryMs).unref();
    return tally;
  }

  private async write(): Promise<void> {
    const { tallies } = this;
    this.tallies = new Map();
    const now = this.clock.now();
    for (const { of, ...news } of tallies.values()) {
      // How it stands is told again with the next delivery: nothing of a call is lost with it.
      await this.database
        .withTenant(of.tenantId, (tx) =>
          changeState(tx, of, now, ({ status, checkpoint }) => {
            const before = { status: status ?? startingAt(now), marks: checkpoint as HookMarks | null };
            const { status: after, marks } = addHookNews(before, news, now);
            return { status: after, checkpoint: marks };
          }),
        )
        .catch(() => undefined);
    }
  }
}

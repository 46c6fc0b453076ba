import { Logger } from '@nestjs/common';

import { isPassing } from '../../platform/database-fault';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import type { EventIntake } from '../../intake/event-intake';
import type { Connector, ConnectorKind, ConnectorPorts } from '../connector';
import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { faultText } from '../fault-sentences';
import { loadCheckpoint, saveCheckpoint, saveStatus } from '../connector-store';
import { Recorder } from '../recording/recorder';
import { countFailure, countHandedIn, forgetUp, setUp } from './connector-instruments';
import { ConnectorLease, paused } from './connector-lease';
import { RunningStatus } from './connector-status';

/** How often the page is told how it goes on. */
const toldEveryMs = 5_000;

/** What every connector is run with. */
export type RunnerParts = Readonly<{ database: Database; clock: Clock; intake: EventIntake }>;

/**
 * One connector as long as it is wanted: it waits until no other process holds it, listens, and after a failure tries again, later and
 * later. Nothing that it is told ends the process.
 */
export class SupervisedConnector {
  private readonly logger = new Logger('Connectors');
  private readonly stopping = new AbortController();
  private readonly status: RunningStatus;
  private readonly recorder: Recorder;
  private done: Promise<void> = Promise.resolve();

  constructor(
    private readonly kind: ConnectorKind,
    private readonly open: () => Connector,
    private readonly of: Pick<Connector, 'tenantId' | 'id' | 'source' | 'kind'>,
    private readonly parts: RunnerParts,
  ) {
    this.status = new RunningStatus(parts.clock.now());
    this.recorder = new Recorder(parts.database, parts.clock, of);
  }

  start(): void {
    this.done = this.supervise();
  }

  /** Resolves when the connection is closed and what it handed in is committed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async supervise(): Promise<void> {
    const { signal } = this.stopping;
    const lease = new ConnectorLease(this.parts.database, this.parts.clock, this.of);
    while (!signal.aborted) {
      try {
        await lease.holding(signal, (held) => this.hold(held));
      } catch (error) {
        // Without the database nobody knows whose turn it is.
        this.warn(error);
        await paused(backOffMs(1, Math.random()), signal);
      }
    }
    forgetUp(this.labels);
  }

  private async hold(held: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const telling = this.keepTold(AbortSignal.any([held, ended.signal]));
    try {
      while (!held.aborted) await this.once(held);
    } finally {
      ended.abort();
      await telling;
      forgetUp(this.labels);
    }
  }

  private async once(held: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    try {
      await this.kind.run(this.open(), this.ports(held));
      if (held.aborted) return;
      throw new ConnectorFault('connection_lost', 'The other side closed the connection.');
    } catch (error) {
      if (held.aborted) return;
      const fault = isPassing(error) ? new ConnectorFault('database_away') : toConnectorFault(error);
      this.status.failed(fault, clock.now());
      setUp(this.labels, false);
      countFailure(this.labels, fault.code);
      this.warn(fault);
      const waitMs = backOffMs(this.status.tries, Math.random());
      this.status.waits(clock.now() + waitMs);
      await this.tell();
      await paused(waitMs, held);
      this.status.waits(null);
    }
  }

  private ports(signal: AbortSignal): ConnectorPorts {
    const { database, clock, intake } = this.parts;
    const { tenantId } = this.of;
    return {
      signal,
      intake,
      alive: () => {
        if (!this.status.alive(clock.now())) return;
        setUp(this.labels, true);
        this.logger.log({ connector: this.of.id, source: this.of.source, state: 'running' });
        void this.tell();
      },
      troubled: (fault) => {
        if (!this.status.troubled(fault, clock.now())) return;
        setUp(this.labels, false);
        countFailure(this.labels, fault.code);
        this.warn(fault);
        void this.tell();
      },
      counted: (answer) => {
        this.status.counts.add(answer, clock.now());
        countHandedIn(this.labels, answer);
      },
      heard: (said) => this.recorder.heard(said),
      unknown: (name) => this.status.counts.addUnknown(name),
      offset: (offsetMs) => this.status.setOffset(offsetMs),
      loadCheckpoint: () => database.withTenant(tenantId, (tx) => loadCheckpoint(tx, this.of)),
      saveCheckpoint: (checkpoint) =>
        database.withTenant(tenantId, (tx) => saveCheckpoint(tx, this.of, checkpoint, clock.now())),
    };
  }

  private async keepTold(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.tell();
      // What is recorded is a copy for a report: without it nothing that counts is missing.
      await this.recorder.turn().catch(() => undefined);
      await paused(toldEveryMs, signal);
    }
  }

  private async tell(): Promise<void> {
    const { database, clock } = this.parts;
    const now = clock.now();
    const isThere = await database
      .withTenant(this.of.tenantId, (tx) => saveStatus(tx, this.of, this.status.view(now), now))
      .catch(() => true);
    // Its tenant may be gone with it, whom nobody asks any more what to listen to.
    if (!isThere) this.stopping.abort();
  }

  private get labels() {
    const { tenantId, source, kind } = this.of;
    return { tenant: tenantId, source, kind };
  }

  private warn(error: unknown): void {
    const { tenantId, id, source, kind } = this.of;
    const fault = toConnectorFault(error);
    this.logger.warn({
      tenant: tenantId,
      connector: id,
      source,
      kind,
      fault: fault.code,
      says: faultText(fault),
    });
  }
}

const firstMs = 1_000;
const longestMs = 60_000;

/**
 * How long to wait before the next try after so many that failed on end: twice as long each time, a minute at most. `chance` in
 * [0, 1) takes up to half of it off, so that replicas and telephone systems that went down together do not come back at once.
 */
export function backOffMs(failed: number, chance: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(failed, 1) - 1, 16));
  return Math.round(whole * (1 - chance / 2));
}

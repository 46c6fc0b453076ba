import type { Clock } from '../../../platform/clock';
import type { Connector, ConnectorPorts } from '../../connector';
import { ConnectorFault } from '../../connector-fault';
import { paused } from '../../runner/connector-lease';
import { EventOutbox } from '../../runner/event-outbox';
import { SourceHeartbeat } from '../source-heartbeat';
import { AmiConnection } from './ami-connection';
import { microsOf } from './ami-event';
import { AmiMapper, type AmiCheckpoint } from './ami-mapper';
import type { AmiOptions } from './ami-options';
import type { AmiMessage } from './ami-reader';

const tickMs = 500;
const pingEveryMs = 15_000;
const silentMs = 45_000;
const savedEveryMs = 1_000;
/** How a message without a time of its own is told to whoever looks after the telephone system. */
const timesMissing = '(timestampevents = no)';

/** One connection from its log-in to its end, with what it must know to go on from the one before. */
export class AmiSession {
  private readonly outbox: EventOutbox;
  private readonly heartbeat: SourceHeartbeat;
  /** By how much the telephone system's clock is ahead of ours; null until it was measured. */
  private offsetMs: number | null = null;
  private heardAt: number;
  private readonly isLogged: boolean;
  private pingedAt = Number.NEGATIVE_INFINITY;
  private savedAt = Number.NEGATIVE_INFINITY;
  /** What was said since the log-in, until the first answer tells the time. */
  private early: AmiMessage[] | null = [];

  private constructor(
    connector: Connector,
    private readonly ports: ConnectorPorts,
    private readonly clock: Clock,
    private readonly mapper: AmiMapper,
  ) {
    const { tenantId, source } = connector;
    const { intake, signal, counted, troubled } = ports;
    this.outbox = new EventOutbox({ tenantId, intake, signal, counted, troubled });
    this.heartbeat = new SourceHeartbeat(intake, clock, { tenantId, source });
    this.heardAt = clock.now();
    this.isLogged = connector.isLogged === true;
  }

  static async resume(connector: Connector, ports: ConnectorPorts, clock: Clock): Promise<AmiSession> {
    const checkpoint = (await ports.loadCheckpoint()) as AmiCheckpoint | null;
    return new AmiSession(connector, ports, clock, new AmiMapper(connector.source, checkpoint));
  }

  /** Until it is told to end; rejects when the connection ends before. What was heard by then is committed. */
  async run(options: AmiOptions, secret: string): Promise<void> {
    const { signal } = this.ports;
    const connection = await AmiConnection.open(options, signal, {
      event: (message) => this.take(message),
      dropped: () => this.ports.unknown('(too large)'),
    });
    try {
      await connection.signIn(options, secret);
      await this.measure(connection);
      this.begin();
      await Promise.race([this.listen(connection), connection.end]);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      connection.close();
      if (this.early === null) this.save();
      await this.outbox.drained();
    }
  }

  private async listen(connection: AmiConnection): Promise<void> {
    const { signal } = this.ports;
    const answer = await connection.ask({ Action: 'QueueStatus' });
    if (answer.get('Response') === 'Error')
      throw new ConnectorFault('right_missing', answer.get('Message') ?? 'QueueStatus was refused.');
    this.ports.alive();
    while (!signal.aborted) {
      const now = this.clock.now();
      if (now - this.heardAt > silentMs)
        throw new ConnectorFault('silent', 'Nothing was heard for 45 seconds.');
      if (now - this.pingedAt >= pingEveryMs) {
        await this.measure(connection);
        this.ports.alive();
        await this.heartbeat.beat(this.offsetMs ?? undefined).catch(() => undefined);
      }
      this.push(this.mapper.settle(this.sourceNow()));
      if (now - this.savedAt >= savedEveryMs) this.save();
      await paused(tickMs, signal);
    }
  }

  /** What came before it was known what time it is there is taken now. */
  private begin(): void {
    const early = this.early ?? [];
    this.early = null;
    this.push(this.mapper.connected(this.sourceNow(), this.isLogged));
    for (const message of early) this.take(message);
  }

  /** Asks what time it is there. */
  private async measure(connection: AmiConnection): Promise<void> {
    const sentAt = this.clock.now();
    this.pingedAt = sentAt;
    const answer = await connection.ask({ Action: 'Ping' });
    const now = this.clock.now();
    this.heardAt = now;
    if (!answer.has('Timestamp')) return;
    this.offsetMs = microsOf(answer, now) / 1_000 - (sentAt + now) / 2;
    this.ports.offset(this.offsetMs);
  }

  private take(message: AmiMessage): void {
    const now = this.clock.now();
    this.heardAt = now;
    if (this.early !== null) {
      this.early.push(message);
      return;
    }
    this.ports.heard({ kind: 'ami', message });
    const told = this.mapper.take(message, Math.round(this.sourceNow()));
    if (told === null) this.ports.unknown(message.get('Event') ?? '');
    else this.push(told);
    if (message.get('Event') === 'QueueCallerJoin' && !message.has('Timestamp'))
      this.ports.unknown(timesMissing);
  }

  private push(events: readonly unknown[]): void {
    if (events.length > 0) this.outbox.push(events);
  }

  private save(): void {
    this.savedAt = this.clock.now();
    const checkpoint = this.mapper.checkpoint();
    this.outbox.mark(() => this.ports.saveCheckpoint(checkpoint));
  }

  private sourceNow(): number {
    return Math.round(this.clock.now() + (this.offsetMs ?? 0));
  }
}

import type { Clock } from '../../platform/clock';
import { SourceHeartbeat } from '../asterisk/source-heartbeat';
import type { Connector, ConnectorPorts } from '../connector';
import { ConnectorFault } from '../connector-fault';
import { paused } from '../runner/connector-lease';
import { EventOutbox } from '../runner/event-outbox';
import { CcMapper, type CcCheckpoint } from './cc-mapper';
import { EslConnection } from './esl-connection';
import type { EslEvent } from './esl-event';
import { eslLists, isPlainName, rowsOf, type EslRow } from './esl-table';
import type { EslOptions } from './esl-options';

const tickMs = 500;
const pingEveryMs = 15_000;
const silentMs = 45_000;
const savedEveryMs = 1_000;
/** Far more than a centre has. */
const mostQueues = 500;

const wanted =
  'event json CHANNEL_HANGUP_COMPLETE CHANNEL_HOLD CHANNEL_UNHOLD HEARTBEAT CUSTOM callcenter::info';
const askTime = 'api strmicroepoch';

/** One connection to an event socket from its sign-in to its end, with what it must know to go on from the one before. */
export class EslSession {
  private readonly outbox: EventOutbox;
  private readonly heartbeat: SourceHeartbeat;
  /** By how much the telephone system's clock is ahead of ours; null until it was measured. */
  private offsetMs: number | null = null;
  private heardAt: number;
  private pingedAt = Number.NEGATIVE_INFINITY;
  private savedAt = Number.NEGATIVE_INFINITY;
  private isBegun = false;

  private constructor(
    { tenantId, source }: Connector,
    private readonly ports: ConnectorPorts,
    private readonly clock: Clock,
    private readonly mapper: CcMapper,
  ) {
    const { intake, signal, counted, troubled } = ports;
    this.outbox = new EventOutbox({ tenantId, intake, signal, counted, troubled });
    this.heartbeat = new SourceHeartbeat(intake, clock, { tenantId, source });
    this.heardAt = clock.now();
  }

  static async resume(connector: Connector, ports: ConnectorPorts, clock: Clock): Promise<EslSession> {
    const checkpoint = (await ports.loadCheckpoint()) as CcCheckpoint | null;
    return new EslSession(connector, ports, clock, new CcMapper(connector.source, checkpoint));
  }

  /** Until it is told to end; rejects when the connection ends before. What was heard by then is committed. */
  async run({ host, port, user }: EslOptions, secret: string): Promise<void> {
    const { signal } = this.ports;
    const connection = await EslConnection.open({ host, port }, signal, {
      event: (event) => this.take(event),
      dropped: () => this.ports.unknown('(unreadable)'),
    });
    try {
      await connection.signIn({ user, secret });
      await this.measure(connection);
      await this.begin(connection);
      await Promise.race([this.listen(connection), connection.end]);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      connection.close();
      if (this.isBegun) this.save();
      await this.outbox.drained();
    }
  }

  /** Listens first and asks then how things stand, so that nothing happens between the two. */
  private async begin(connection: EslConnection): Promise<void> {
    const core = await connection.ask('api global_getvar core_uuid');
    this.push(this.mapper.connected(this.sourceNow(), /^[\da-f-]{36}$/u.exec(core.trim())?.[0] ?? null));
    this.isBegun = true;
    const reply = await connection.ask(wanted);
    if (!reply.startsWith('+OK')) throw new ConnectorFault('right_missing', reply.slice(0, 100));
    await listOf(connection, eslLists.tiers, (rows) => this.mapper.tiers(rows));
    await listOf(connection, eslLists.agents, (rows) =>
      this.push(this.mapper.agentsListed(rows, this.sourceNow())),
    );
    const names: string[] = [];
    await listOf(connection, eslLists.queues, (rows) => names.push(...rows.map(({ name = '' }) => name)));
    for (const name of names.filter(isPlainName).slice(0, mostQueues))
      await listOf(connection, eslLists.membersOf(name), (rows) =>
        this.push(this.mapper.membersListed(rows)),
      );
    this.push(this.mapper.allListed(this.sourceNow()));
    this.ports.alive();
  }

  private async listen(connection: EslConnection): Promise<void> {
    const { signal } = this.ports;
    while (!signal.aborted) {
      const now = this.clock.now();
      if (now - this.heardAt > silentMs)
        throw new ConnectorFault('silent', 'Nothing was heard for 45 seconds.');
      if (now - this.pingedAt >= pingEveryMs) {
        await this.measure(connection);
        this.ports.alive();
        await this.heartbeat.beat(this.offsetMs ?? undefined).catch(() => undefined);
      }
      if (now - this.savedAt >= savedEveryMs) this.save();
      await paused(tickMs, signal);
    }
  }

  /** Asks what time it is there, in microseconds; one that does not say is alive all the same. */
  private async measure(connection: EslConnection): Promise<void> {
    const sentAt = this.clock.now();
    this.pingedAt = sentAt;
    const reply = await connection.ask(askTime);
    const now = this.clock.now();
    this.heardAt = now;
    const [stamp] = /^\d{16}(?=\s*$)/u.exec(reply) ?? [];
    if (stamp === undefined) return;
    this.offsetMs = Number(stamp) / 1_000 - (sentAt + now) / 2;
    this.ports.offset(this.offsetMs);
  }

  private take(event: EslEvent): void {
    this.heardAt = this.clock.now();
    if (!this.isBegun) return;
    this.ports.heard({ kind: 'esl', event });
    const told = this.mapper.take(event, this.sourceNow());
    if (told === null) this.ports.unknown(event.get('CC-Action') ?? event.get('Event-Name') ?? '');
    else this.push(told);
  }

  private push(events: readonly unknown[]): void {
    if (events.length > 0) this.outbox.push(events);
  }

  private save(): void {
    this.savedAt = this.clock.now();
    const checkpoint = structuredClone(this.mapper.checkpoint());
    this.outbox.mark(() => this.ports.saveCheckpoint(checkpoint));
  }

  private sourceNow(): number {
    return Math.round(this.clock.now() + (this.offsetMs ?? 0));
  }
}

/**
 * Takes a list at the moment it is told, before anything that happened since. Rejects with `right_missing` where it is refused: to a user
 * of few rights, or where there is no call centre.
 */
async function listOf(
  connection: EslConnection,
  command: string,
  take: (rows: readonly EslRow[]) => void,
): Promise<void> {
  const reply = await connection.ask(command, (text) => take(rowsOf(text) ?? []));
  if (rowsOf(reply) === null)
    throw new ConnectorFault('right_missing', `${command}: ${reply.trim().slice(0, 100)}`);
}

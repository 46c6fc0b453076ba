import type { IntakeAnswer } from '@vigie/contracts';

import type { Connector, ConnectorKind, ConnectorPorts } from '../connector';
import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { faultText } from '../fault-sentences';
import type { CountedAnswer } from '../runner/connector-counts';
import { paused } from '../runner/connector-lease';
import { backOffMs } from '../runner/supervised-connector';
import type { BesideCheckpoint } from './beside-checkpoint';
import type { Spool } from './spool';
import { SpoolSender, type SenderParts } from './spool-sender';

/** How often a spool that is full is looked at again. */
const fullPauseMs = 2_000;
/** How long the end of the process waits for what can still be sent. */
const flushMs = 5_000;
const toldOffsetMs = 2_000;
/** Names that a source makes up without end are not said without end. */
const mostUnknown = 50;

export type BesideParts = Readonly<{
  kind: Pick<ConnectorKind, 'run'>;
  connector: Connector;
  spool: Spool;
  checkpoint: BesideCheckpoint;
  door: SenderParts['door'];
  /** Whether the server's clock is found to differ from what was thought; then the connection is begun anew. */
  clockMoved: () => Promise<boolean>;
  /** A line for whoever looks after it. */
  say: (line: string) => void;
}>;

/**
 * A connector that runs beside the telephone system: what is heard is on the disk before it counts as taken, and is sent from
 * there. While the spool is full nothing is listened to; what is missed then is told as a gap, as after any broken connection.
 */
export class BesideConnector {
  private readonly sender: SpoolSender;
  private current = new AbortController();
  private tries = 0;
  /** In seconds. */
  private offsetSaid = 0;
  private said = '';
  private sendingFault = '';
  private readonly unknown = new Set<string>();

  constructor(private readonly parts: BesideParts) {
    const { spool, door, say } = parts;
    this.sender = new SpoolSender({
      spool,
      door,
      arrived: (answer) => this.arrived(answer),
      troubled: (fault) => {
        if (this.sendingFault === fault.code) return;
        this.sendingFault = fault.code;
        say(`${faultText(fault)} ${spool.bytes} bytes wait on the disk.`);
      },
    });
  }

  /** Until it is told to end; what was heard by then is on the disk, and sent as far as that goes within seconds. */
  async run(signal: AbortSignal): Promise<void> {
    const sending = new AbortController();
    const sent = this.sender.run(sending.signal);
    while (!signal.aborted) await this.once(signal);
    sending.abort();
    await sent;
    await this.sender.flush(AbortSignal.timeout(flushMs));
    await this.parts.spool.close();
  }

  private async once(signal: AbortSignal): Promise<void> {
    const { kind, connector, spool } = this.parts;
    this.current = new AbortController();
    const current = AbortSignal.any([signal, this.current.signal]);
    try {
      await kind.run(connector, this.ports(current));
      if (!current.aborted) throw new ConnectorFault('connection_lost');
    } catch (error) {
      if (signal.aborted) return;
      const fault = toConnectorFault(error);
      this.tries += 1;
      this.sayOnce(faultText(fault));
      await paused(backOffMs(this.tries, Math.random()), signal);
      // To listen without a place for what is heard would tell a gap each time.
      while (!spool.hasRoom && !signal.aborted) await paused(fullPauseMs, signal);
    }
  }

  private ports(signal: AbortSignal): ConnectorPorts {
    const { connector, checkpoint, say } = this.parts;
    return {
      signal,
      intake: { receive: (_, items) => this.take(items) },
      alive: () => {
        this.tries = 0;
        this.sayOnce(`Listening to ${connector.source}.`);
      },
      troubled: (fault) => this.sayOnce(faultText(fault)),
      counted: () => undefined,
      heard: () => undefined,
      unknown: (name) => {
        if (this.unknown.has(name) || this.unknown.size >= mostUnknown) return;
        this.unknown.add(name);
        say(`Without a meaning here: ${name}`);
      },
      offset: (offsetMs) => this.sayOffset(offsetMs),
      loadCheckpoint: () => checkpoint.load(),
      saveCheckpoint: (kept) => checkpoint.save(kept),
    };
  }

  /** What is on the disk is taken: whether it is new, the door says later. */
  private async take(items: readonly unknown[]): Promise<IntakeAnswer> {
    await this.parts.spool.append(items.map((item) => JSON.stringify(item)));
    this.sender.wake();
    const count = items.length;
    return { received: count, accepted: count, duplicates: 0, rejectedCount: 0, rejected: [] };
  }

  private arrived({ rejectedCount, rejected }: CountedAnswer): void {
    const { say, clockMoved } = this.parts;
    void clockMoved().then(
      (isMoved) => {
        if (isMoved) this.current.abort();
      },
      () => undefined,
    );
    if (this.sendingFault !== '') say('What waited on the disk is being sent.');
    this.sendingFault = '';
    if (rejectedCount === 0) return;
    const codes = [...new Set(rejected.map(({ code }) => code))].join(', ');
    say(`${rejectedCount} events were refused: ${codes}`);
  }

  private sayOffset(offsetMs: number): void {
    const off = Math.abs(offsetMs) < toldOffsetMs ? 0 : Math.round(offsetMs / 1_000);
    if (Math.abs(off - this.offsetSaid) <= 1) return;
    this.offsetSaid = off;
    const way = off > 0 ? 'ahead of' : 'behind';
    if (off === 0) this.parts.say('The clock of the telephone system is right again.');
    else
      this.parts.say(
        `The clock of the telephone system is ${Math.abs(off)} s ${way} the server’s: set it right (NTP).`,
      );
  }

  private sayOnce(line: string): void {
    if (line === this.said) return;
    this.said = line;
    this.parts.say(line);
  }
}

import { hash, randomBytes } from 'node:crypto';

import type { Connector, ConnectorPorts } from '../connector';
import { Scrubber } from '../recording/scrub';
import { connectEvent } from './connect-event';
import { readConnect, unwrapped } from './connect-mapper';

/** What is kept of a message that nobody understands. */
const mostKept = 4_000;

/** Hands in what messages of a queue say. Nothing stops at one that is not understood: it goes to quarantine, without names and numbers. */
export class ConnectIntake {
  private readonly scrubber = new Scrubber(randomBytes(32));

  constructor(
    private readonly of: Pick<Connector, 'tenantId' | 'source'>,
    private readonly ports: Pick<ConnectorPorts, 'intake' | 'counted' | 'heard' | 'unknown'>,
  ) {}

  /** Resolves once all of it is committed. */
  async take(bodies: readonly string[]): Promise<void> {
    const events = bodies.flatMap((body) => unwrapped(body)).flatMap((message) => this.eventsOf(message));
    if (events.length === 0) return;
    this.ports.counted(await this.ports.intake.receive(this.of.tenantId, events));
  }

  private eventsOf(message: unknown): readonly object[] {
    const { heard, unknown } = this.ports;
    heard({ kind: 'message', message });
    const read = readConnect(message);
    for (const name of read?.unknown ?? []) unknown(name);
    if (read !== null) return read.facts.map((fact) => connectEvent(this.of.source, fact));
    unknown('(unreadable)');
    return [this.unread(message)];
  }

  /** An event that the door refuses, and keeps. */
  private unread(message: unknown): object {
    const text = JSON.stringify(message) ?? '';
    const said = text.length > mostKept ? text.slice(0, mostKept) : message;
    return {
      specversion: '1.0',
      id: `aws-unread-${hash('sha256', text, 'hex').slice(0, 32)}`,
      source: this.of.source,
      subject: this.of.source,
      type: 'amazon-connect.unreadable',
      data: { said: this.scrubber.record({ kind: 'message', message: said }, 0) },
    };
  }
}

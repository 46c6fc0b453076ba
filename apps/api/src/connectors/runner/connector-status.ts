import type { ConnectorStatus } from '@vigie/contracts';

import type { ConnectorFault } from '../connector-fault';
import { ConnectorCounts } from './connector-counts';

/** What one connector is doing, in the words of the page; instants in ms since 1970. */
export class RunningStatus {
  readonly counts = new ConnectorCounts();
  private state: 'starting' | 'running' | 'failing' = 'starting';
  private since: number;
  private fault: ConnectorFault | null = null;
  private nextTryAt: number | null = null;
  private offsetMs: number | null = null;
  /** Tries that failed on end. */
  tries = 0;
  /** When the source was last heard, or known to be read. */
  aliveAt: number | null = null;

  constructor(now: number) {
    this.since = now;
  }

  /** True when that is news. */
  alive(now: number): boolean {
    this.aliveAt = now;
    if (this.state === 'running') return false;
    this.become('running', now);
    this.tries = 0;
    return true;
  }

  /** It goes on by itself, without being heard. True when that is news. */
  troubled(fault: ConnectorFault, now: number): boolean {
    if (this.state === 'failing' && this.fault?.code === fault.code) return false;
    this.become('failing', now, fault);
    return true;
  }

  failed(fault: ConnectorFault, now: number): void {
    this.tries += 1;
    if (this.state === 'failing') this.fault = fault;
    else this.become('failing', now, fault);
  }

  waits(until: number | null): void {
    this.nextTryAt = until;
  }

  setOffset(offsetMs: number): void {
    this.offsetMs = Math.round(offsetMs);
  }

  view(now: number): ConnectorStatus {
    const { counts, fault } = this;
    const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
    return {
      state: this.state,
      since: new Date(this.since).toISOString(),
      fault: fault?.code ?? null,
      detail: fault === null || fault.message === '' ? null : fault.message,
      tries: this.tries,
      nextTryAt: iso(this.nextTryAt),
      lastEventAt: iso(counts.lastEventAt),
      eventsPerMinute: counts.perMinute(now),
      offsetMs: this.offsetMs,
      accepted: counts.accepted,
      duplicates: counts.duplicates,
      refused: counts.refused,
      refusals: counts.refusedByCode,
      unknown: counts.unknownByName,
    };
  }

  private become(state: 'running' | 'failing', now: number, fault: ConnectorFault | null = null): void {
    this.state = state;
    this.since = now;
    this.fault = fault;
    this.nextTryAt = null;
  }
}

type Listener = (tenantId: string) => void;

/** What a ring is about: events in the log, or figures that moved. */
export type BellKind = 'appended' | 'folded';

/**
 * Tells the other parts of the process that there is something to look at. A hint, not a message: it carries no data,
 * may be lost, and whoever waits for it looks by itself every 500 ms as well.
 */
export class Bell {
  private readonly listeners: Readonly<Record<BellKind, Set<Listener>>> = {
    appended: new Set(),
    folded: new Set(),
  };
  private relay: ((kind: BellKind, tenantId: string) => void) | undefined;

  /** Events were committed to the tenant's log. */
  ring(tenantId: string): void {
    this.hear('appended', tenantId);
    this.relay?.('appended', tenantId);
  }

  /** Calls and rollups of the tenant have moved. */
  ringFolded(tenantId: string): void {
    this.hear('folded', tenantId);
    this.relay?.('folded', tenantId);
  }

  /** What another process has rung: heard here, and not passed on again. */
  hear(kind: BellKind, tenantId: string): void {
    for (const listener of this.listeners[kind]) listener(tenantId);
  }

  /** Passes every ring of this process on to others as well; undefined ends that. */
  relayTo(relay: ((kind: BellKind, tenantId: string) => void) | undefined): void {
    this.relay = relay;
  }

  /** Calls `listener` after each {@link ring}; returns how to stop that. */
  onRing(listener: Listener): () => void {
    this.listeners.appended.add(listener);
    return () => this.listeners.appended.delete(listener);
  }

  /** Calls `listener` after each {@link ringFolded}; returns how to stop that. */
  onFolded(listener: Listener): () => void {
    this.listeners.folded.add(listener);
    return () => this.listeners.folded.delete(listener);
  }
}

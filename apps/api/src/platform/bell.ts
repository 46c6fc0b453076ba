type Listener = (tenantId: string) => void;

/**
 * Tells the other parts of the process that there is something to look at. A hint, not a message: it carries no data,
 * may be lost, and whoever waits for it looks by itself every 500 ms as well.
 */
export class Bell {
  private readonly appended = new Set<Listener>();
  private readonly folded = new Set<Listener>();

  /** Events were committed to the tenant's log. */
  ring(tenantId: string): void {
    for (const listener of this.appended) listener(tenantId);
  }

  /** Calls and rollups of the tenant have moved. */
  ringFolded(tenantId: string): void {
    for (const listener of this.folded) listener(tenantId);
  }

  /** Calls `listener` after each {@link ring}; returns how to stop that. */
  onRing(listener: Listener): () => void {
    this.appended.add(listener);
    return () => this.appended.delete(listener);
  }

  /** Calls `listener` after each {@link ringFolded}; returns how to stop that. */
  onFolded(listener: Listener): () => void {
    this.folded.add(listener);
    return () => this.folded.delete(listener);
  }
}

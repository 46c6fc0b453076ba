type Listener = (tenantId: string) => void;

const kinds = ['appended', 'past', 'folded', 'access'] as const;

/** What a ring is about: events in the log, of now or of the past alone, figures that moved, a change of who may what. */
export type BellKind = (typeof kinds)[number];

/** Whether a text that came from elsewhere names a kind. */
export function isBellKind(text: string | undefined): text is BellKind {
  return kinds.some((kind) => kind === text);
}

/** Passes a ring on to other processes. */
type Relay = (kind: BellKind, tenantId: string) => void;

/**
 * Tells the other parts of the process that there is something to look at. A hint, not a message: it carries no data,
 * may be lost, and whoever waits for it looks by itself as well, seldom while {@link hearsOthers} and often otherwise.
 */
export class Bell {
  private readonly listeners: Readonly<Record<BellKind, Set<Listener>>> = {
    appended: new Set(),
    past: new Set(),
    folded: new Set(),
    access: new Set(),
  };
  private readonly relays = new Set<Relay>();
  private isHearing = false;

  /** Events were committed to the tenant's log. */
  ring(tenantId: string): void {
    this.hear('appended', tenantId);
    for (const relay of this.relays) relay('appended', tenantId);
  }

  /** Events were committed that tell of what is long over, and none of what happens now. */
  ringPast(tenantId: string): void {
    this.hear('past', tenantId);
    for (const relay of this.relays) relay('past', tenantId);
  }

  /** Calls and rollups of the tenant have moved. */
  ringFolded(tenantId: string): void {
    this.hear('folded', tenantId);
    for (const relay of this.relays) relay('folded', tenantId);
  }

  /** Somebody of the tenant may do more or less than before, or was signed out. */
  ringAccess(tenantId: string): void {
    this.hear('access', tenantId);
    for (const relay of this.relays) relay('access', tenantId);
  }

  /** What another process has rung: heard here, and not passed on again. */
  hear(kind: BellKind, tenantId: string): void {
    for (const listener of this.listeners[kind]) listener(tenantId);
  }

  /** Passes every ring of this process on to others as well; returns how to stop that. */
  addRelay(relay: Relay): () => void {
    this.relays.add(relay);
    return () => this.relays.delete(relay);
  }

  /** Whether the bells of the other processes on this database are heard here. */
  get hearsOthers(): boolean {
    return this.isHearing;
  }

  setHearsOthers(isHearing: boolean): void {
    this.isHearing = isHearing;
  }

  /** Calls `listener` after each {@link ring}; returns how to stop that. */
  onRing(listener: Listener): () => void {
    this.listeners.appended.add(listener);
    return () => this.listeners.appended.delete(listener);
  }

  /** Calls `listener` after each {@link ringPast}; returns how to stop that. */
  onPast(listener: Listener): () => void {
    this.listeners.past.add(listener);
    return () => this.listeners.past.delete(listener);
  }

  /** Calls `listener` after each {@link ringFolded}; returns how to stop that. */
  onFolded(listener: Listener): () => void {
    this.listeners.folded.add(listener);
    return () => this.listeners.folded.delete(listener);
  }

  /** Calls `listener` after each {@link ringAccess}; returns how to stop that. */
  onAccess(listener: Listener): () => void {
    this.listeners.access.add(listener);
    return () => this.listeners.access.delete(listener);
  }
}

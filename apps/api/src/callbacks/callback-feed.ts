import type { CallbackNews, CallbackServerEvents, CallbackView } from '@vigie/contracts';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { scopeKeyOf } from '../access/scope-reach';
import type { Viewer, ViewerScope } from '../access/viewer';
import { ChangeStore, type Change, type FoldHead } from '../fold/change-store';
import { Background } from '../platform/background';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { CallbackReader } from './callback-reader';
import { workedScope, type ListWorker } from './callback-scope';

/** Sends to some sockets. */
export type SendCallbacks = <E extends keyof CallbackServerEvents>(
  socketIds: readonly string[],
  event: E,
  ...frame: Parameters<CallbackServerEvents[E]>
) => void;

/** Those of one tenant who watch the list, and how far its changes are told. */
type Watched = {
  /** By socket. */
  readonly workers: Map<string, ListWorker>;
  readonly scopes: Map<string, WatchedScope>;
  seen: number | null;
  /** By which it is known whose callers are whose. */
  settings: ResolvedSettings | null;
  timer: NodeJS.Timeout | undefined;
  working: boolean;
  rung: boolean;
  /** Whether it was said that nothing can be told. */
  away: boolean;
};
type WatchedScope = {
  readonly scope: ViewerScope;
  readonly sockets: Set<string>;
  readonly told: Set<string>;
};

/** What is folded and not told yet. */
type Gap = { readonly tenantId: string; readonly watched: Watched; readonly seen: number } & FoldHead;

const gatherMs = 100;
/** Where no bell is heard of another process. */
const lookMs = 500;
const mostChanges = 5_000;

/**
 * Tells those who watch the list to call back what changed of it, each scope what is of it: a claim is seen by everybody
 * else within a second. Whoever begins to watch asks for the list afterwards, so that nothing is missed between.
 */
@Injectable()
export class CallbackFeed {
  private readonly logger = new Logger('Callbacks');
  private readonly tenants = new Map<string, Watched>();
  private send: SendCallbacks = () => undefined;
  private stopListening: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly changes: ChangeStore,
    private readonly reader: CallbackReader,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly bell: Bell,
    background: Background,
  ) {
    background.add({ name: 'callbacks', start: () => undefined, stop: () => Promise.resolve(this.stop()) });
  }

  /** Where frames go; told once, by the gateway. */
  sendThrough(send: SendCallbacks): void {
    this.send = send;
  }

  /** From when it resolves on, every change is told. */
  async watch(socketId: string, viewer: ListWorker & Pick<Viewer, 'tenantId'>): Promise<void> {
    this.stopListening ??= this.bell.onFolded((of) => this.ring(of));
    const { tenantId } = viewer;
    const watched = this.tenants.get(tenantId) ?? newWatched();
    this.tenants.set(tenantId, watched);
    watched.workers.set(socketId, viewer);
    await this.database.withTenant(tenantId, async (tx) => {
      const { folded } = await this.changes.head(tx, tenantId);
      await this.settings.ensureLoaded(tx, tenantId);
      await this.fill(tx, tenantId, this.place(tenantId, watched, socketId, viewer));
      watched.seen ??= folded;
      watched.settings ??= this.settings.current(tenantId);
    });
    if (!watched.working && watched.timer === undefined) this.plan(tenantId, watched, lookMs);
  }

  leave(socketId: string): void {
    for (const [tenantId, watched] of this.tenants) {
      watched.workers.delete(socketId);
      for (const [key, { sockets }] of watched.scopes) {
        sockets.delete(socketId);
        if (sockets.size === 0) watched.scopes.delete(key);
      }
      if (watched.workers.size > 0) continue;
      clearTimeout(watched.timer);
      this.tenants.delete(tenantId);
    }
  }

  /** Puts a socket to its scope, as the settings at hand have it. */
  private place(tenantId: string, watched: Watched, socketId: string, worker: ListWorker): WatchedScope {
    const scope = workedScope(worker, this.settings.current(tenantId));
    const key = scopeKeyOf(scope);
    const known = watched.scopes.get(key) ?? { scope, sockets: new Set<string>(), told: new Set<string>() };
    watched.scopes.set(key, known);
    known.sockets.add(socketId);
    return known;
  }

  /** What is open of a scope it is told of, since whoever is of it asks for the list. */
  private async fill(tx: EntityManager, tenantId: string, { scope, told }: WatchedScope): Promise<void> {
    const { callbacks } = await this.reader.open(tx, tenantId, { scope, now: this.clock.now() });
    for (const { id } of callbacks) told.add(id);
  }

  /** Too much has changed, or the settings, and with them whose callers are whose: everybody asks for the list again. */
  private async beginAgain(tx: EntityManager, tenantId: string, watched: Watched): Promise<void> {
    watched.settings = this.settings.current(tenantId);
    watched.scopes.clear();
    for (const [socketId, worker] of watched.workers) this.place(tenantId, watched, socketId, worker);
    for (const scope of watched.scopes.values()) await this.fill(tx, tenantId, scope);
    this.send([...watched.workers.keys()], 'reload');
  }

  private stop(): void {
    this.stopListening?.();
    for (const { timer } of this.tenants.values()) clearTimeout(timer);
    this.tenants.clear();
  }

  private ring(tenantId: string): void {
    const watched = this.tenants.get(tenantId);
    if (watched === undefined) return;
    if (watched.working) watched.rung = true;
    else this.plan(tenantId, watched, gatherMs);
  }

  private plan(tenantId: string, watched: Watched, inMs: number): void {
    clearTimeout(watched.timer);
    if (this.tenants.get(tenantId) !== watched) return;
    watched.timer = setTimeout(() => void this.turn(tenantId, watched), inMs);
    watched.timer.unref();
  }

  private async turn(tenantId: string, watched: Watched): Promise<void> {
    [watched.working, watched.rung] = [true, false];
    try {
      await this.database.withTenant(tenantId, (tx) => this.tell(tx, tenantId, watched));
      watched.away = false;
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      if (!watched.away) this.logger.warn(`The list to call back is not up to date: ${name}`);
      watched.away = true;
    }
    watched.working = false;
    watched.timer = undefined;
    this.plan(tenantId, watched, watched.rung ? gatherMs : lookMs);
  }

  private async tell(tx: EntityManager, tenantId: string, watched: Watched): Promise<void> {
    await this.settings.ensureLoaded(tx, tenantId);
    const { folded, oldest } = await this.changes.head(tx, tenantId);
    const seen = watched.seen ?? folded;
    if (this.settings.current(tenantId) !== watched.settings) await this.beginAgain(tx, tenantId, watched);
    else if (folded !== seen) await this.tellSince(tx, { tenantId, watched, seen, oldest, folded });
    // Only now: what could not be told is told the next time.
    watched.seen = folded;
  }

  private async tellSince(
    tx: EntityManager,
    { tenantId, watched, seen, oldest, folded }: Gap,
  ): Promise<void> {
    const changes = await this.changes.after(tx, tenantId, seen, mostChanges);
    const isTooMuch = oldest > seen || folded < seen || changes.length >= mostChanges;
    if (isTooMuch) {
      await this.beginAgain(tx, tenantId, watched);
      return;
    }
    const ids = [...new Set(changes.filter(isObligation).map(({ key }) => key))];
    if (ids.length > 0) await this.tellOf(tx, tenantId, watched, ids);
  }

  private async tellOf(
    tx: EntityManager,
    tenantId: string,
    watched: Watched,
    ids: readonly string[],
  ): Promise<void> {
    const now = this.clock.now();
    const rows = await this.reader.changed(tx, tenantId, ids, now);
    for (const { scope, sockets, told } of watched.scopes.values()) {
      const changed = rows.filter(({ isOf }) => isOf(scope)).map(({ view }) => view);
      const gone = goneOf(ids, changed, told);
      if (changed.length + gone.length === 0) continue;
      const sums = await this.reader.sums(tx, tenantId, scope, now);
      const news: CallbackNews = { at: new Date(now).toISOString(), changed, gone, sums };
      this.send([...sockets], 'callbacks', news);
    }
  }
}

const isObligation = ({ kind }: Change): boolean => kind === 'obligation';

/** Those that were told and are of others now, or of nobody; what was never told is not said to be gone. */
function goneOf(
  ids: readonly string[],
  changed: readonly CallbackView[],
  told: Set<string>,
): readonly string[] {
  const are = new Set(changed.map(({ id }) => id));
  const gone = ids.filter((id) => told.has(id) && !are.has(id));
  for (const id of gone) told.delete(id);
  for (const id of are) told.add(id);
  return gone;
}

const newWatched = (): Watched => ({
  workers: new Map(),
  scopes: new Map(),
  seen: null,
  settings: null,
  timer: undefined,
  working: false,
  rung: false,
  away: false,
});

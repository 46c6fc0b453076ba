import type { CallbackNews, CallbackServerEvents } from '@vigie/contracts';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { scopeKeyOf } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { ChangeStore, type Change, type FoldHead } from '../fold/change-store';
import { Background } from '../platform/background';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { Turns } from '../platform/turns';
import { TenantSettings } from '../settings/tenant-settings';
import { openCallbackIds } from './callback-query';
import { CallbackReader } from './callback-reader';
import { workedScope, type ListWorker } from './callback-scope';
import { goneOf, newScope, newWatchedList, type WatchedList, type WatchedScope } from './watched-list';

/** Sends to some sockets. */
export type SendCallbacks = <E extends keyof CallbackServerEvents>(
  socketIds: readonly string[],
  event: E,
  ...frame: Parameters<CallbackServerEvents[E]>
) => void;

/** What is folded and not told yet. */
type Gap = { readonly tenantId: string; readonly watched: WatchedList; readonly seen: number } & FoldHead;

/** When the list that somebody begins to watch is looked at first. */
const lookMs = 500;
const mostChanges = 5_000;

/**
 * Tells those who watch the list to call back what changed of it, each scope what is of it: a claim is seen by everybody
 * else within a second. Whoever begins to watch asks for the list afterwards, so that nothing is missed between.
 */
@Injectable()
export class CallbackFeed {
  private readonly logger = new Logger('Callbacks');
  private readonly tenants = new Map<string, WatchedList>();
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
    this.stopListening ??= this.bell.onFolded((of) => this.tenants.get(of)?.turns.ring());
    const { tenantId } = viewer;
    const watched = this.tenants.get(tenantId) ?? this.begin(tenantId);
    watched.workers.set(socketId, viewer);
    await this.database.withTenant(tenantId, async (tx) => {
      const { folded } = await this.changes.head(tx, tenantId);
      await this.settings.ensureLoaded(tx, tenantId);
      await this.fill(tx, tenantId, this.place(tenantId, watched, socketId, viewer));
      watched.seen ??= folded;
      watched.settings ??= this.settings.current(tenantId);
    });
    watched.turns.start(lookMs);
  }

  leave(socketId: string): void {
    for (const [tenantId, watched] of this.tenants) {
      watched.workers.delete(socketId);
      for (const [key, { sockets }] of watched.scopes) {
        sockets.delete(socketId);
        if (sockets.size === 0) watched.scopes.delete(key);
      }
      if (watched.workers.size > 0) continue;
      watched.turns.stop();
      this.tenants.delete(tenantId);
    }
  }

  /** Puts a socket to its scope, as the settings at hand have it. */
  private place(tenantId: string, watched: WatchedList, socketId: string, worker: ListWorker): WatchedScope {
    const scope = workedScope(worker, this.settings.current(tenantId));
    const key = scopeKeyOf(scope);
    const known = watched.scopes.get(key) ?? newScope(scope);
    watched.scopes.set(key, known);
    known.sockets.add(socketId);
    return known;
  }

  /** What is open of a scope it is told of, since whoever is of it asks for the list. */
  private fill(tx: EntityManager, tenantId: string, watched: WatchedScope): Promise<void> {
    const { scope, told } = watched;
    watched.filled ??= openCallbackIds(tx, tenantId, { scope, now: this.clock.now() }).then(
      (ids) => ids.forEach((id) => told.add(id)),
      (error: unknown) => {
        watched.filled = undefined;
        throw error;
      },
    );
    return watched.filled;
  }

  /** Too much has changed, or the settings, and with them whose callers are whose: everybody asks for the list again. */
  private async beginAgain(tx: EntityManager, tenantId: string, watched: WatchedList): Promise<void> {
    watched.scopes.clear();
    for (const [socketId, worker] of watched.workers) this.place(tenantId, watched, socketId, worker);
    for (const scope of watched.scopes.values()) await this.fill(tx, tenantId, scope);
    this.send([...watched.workers.keys()], 'reload');
    // Only now: what could not be begun again is the next time.
    watched.settings = this.settings.current(tenantId);
  }

  private stop(): void {
    this.stopListening?.();
    for (const { turns } of this.tenants.values()) turns.stop();
    this.tenants.clear();
  }

  /** Nobody watches the tenant's list yet. */
  private begin(tenantId: string): WatchedList {
    const watched: WatchedList = newWatchedList(
      new Turns({
        work: () => this.database.withTenant(tenantId, (tx) => this.tell(tx, tenantId, watched)),
        failed: (error, again) => {
          const name = error instanceof Error ? error.name : 'unknown';
          if (!again) this.logger.warn(`The list to call back is not up to date: ${name}`);
        },
      }),
    );
    this.tenants.set(tenantId, watched);
    return watched;
  }

  private async tell(tx: EntityManager, tenantId: string, watched: WatchedList): Promise<boolean> {
    await this.settings.ensureLoaded(tx, tenantId);
    const { folded, oldest } = await this.changes.head(tx, tenantId);
    const seen = watched.seen ?? folded;
    if (this.settings.current(tenantId) !== watched.settings) await this.beginAgain(tx, tenantId, watched);
    else if (folded !== seen) await this.tellSince(tx, { tenantId, watched, seen, oldest, folded });
    // Only now: what could not be told is told the next time.
    watched.seen = folded;
    return false;
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
    watched: WatchedList,
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

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Bell } from '../platform/bell';
import { Database } from '../platform/database';
import { Rounds } from '../platform/rounds/rounds';
import { accessVersion, noteAccessChange } from './access-change-store';

const lookEveryMs = 2_000;
/** A session ends by the clock too, and what is open keeps it in use: so often everything open is looked at anyway. */
const lookAnywayMs = 60_000;

type Listener = (tenantId: string) => void;
type Followed = { holders: number; version: number | null; toldAtElapsed: number };

/**
 * Carries a change of who may what to whoever holds something open by it, in every process: at once by the bell, and
 * within {@link lookEveryMs} where its hint was lost.
 */
@Injectable()
export class AccessChanges {
  private readonly listeners = new Set<Listener>();
  /** How many hold something open, and the version they were told of. */
  private readonly followed = new Map<string, Followed>();

  constructor(
    private readonly database: Database,
    private readonly bell: Bell,
    rounds: Rounds,
  ) {
    bell.onAccess((tenantId) => this.tell(tenantId));
    rounds.add({ kind: 'process', name: 'access', everyMs: lookEveryMs, run: () => this.look() });
  }

  /**
   * Runs work that changes who may what, in one transaction; everybody looks again once it is committed.
   * Changes of one tenant wait for each other: each sees what the one before it left.
   */
  async change<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.database.withTenant(tenantId, async (tx) => {
      await noteAccessChange(tx, tenantId);
      return work(tx);
    });
    this.bell.ringAccess(tenantId);
    return result;
  }

  /** Calls `listener` after each change in a tenant; returns how to stop that. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Something is held open by who may what in the tenant: its changes are looked for; returns how to stop that. */
  follow(tenantId: string): () => void {
    const followed = this.followed.get(tenantId) ?? {
      holders: 0,
      version: null,
      toldAtElapsed: performance.now(),
    };
    followed.holders += 1;
    this.followed.set(tenantId, followed);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      followed.holders -= 1;
      if (followed.holders === 0) this.followed.delete(tenantId);
    };
  }

  /** Looks whether there was a change that nobody told of. */
  async look(): Promise<void> {
    for (const [tenantId, followed] of this.followed) {
      const version = await this.database.withTenant(tenantId, (tx) => accessVersion(tx, tenantId));
      // Also at the first look: a change may have come after what is held was let in.
      const isNew = followed.version !== version;
      const isOld = performance.now() - followed.toldAtElapsed > lookAnywayMs;
      followed.version = version;
      if (!isNew && !isOld) continue;
      followed.toldAtElapsed = performance.now();
      this.tell(tenantId);
    }
  }

  private tell(tenantId: string): void {
    for (const listener of this.listeners) listener(tenantId);
  }
}

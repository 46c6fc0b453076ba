import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../platform/database';
import { armedFailpoint } from '../platform/failpoint';
import { TenantSettings } from '../settings/tenant-settings';
import { lockCursor, moveCursor, type Standing } from '../event-log/log-progress-store';
import { FoldTurn } from './fold-turn';
import { StaleFold } from './stale-fold';
import { Upgrade } from './upgrade';

/** What came of a turn: how far the tenant is folded, or that another process was at it. */
export type TurnOutcome =
  | { readonly held: true }
  | {
      readonly held: false;
      readonly events: number;
      readonly seq: number;
      /** What is stored does not all follow the code yet: another turn does another step. */
      readonly upgrading: boolean;
    };

export type TurnOptions = {
  /** Most events to read. */
  readonly most: number;
};

/** Folds one tenant, one transaction at a time. The tenant's cursor row makes sure that nobody else does meanwhile. */
@Injectable()
export class TenantFold {
  private readonly passing = armedFailpoint(process.env);

  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly turns: FoldTurn,
    private readonly stale: StaleFold,
    private readonly upgrade: Upgrade,
  ) {}

  /** Reads on once, and does a step of what an upgrade asks for. No events: the log was folded to its end. */
  async turn(tenantId: string, { most }: TurnOptions): Promise<TurnOutcome> {
    const folded = await this.database.withTenant(
      tenantId,
      async (tx) => {
        const cursor = await lockCursor(tx, tenantId);
        if (cursor === undefined) return undefined;
        await this.settings.ensureLoaded(tx, tenantId);
        const behind = this.upgrade.behind(cursor);
        const place = { tenantId, seq: cursor.seq, kept: cursor.kept };
        await this.stale.catchUp(tx, { place, standings: behind }, cursor);
        const stepped = await this.upgrade.step(tx, place, behind);
        const turn = await this.turns.run(tx, place, most, stepped.behind);
        const isNoted = behind.size === 0 && !this.upgrade.hasLeftovers(cursor);
        if (turn.events > 0 || !isNoted) await this.move(tx, tenantId, turn.seq, stepped.behind);
        return { turn, stepped };
      },
      'fold',
    );
    if (folded === undefined) return { held: true };
    this.passing('fold:after-commit');
    const { turn, stepped } = folded;
    stepped.committed();
    turn.committed();
    return { held: false, events: turn.events, seq: turn.seq, upgrading: stepped.behind.size > 0 };
  }

  private async move(
    tx: EntityManager,
    tenantId: string,
    seq: number,
    behind: ReadonlyMap<string, Standing>,
  ): Promise<void> {
    this.passing('fold:before-cursor');
    await moveCursor(tx, tenantId, seq, this.upgrade.stored(behind));
    this.passing('fold:after-cursor');
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../platform/database';
import { armedFailpoint } from '../platform/failpoint';
import { TenantSettings } from '../settings/tenant-settings';
import { lockCursor, moveCursor } from '../event-log/log-progress-store';
import { FoldTurn, type FoldedTurn } from './fold-turn';
import { StaleFold } from './stale-fold';

/** What came of a turn: how far the tenant is folded, or that another process was at it. */
export type TurnOutcome =
  { readonly held: true } | { readonly held: false; readonly events: number; readonly seq: number };

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
  ) {}

  /** Reads on once. No events: the tenant was folded to the end of its log. */
  async turn(tenantId: string, { most }: TurnOptions): Promise<TurnOutcome> {
    const folded = await this.database.withTenant(
      tenantId,
      async (tx) => {
        const cursor = await lockCursor(tx, tenantId);
        if (cursor === undefined) return undefined;
        await this.settings.ensureLoaded(tx, tenantId);
        await this.stale.catchUp(tx, tenantId, cursor);
        const turn = await this.turns.run(tx, { tenantId, seq: cursor.seq }, most);
        await this.move(tx, tenantId, turn);
        return turn;
      },
      'fold',
    );
    if (folded === undefined) return { held: true };
    this.passing('fold:after-commit');
    folded.committed();
    return { held: false, events: folded.events, seq: folded.seq };
  }

  private async move(tx: EntityManager, tenantId: string, { events, seq }: FoldedTurn): Promise<void> {
    if (events === 0) return;
    this.passing('fold:before-cursor');
    await moveCursor(tx, tenantId, seq);
    this.passing('fold:after-cursor');
  }
}

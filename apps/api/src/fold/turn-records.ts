import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { ChangeStore, type Change } from './change-store';
import { DirectoryStore } from './directory-store';
import type { GatheredEvents } from './gathered-events';
import { RollupStore } from './rollup-store';
import { SourceStore } from './source-store';
import type { TurnSums } from './turn-sums';

/** Where a turn of the fold stands: whose log, and the sequence it reaches. */
export type TurnPlace = { readonly tenantId: string; readonly seq: number };

/** Writes what a turn moved besides calls and agents' days. */
@Injectable()
export class TurnRecords {
  constructor(
    private readonly rollups: RollupStore,
    private readonly changes: ChangeStore,
    private readonly sources: SourceStore,
    private readonly directory: DirectoryStore,
  ) {}

  /** Gives back what to call when the transaction has committed. */
  async write(
    tx: EntityManager,
    { tenantId, seq }: TurnPlace,
    turn: {
      readonly gathered: GatheredEvents;
      readonly callKeys: readonly string[];
      readonly sums: TurnSums;
    },
  ): Promise<() => void> {
    const { gathered, callKeys, sums } = turn;
    await this.rollups.add(tx, tenantId, sums.deltas.moved());
    const heard = await this.sources.heard(tx, tenantId, gathered.heard);
    const changes: Omit<Change, 'seq'>[] = [
      ...callKeys.map((key) => ({ kind: 'call' as const, key })),
      ...[...sums.agents.byAgent.keys()].map((key) => ({ kind: 'agent' as const, key })),
      ...heard.map((key) => ({ kind: 'source' as const, key })),
      ...(gathered.settingsApplied ? [{ kind: 'settings' as const, key: '' }] : []),
    ];
    await this.changes.add(tx, tenantId, seq, changes);
    return this.directory.add(tx, tenantId, sums.seen);
  }
}

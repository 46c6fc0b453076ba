import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Standing } from '../event-log/log-progress-store';
import { eventsAfter } from '../event-log/log-reader';
import type { LoggedEvent } from '../event-log/logged-event';
import { serverSource, settingsApplied } from '../event-log/server-events';
import { ChangeStore } from './change-store';
import { DirectoryStore } from './directory-store';
import type { Projection } from './projection';
import { Projections } from './projections';
import { RollupStore } from './rollup-store';
import { Turn, type TurnPlace } from './turn';

/** What one turn of the fold did. */
export type FoldedTurn = {
  /** Events read. */
  readonly events: number;
  /** The sequence reached. */
  readonly seq: number;
  /** To be called when the transaction has committed. */
  readonly committed: () => void;
};

/**
 * One step of the fold: reads on in a tenant's log and brings every projection to where the log is. The caller holds
 * the cursor, has loaded the settings, moves the cursor and commits: all of it or nothing.
 */
@Injectable()
export class FoldTurn {
  constructor(
    private readonly projections: Projections,
    private readonly rollups: RollupStore,
    private readonly changes: ChangeStore,
    private readonly directory: DirectoryStore,
  ) {}

  /** Folds at most `most` events beyond `from.seq`. Projections that are being folded again from the log stand aside. */
  async run(
    tx: EntityManager,
    from: TurnPlace,
    most: number,
    standings: ReadonlyMap<string, Standing> = new Map(),
  ): Promise<FoldedTurn> {
    const { tenantId } = from;
    const events = await eventsAfter(tx, tenantId, from.seq, most);
    const last = events.at(-1);
    if (last === undefined) return { events: 0, seq: from.seq, committed: () => undefined };
    const turn = new Turn({ ...from, seq: last.seq }, standings);
    for (const projection of this.projections.all) {
      const standsAside = projection.upgrade === undefined && standings.has(projection.name);
      if (!standsAside) await this.fold(tx, turn, projection, events);
    }
    if (events.some(isSettingsApplied)) turn.changes.push({ kind: 'settings', key: '' });
    const committed = await this.write(tx, turn);
    return { events: events.length, seq: last.seq, committed };
  }

  /** Folds events by one projection alone. */
  async fold(
    tx: EntityManager,
    turn: Turn,
    projection: Projection,
    events: readonly LoggedEvent[],
  ): Promise<void> {
    const taken = events.filter(({ type }) => projection.takes(type));
    await projection.fold(tx, turn, taken);
  }

  /** Writes what a turn moved beside the projections' own tables; gives back what to call after the commit. */
  async write(tx: EntityManager, { place, deltas, changes, seen }: Turn): Promise<() => void> {
    await this.rollups.add(tx, place.tenantId, deltas.moved());
    await this.changes.add(tx, place.tenantId, place.seq, changes);
    return this.directory.add(tx, place.tenantId, seen);
  }
}

const isSettingsApplied = ({ type, source }: LoggedEvent): boolean =>
  type === settingsApplied && source === serverSource;

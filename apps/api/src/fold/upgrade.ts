import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { FoldCursor, Standing, Standings } from '../event-log/log-progress-store';
import { eventsAfter } from '../event-log/log-reader';
import { FoldTurn } from './fold-turn';
import type { Projection, UpgradeStep } from './projection';
import { Projections } from './projections';
import { Turn, type TurnPlace } from './turn';

/** How many events a projection that is folded again from the log reads in one step. */
const eventsPerStep = 5_000;

/** Which projections are behind after a step; `committed` is to be called when its transaction has committed. */
export type SteppedUpgrade = {
  readonly behind: ReadonlyMap<string, Standing>;
  readonly committed: () => void;
};

/** Brings what is stored to the code's versions, one step a turn: killed between two, it goes on where it stood. */
@Injectable()
export class Upgrade {
  private readonly logger = new Logger('fold');

  constructor(
    private readonly projections: Projections,
    private readonly turns: FoldTurn,
  ) {}

  /** The projections whose stored rows do not follow their code, in the order of the list. */
  behind({ seq, projections: stored }: Pick<FoldCursor, 'seq' | 'projections'>): Map<string, Standing> {
    const behind = new Map<string, Standing>();
    for (const { name, version } of this.projections.all) {
      const fresh = { version: seq === 0 ? version : 0 };
      const { version: known, progress = null }: Standings[string] = stored[name] ?? fresh;
      if (known !== version || progress !== null) behind.set(name, { version: known, progress });
    }
    return behind;
  }

  /** Whether something is noted of projections that are no more. */
  hasLeftovers({ projections: stored }: Pick<FoldCursor, 'projections'>): boolean {
    return Object.keys(stored).some((name) => !(name in this.projections.settled));
  }

  /** Does one step for the first projection that is behind, if there is one. */
  async step(
    tx: EntityManager,
    place: TurnPlace,
    behind: ReadonlyMap<string, Standing>,
  ): Promise<SteppedUpgrade> {
    const projection = this.projections.all.find(({ name }) => behind.has(name));
    const standing = projection && behind.get(projection.name);
    if (projection === undefined || standing === undefined) return { behind, committed: () => undefined };
    const turn = new Turn(place, behind);
    const { progress, said } = await this.stepOf(tx, turn, projection, standing);
    const written = await this.turns.write(tx, turn);
    const left = new Map(behind);
    if (progress === null) left.delete(projection.name);
    else left.set(projection.name, { version: standing.version, progress });
    const what = `${place.tenantId}: ${projection.name} folded again for version ${projection.version}`;
    const committed = (): void => {
      written();
      this.logger.log(`${what}, ${progress === null ? 'done' : said}`);
    };
    return { behind: left, committed };
  }

  /** What the cursor keeps of standings. */
  stored(behind: ReadonlyMap<string, Standing>): Standings {
    return { ...this.projections.settled, ...Object.fromEntries(behind) };
  }

  private stepOf(
    tx: EntityManager,
    turn: Turn,
    projection: Projection,
    standing: Standing,
  ): Promise<UpgradeStep> {
    if (projection.upgrade === undefined) return this.readAgain(tx, turn, projection, standing);
    return projection.upgrade(tx, turn, standing);
  }

  /** Forgets at the first step, then folds the log again up to where the others are. */
  private async readAgain(
    tx: EntityManager,
    turn: Turn,
    projection: Projection,
    { progress }: Standing,
  ): Promise<UpgradeStep> {
    const { tenantId, seq: upTo } = turn.place;
    if (progress === null) await projection.forget(tx, tenantId);
    const from = Number(progress ?? 0);
    const read = await eventsAfter(tx, tenantId, from, eventsPerStep);
    const events = read.filter(({ seq }) => seq <= upTo);
    await this.turns.fold(tx, turn, projection, events);
    const reached = events.at(-1)?.seq ?? upTo;
    return { progress: reached < upTo ? String(reached) : null, said: `event ${reached} of ${upTo}` };
  }
}

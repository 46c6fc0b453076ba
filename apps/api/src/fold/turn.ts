import type { Call } from '@vigie/calls';
import type { Contribution } from '@vigie/metrics';

import type { KeptSince, Standing } from '../event-log/log-progress-store';
import type { Change } from './change-store';
import { SeenIds } from './directory-store';
import { RollupDeltas } from './rollup-deltas';
import type { SourceRestart } from './source-store';
import { TouchedAgents } from './touched-agents';
import { TouchedCallers } from './touched-callers';

/** Where a turn of the fold stands: whose log, and the sequence it reaches. */
export type TurnPlace = {
  readonly tenantId: string;
  readonly seq: number;
  /** From when on details are kept; absent where the log is folded from its beginning. */
  readonly kept?: KeptSince;
};

/** A turn's place, and how far what is stored there follows the code, by projection; one that is not named does. */
export type Standpoint = {
  readonly place: TurnPlace;
  readonly standings: ReadonlyMap<string, Standing>;
};

/** What one turn moves beside the projections' own tables; it is written once, when all of them have folded. */
export class Turn implements Standpoint {
  readonly deltas = new RollupDeltas();
  readonly agents = new TouchedAgents();
  readonly callers = new TouchedCallers();
  readonly seen = new SeenIds();
  readonly changes: Omit<Change, 'seq'>[] = [];
  /** Restarts of telephone systems that were not known before. */
  readonly restarts: SourceRestart[] = [];

  constructor(
    readonly place: TurnPlace,
    readonly standings: ReadonlyMap<string, Standing> = new Map(),
  ) {}

  /** A call stands now as `after`, where it stood as `before`; `contribute` says what a call adds to the rollup. */
  replace(
    callKey: string,
    { before, after }: { readonly before: Call | undefined; readonly after: Call },
    contribute: (call: Call) => readonly Contribution[],
  ): void {
    if (before !== undefined) this.deltas.add(contribute(before), -1);
    this.deltas.add(contribute(after), 1);
    this.agents.replaceLegs(callKey, before, after);
    this.callers.replace(callKey, before, after);
    this.seen.seeCall(after);
  }
}

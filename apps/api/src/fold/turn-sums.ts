import { contribute } from '@vigie/metrics';
import type { Call } from '@vigie/calls';

import { SeenIds } from './directory-store';
import { RollupDeltas } from './rollup-deltas';
import { TouchedAgents } from './touched-agents';

/** What the calls of one turn move besides themselves: the rollup, agents' days, and ids never seen before. */
export class TurnSums {
  readonly deltas = new RollupDeltas();
  readonly agents = new TouchedAgents();
  readonly seen = new SeenIds();

  /** A call stands now as `after`, where it stood as `before`. */
  replace(callKey: string, before: Call | undefined, after: Call): void {
    if (before !== undefined) this.deltas.add(contribute(before), -1);
    this.deltas.add(contribute(after), 1);
    this.agents.replaceLegs(callKey, before, after);
    this.seen.seeCall(after);
  }
}

import { contribute, emptyTally, type Contribution, type Cuboid, type TallyName } from '@vigie/metrics';
import type { Call } from '@vigie/calls';

/** Cuboids whose rows stood, in the first version, where the call arrived; they are emptied and summed anew. */
export const movedCuboids: ReadonlySet<Cuboid> = new Set<Cuboid>(['queue', 'clinic_queue', 'agent']);

/** Counts that the first version did not have. */
const addedNames = [
  'blockedFull',
  'blockedNoAgents',
  'blockedBusy',
  'blockedRefused',
  'exitTimeout',
  'exitNoAgents',
  'exitKey',
  'exitWithdrawn',
  'exitOverflow',
  'resolved',
  'resolvedKnown',
] as const satisfies readonly TallyName[];

/** What is stored of a call that the upgrade from the first version has not come to: the old counts of calls alone. */
export function formerContributions(call: Call): readonly Contribution[] {
  return contribute(call).flatMap((row) => (movedCuboids.has(row.cuboid) ? [] : [withoutAdded(row)]));
}

function withoutAdded(row: Contribution): Contribution {
  if (addedNames.every((name) => row.tally[name] === 0)) return row;
  const tally = Object.assign(emptyTally(), row.tally);
  for (const name of addedNames) tally[name] = 0;
  return { ...row, tally };
}

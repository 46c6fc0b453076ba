import {
  contribute,
  emptyTally,
  notedNames,
  type Contribution,
  type Cuboid,
  type TallyName,
} from '@vigie/metrics';
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

/**
 * What is stored of a call that the upgrade has not come to: of the first version the old counts of calls alone, of the
 * second all but what is noted of them.
 */
export function formerContributions(call: Call, version: number): readonly Contribution[] {
  const rows = contribute(call);
  if (version >= 2) return rows.map((row) => without(notedNames, row));
  return rows.flatMap((row) => (movedCuboids.has(row.cuboid) ? [] : [without(addedFirst, row)]));
}

const addedFirst = [...addedNames, ...notedNames];

function without(names: readonly TallyName[], row: Contribution): Contribution {
  if (names.every((name) => row.tally[name] === 0)) return row;
  const tally = Object.assign(emptyTally(), row.tally);
  for (const name of names) tally[name] = 0;
  return { ...row, tally };
}

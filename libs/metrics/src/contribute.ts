import type { Call } from '@vigie/calls';
import { bucketOf } from './calendar/intervals';
import type { Share } from './shares';
import { sharesOf } from './shares';
import type { Tally } from './tally';
import { addTallyInto } from './tally';
import type { WaitBins } from './wait-bins';
import { addBins } from './wait-bins';

/** The groupings that are stored; any other is computed from the calls themselves. */
export const cuboids = [
  'total',
  'queue',
  'team',
  'clinic',
  'agent',
  'language',
  'reason',
  'clinic_queue',
  'clinic_reason',
  'clinic_language',
  'pause',
  'team_pause',
  'agent_pause',
] as const;
export type Cuboid = (typeof cuboids)[number];

/** What is added to one row of the rollup. Keys that a cuboid does not use are empty. */
export type Contribution = {
  readonly cuboid: Cuboid;
  readonly key1: string;
  readonly key2: string;
  /** Start of the quarter of an hour, UTC. */
  readonly bucketStart: number;
  readonly tally: Tally;
  readonly bins: WaitBins;
};

/** Everything a call adds to the rollup, each share in its own quarter; nothing when it does not count. */
export function contribute(call: Call): readonly Contribution[] {
  const rows: Contribution[] = [];
  // A call counts once: no two of these fall on one row.
  for (const share of sharesOf(call, 'calls')) {
    rows.push(rowOf(share, 'total', ''));
    rows.push(rowOf(share, 'team', share.teamId));
    rows.push(rowOf(share, 'clinic', share.clinicId));
    rows.push(rowOf(share, 'language', share.language));
    rows.push(rowOf(share, 'reason', share.reason));
    rows.push(rowOf(share, 'clinic_reason', share.clinicId, share.reason));
    rows.push(rowOf(share, 'clinic_language', share.clinicId, share.language));
  }
  for (const share of sharesOf(call, 'segments')) {
    addRow(rows, rowOf(share, 'queue', share.queueId));
    addRow(rows, rowOf(share, 'clinic_queue', share.clinicId, share.queueId));
  }
  for (const share of sharesOf(call, 'legs')) addRow(rows, rowOf(share, 'agent', share.agentId));
  return rows;
}

const rowOf = (share: Share, cuboid: Cuboid, key1: string, key2 = ''): Contribution => ({
  cuboid,
  key1,
  key2,
  bucketStart: bucketOf(share.at),
  tally: share.tally,
  bins: share.bins,
});

/** Whether two contributions fall on one row of the rollup. */
export const isSameRow = (a: Contribution, b: Contribution): boolean =>
  a.cuboid === b.cuboid && a.key1 === b.key1 && a.key2 === b.key2 && a.bucketStart === b.bucketStart;

/** Two shares of one call may fall on one row: the same queue twice, the same agent twice. */
function addRow(rows: Contribution[], row: Contribution): void {
  for (let index = 0; index < rows.length; index += 1) {
    const known = rows[index] as Contribution;
    if (!isSameRow(known, row)) continue;
    const tally = { ...known.tally };
    addTallyInto(tally, row.tally);
    rows[index] = { ...known, tally, bins: addBins(known.bins, row.bins) };
    return;
  }
  rows.push(row);
}

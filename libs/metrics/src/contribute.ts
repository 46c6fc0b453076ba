import type { AgentSpan, Call } from '@vigie/calls';
import { splitByQuarter } from '@vigie/calls';
import { bucketOf } from './calendar/intervals';
import type { Share } from './shares';
import { sharesOf } from './shares';
import type { MutableTally, Tally } from './tally';
import { addTallyInto, emptyTally } from './tally';
import type { WaitBins } from './wait-bins';
import { addBins, noBins } from './wait-bins';

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
  const add = (share: Share, cuboid: Cuboid, key1: string, key2 = ''): void =>
    addRow(rows, {
      cuboid,
      key1,
      key2,
      bucketStart: bucketOf(share.at),
      tally: share.tally,
      bins: share.bins,
    });
  for (const share of sharesOf(call, 'calls')) {
    add(share, 'total', '');
    add(share, 'team', share.teamId);
    add(share, 'clinic', share.clinicId);
    add(share, 'language', share.language);
    add(share, 'reason', share.reason);
    add(share, 'clinic_reason', share.clinicId, share.reason);
    add(share, 'clinic_language', share.clinicId, share.language);
  }
  for (const share of sharesOf(call, 'segments')) {
    add(share, 'queue', share.queueId);
    add(share, 'clinic_queue', share.clinicId, share.queueId);
  }
  for (const share of sharesOf(call, 'legs')) add(share, 'agent', share.agentId);
  return rows;
}

/** Whether two contributions fall on one row of the rollup. */
export const isSameRow = (a: Contribution, b: Contribution): boolean =>
  a.cuboid === b.cuboid && a.key1 === b.key1 && a.key2 === b.key2 && a.bucketStart === b.bucketStart;

/** Two shares of one call may fall on one row: the same queue twice, the same agent twice. */
function addRow(rows: Contribution[], row: Contribution): void {
  const index = rows.findIndex((each) => isSameRow(each, row));
  const known = rows[index];
  if (known === undefined) {
    rows.push(row);
    return;
  }
  const tally = { ...known.tally };
  addTallyInto(tally, row.tally);
  rows[index] = { ...known, tally, bins: addBins(known.bins, row.bins) };
}

const busyStates: ReadonlySet<string> = new Set(['ringing', 'on_call', 'outbound', 'wrap_up']);
const pausedStates: ReadonlySet<string> = new Set(['break', 'training', 'off_phone']);

/**
 * What an agent's spans add: `busyMs` (ringing, in conversation, calling out, wrapping up) and `staffedMs` (busy or
 * free), each millisecond in the quarter it was spent in; for the centre, the agent and each of the agent's teams.
 * Time in which nothing was declared of the agent, or offline, counts in neither.
 */
export function contributeAgentDay(
  agentId: string,
  teamIds: readonly string[],
  spans: readonly AgentSpan[],
): readonly Contribution[] {
  const byBucket = new Map<number, MutableTally>();
  for (const span of splitByQuarter(spans)) {
    const isBusy = busyStates.has(span.state);
    if (span.declared === 'unknown' || span.declared === 'offline' || pausedStates.has(span.state)) continue;
    const bucketStart = bucketOf(span.from);
    const tally = byBucket.get(bucketStart) ?? emptyTally();
    tally.staffedMs += span.to - span.from;
    if (isBusy) tally.busyMs += span.to - span.from;
    byBucket.set(bucketStart, tally);
  }
  const rows: Contribution[] = [];
  for (const [bucketStart, tally] of byBucket) {
    const row = { key2: '', bucketStart, tally, bins: noBins };
    rows.push({ ...row, cuboid: 'total', key1: '' }, { ...row, cuboid: 'agent', key1: agentId });
    for (const teamId of new Set(teamIds)) rows.push({ ...row, cuboid: 'team', key1: teamId });
  }
  return rows;
}

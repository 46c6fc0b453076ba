import type { Instant } from '@vigie/calls';

import type { AgentNow } from './agents';
import type { BoardCall } from './board-call';
import type { CentreMap } from './centre-map';
import { isQueued, sinceOf } from './waiting-now';

/** What the question is asked of. */
export type FreeAndWaiting = {
  readonly now: Instant;
  readonly map: CentreMap;
  /** Undecided callers on the wall. */
  readonly shown: readonly BoardCall[];
  /** Who is free now; one whose telephone rings is not. */
  readonly free: Iterable<AgentNow>;
};

/**
 * Whether a patient waits past the clinic's target in a queue of which somebody is free. Somebody is of a queue who
 * joined it and did not pause there or, where it was never told which she joined, whom the settings name in its team.
 * Null where only others are free: whether they take calls of that queue is not known, and nothing is claimed.
 */
export function isFreeWhileWaiting({ now, map, shown, free }: FreeAndWaiting): boolean | null {
  const late = shown.filter(
    (call) => isQueued(call) && now - sinceOf(call) > map.settings.clinic(call.clinicId).lines.targetMs,
  );
  if (late.length === 0) return false;
  const queues = new Set(late.flatMap(({ queue }) => (queue === null ? [] : [queue.id])));
  const teams = new Set(late.map(({ teamId }) => teamId));
  let isUnknown = false;
  for (const { view, joined, takes } of free) {
    if (joined.length > 0) {
      if (takes.some((queueId) => queues.has(queueId))) return true;
    } else if (map.settings.teamsOfAgent(view.id).some((teamId) => teams.has(teamId))) return true;
    else isUnknown ||= view.teamIds.some((teamId) => teams.has(teamId));
  }
  return isUnknown ? null : false;
}

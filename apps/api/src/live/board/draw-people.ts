import type { AgentView, AlertView, ConcernView, WaitingView } from '@vigie/contracts';

import type { Drawing } from './drawing';
import { toWaitingView } from './waiting-now';

/** Who waits or listens to the greeting. */
export function drawWaiting({ entries, figures, map, now, shown }: Drawing): void {
  const seesQueue = (id: string): boolean => Object.hasOwn(map.queueNames, id);
  const views = shown.map((call) =>
    map.scope.waiting(toWaitingView(call, figures.callers.attemptOf(call), now), seesQueue),
  );
  entries.putAll('waiting', new Map(views.map((view): [string, WaitingView] => [view.id, view])));
}

/**
 * The secretaries of the scope. One of a team may have a call in hand that is none of the board's: its clinic is told
 * only where it has a row.
 */
export function drawAgents({ agents, entries, figures, map }: Drawing): void {
  if (map.scope.kind === 'all') return entries.putAll('agents', agents.told);
  const clinics = map.clinicIds(figures.clinicsSeen());
  const toldOf = (view: AgentView): AgentView =>
    view.clinicId === null || clinics.has(view.clinicId) ? view : { ...view, clinicId: null };
  entries.putAll('agents', new Map([...agents.told].map(([id, view]) => [id, toldOf(view)])));
}

/** Callers who wish to be called back, and what is raised of calls that somebody marked. */
export function drawRaised(
  { entries, map }: Drawing,
  all: ReadonlyMap<string, ConcernView>,
  alerts: ReadonlyMap<string, AlertView>,
): void {
  entries.putAll('alerts', alerts);
  entries.putAll('concerns', new Map([...all].map(([id, view]) => [id, map.scope.concern(view)])));
}

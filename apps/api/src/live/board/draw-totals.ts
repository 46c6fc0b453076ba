import type { HeadlineView } from '@vigie/contracts';
import { countAgents } from './agents';
import { headlineOf } from './headline';
import type { Drawing } from './drawing';
import { toTotalsView } from './totals-view';
import { isQueued, sumWaiting } from './waiting-now';

const fewestInOneClinic = 3;

/** The tiles, and the sentence above them. */
export function drawTotals(drawing: Drawing): void {
  const { agents, entries, figures, map, now, shown, sources } = drawing;
  const { settings } = map;
  const totals = toTotalsView({
    figures,
    shown,
    settings,
    now,
    agents: countAgents(agents.views.values()),
    freeWhileWaiting: isSomebodyFreeWhileWaiting(drawing),
  });
  entries.putSingle('totals', totals);
  const { centre } = figures;
  const headline = headlineOf({
    ...totals,
    now,
    lines: settings.lines,
    taken5m: centre.taken.total,
    missedRings5m: centre.missedRings.total,
    blocked5m: centre.blocked.total,
    sources,
    worstClinic: worstClinicOf(drawing),
  });
  entries.putSingle('headline', headline);
}

/** A patient waits past the clinic's target while somebody of the team is free. */
function isSomebodyFreeWhileWaiting({ agents, map, now, shown }: Drawing): boolean {
  const late = shown.filter(
    (call) => isQueued(call) && now - call.arrivedAt > map.settings.clinic(call.clinicId).lines.targetMs,
  );
  const teams = new Set(late.map(({ teamId }) => teamId));
  return Iterator.from(agents.views.values()).some(
    ({ state, teamIds }) => state === 'free' && teamIds.some((teamId) => teams.has(teamId)),
  );
}

/** The clinic that half of those who wait are waiting for; null when they are spread, or few. */
function worstClinicOf({ map, shown }: Drawing): HeadlineView['clinic'] {
  const queued = shown.filter(isQueued);
  for (const [id, { count }] of sumWaiting(queued, ({ clinicId }) => clinicId)) {
    if (id !== '' && count >= fewestInOneClinic && count * 2 >= queued.length) {
      return { id, name: map.clinicName(id).name, waiting: count };
    }
  }
  return null;
}

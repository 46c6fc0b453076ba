import type { HeadlineView, TotalsView } from '@vigie/contracts';
import { countAgents } from './agents';
import { isFreeWhileWaiting } from './free-while-waiting';
import { headlineOf } from './headline';
import type { Drawing } from './drawing';
import type { Pressure } from './pressure';
import { mostMissing, plannedOf } from './staffing';
import { toTotalsView } from './totals-view';
import { isQueued, sinceOf, sumWaiting } from './waiting-now';

const fewestInOnePlace = 3;

/** The tiles, and the sentence above them; teams are drawn before. A board of some teams has no total of calls. */
export function drawTotals(drawing: Drawing): void {
  const { agents, entries, figures, map, now, shown, sources } = drawing;
  if (map.scope.kind === 'teams') return;
  const tellsAgents = map.scope.kind === 'all';
  const { settings } = map;
  const teams = [...entries.values('teams')];
  const totals = toTotalsView({
    figures,
    shown,
    settings,
    now,
    agents: tellsAgents ? countAgents(agents.views.values()) : null,
    freeWhileWaiting: tellsAgents ? isFreeWhileWaiting({ now, map, shown, free: agents.free() }) : null,
    planned: plannedOf(teams),
  });
  entries.putSingle('totals', totals);
  const headline = headlineOf({
    totals,
    level: figures.levels.at(now),
    pressure: pressureOf(totals, drawing),
    answerRateTarget: settings.answerRateTarget,
    sources,
    silentSince: drawing.silentSince,
    clinic: mostWaitedFor(drawing, 'clinicId', (id) => map.clinicName(id).name),
    team: teams.length < 2 ? null : mostWaitedFor(drawing, 'teamId', (id) => settings.team(id).name),
    missing: mostMissing(teams),
  });
  entries.putSingle('headline', headline);
}

/** How the centre stands by the very figures that are told. */
function pressureOf(
  { answerRate30m, blocked5m, ringNoAnswer5m, waiting }: TotalsView,
  { figures: { centre }, map, now, shown }: Drawing,
): Pressure {
  const { watchMs, limitMs } = map.settings.lines;
  const past = (ms: number): number =>
    shown.filter((call) => isQueued(call) && now - sinceOf(call) > ms).length;
  return {
    waiting,
    pastWatch: past(watchMs),
    pastLimit: past(limitMs),
    entered5m: centre.entered.total,
    taken5m: centre.taken.total,
    lost5m: centre.lost.total,
    blocked5m,
    missedRings5m: ringNoAnswer5m,
    answered30m: answerRate30m.part,
    unanswered30m: answerRate30m.of - answerRate30m.part,
  };
}

/** The clinic or team that half of those who wait are waiting for; null when they are spread, or few. */
function mostWaitedFor(
  { shown }: Drawing,
  key: 'clinicId' | 'teamId',
  nameOf: (id: string) => string,
): HeadlineView['clinic'] {
  const queued = shown.filter(isQueued);
  for (const [id, { count }] of sumWaiting(queued, (call) => call[key])) {
    if (id !== '' && count >= fewestInOnePlace && count * 2 >= queued.length) {
      return { id, name: nameOf(id), waiting: count };
    }
  }
  return null;
}

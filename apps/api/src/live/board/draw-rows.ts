import type { ClinicView, TeamView } from '@vigie/contracts';
import { countAgents } from './agents';
import type { Drawing } from './drawing';
import { figureOptions, rowFigures, troubleOf } from './row-views';
import { Scope } from './scope';
import { nobody, sumWaiting } from './waiting-now';
import type { WaitingSum } from './waiting-now';

/** Clinic rows that can have changed: those touched, those with callers or in trouble, and those that open or close. */
export function drawClinics(drawing: Drawing): void {
  const { claims, entries, everything, figures, map, now, shown } = drawing;
  const waiting = sumWaiting(shown, ({ clinicId }) => clinicId);
  const drawn = [...entries.values('clinics')];
  const known = map.clinicIds(figures.clinicsSeen());
  const ids = everything
    ? known
    : new Set([
        ...figures.touched.clinics,
        ...claims.takeChanged(now),
        ...waiting.keys(),
        ...restless(drawing, drawn),
      ]);
  for (const id of ids) {
    if (known.has(id)) entries.put('clinics', id, toClinicView(drawing, id, waiting.get(id) ?? nobody));
    else entries.remove('clinics', id);
  }
  if (everything) for (const { id } of drawn) if (!known.has(id)) entries.remove('clinics', id);
  figures.touched.clinics.clear();
  placeTroubled(drawing);
}

/** Gives every clinic its place among those in trouble. */
function placeTroubled({ entries, now, troubles }: Drawing): void {
  const views = [...entries.values('clinics')];
  const places = troubles.place(
    views.map(({ id, trouble, lost30m }) => ({ id, lost30m, troubled: trouble.length > 0 })),
    now,
  );
  for (const view of views) {
    const troubleRank = places.get(view.id) ?? null;
    if (troubleRank !== view.troubleRank) entries.put('clinics', view.id, { ...view, troubleRank });
  }
}

/** Rows that time alone may change. */
function restless({ map, newMinute, now }: Drawing, drawn: readonly ClinicView[]): string[] {
  const opensOrCloses = ({ id, covered }: ClinicView): boolean =>
    map.settings.clinic(id).covered.isOpen(now) !== covered;
  return drawn
    .filter((row) => row.waiting > 0 || row.trouble.length > 0 || (newMinute && opensOrCloses(row)))
    .map(({ id }) => id);
}

/** Team rows; few enough to be drawn each time. A board of some clinics has none. */
export function drawTeams(drawing: Drawing): void {
  const { entries, figures, map, shown } = drawing;
  if (map.scope.kind === 'clinics') return;
  const waiting = sumWaiting(shown, ({ teamId }) => teamId);
  const toCallBack = countBy(figures.owed.openAt(drawing.now), ({ teamId }) => teamId);
  const clinics = countBy(
    Iterator.from(entries.values('clinics')).flatMap(({ teamIds }) => teamIds),
    (teamId) => teamId,
  );
  const views = new Map<string, TeamView>();
  for (const id of map.teamIds(figures.teamsSeen())) {
    const team = map.settings.team(id);
    const row = {
      lines: team.lines,
      answerRateTarget: team.answerRateTarget,
      options: figureOptions(map.settings),
    };
    const scope = figures.teams.get(id) ?? new Scope(drawing.now, 0);
    views.set(id, {
      ...rowFigures(scope, waiting.get(id) ?? nobody, toCallBack.get(id) ?? 0, row),
      id,
      name: team.name,
      order: views.size,
      clinics: clinics.get(id) ?? 0,
      agents: countAgents(drawing.agents.ofTeam(id)),
      planned: drawing.staffing.plannedAt(id, drawing.now),
    });
  }
  entries.putAll('teams', views);
}

function toClinicView(
  { claims, entries, figures, map, now }: Drawing,
  id: string,
  waiting: WaitingSum,
): ClinicView {
  const { lines, answerRateTarget, covered } = map.settings.clinic(id);
  const unreached = [...figures.owed.openAt(now, id)];
  const row = { lines, answerRateTarget, options: figureOptions(map.settings) };
  return map.scope.clinic({
    ...rowFigures(figures.clinics.get(id) ?? new Scope(now, 0), waiting, unreached.length, row),
    ...map.clinicName(id),
    id,
    kind: map.kindOfClinic(id),
    teamIds: map.teamsOfClinic(id, figures.teamsOfClinic(id)),
    covered: covered.isOpen(now),
    trouble: troubleOf(waiting, unreached, { lines }, now),
    troubleRank: entries.get('clinics', id)?.troubleRank ?? null,
    claim: claims.of(id, now),
  });
}

function countBy<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

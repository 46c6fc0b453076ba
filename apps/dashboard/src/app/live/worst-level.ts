import { waitLevel, type WaitLevel } from '@vigie/charts';
import type { LiveSnapshot, TeamView } from '@vigie/contracts';

const gravity: Readonly<Record<WaitLevel, number>> = { fine: 0, watch: 1, act: 2 };

/** The level of the longest wait of these teams, each by its own lines; fine where nobody waits. */
export function worstLevel(
  teams: readonly Pick<TeamView, 'longestSince' | 'lines'>[],
  now: number,
): WaitLevel {
  const levels = teams.map(({ longestSince, lines }) =>
    longestSince === null ? 'fine' : waitLevel(now - longestSince, lines),
  );
  return levels.toSorted((a, b) => gravity[b] - gravity[a])[0] ?? 'fine';
}

/** Calls marked urgent that go on. */
export function urgentCalls(alerts: LiveSnapshot['alerts']): number {
  return Object.values(alerts).filter(({ kind, isOpen }) => kind === 'urgent' && isOpen).length;
}

/**
 * Whether anything of a board is marked: an urgent call that goes on, a clinic in trouble, or a patient who waits for a
 * team past a line of it.
 */
export function isMarked(
  { alerts, clinics, teams }: Pick<LiveSnapshot, 'alerts' | 'clinics' | 'teams'>,
  now: number,
): boolean {
  return (
    urgentCalls(alerts) > 0 ||
    Object.values(clinics).some(({ troubleRank }) => troubleRank !== null) ||
    worstLevel(Object.values(teams), now) !== 'fine'
  );
}

import { waitLevel, type WaitLevel } from '@vigie/charts';
import type { TeamView } from '@vigie/contracts';

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

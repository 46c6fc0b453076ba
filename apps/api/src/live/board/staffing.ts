import type { Instant } from '@vigie/calls';
import type { HeadlineView, TeamView } from '@vigie/contracts';
import { zoneOf, type Zone } from '@vigie/metrics';

import type { StaffPlanDay } from '../../settings/staff-plan/staff-plan-store';
import { plannedAt } from '../../settings/staff-plan/usual-plan';
import type { BoardSettings } from './board-settings';

/** How many secretaries are planned: by a plan of the day, else that of the usual week, less who is missing. */
export class Staffing {
  private readonly zone: Zone;
  private readonly days: ReadonlyMap<string, readonly number[]>;

  constructor(
    private readonly settings: Pick<BoardSettings, 'timezone' | 'team'>,
    imported: readonly StaffPlanDay[],
  ) {
    this.zone = zoneOf(settings.timezone);
    this.days = new Map(imported.map(({ teamId, day, quarters }) => [keyOf(teamId, day), quarters]));
  }

  /** Planned for that team at that instant; null when nothing says how many. */
  plannedAt(teamId: string, at: Instant): number | null {
    const { day, time } = this.zone.wallClock(at);
    return plannedAt(this.settings.team(teamId), this.days.get(keyOf(teamId, day)), day, time);
  }
}

/** All teams together; null when no team has a plan. */
export function plannedOf(teams: Iterable<Pick<TeamView, 'planned'>>): number | null {
  let sum: number | null = null;
  for (const { planned } of teams) if (planned !== null) sum = (sum ?? 0) + planned;
  return sum;
}

/**
 * The team that lacks most against its plan: of those that lack as many, the one for which most wait, then the first in
 * the order of the page; null when none does.
 */
export function mostMissing(teams: Iterable<TeamView>): HeadlineView['missing'] {
  let most: (NonNullable<HeadlineView['missing']> & { readonly waiting: number }) | null = null;
  for (const { id, name, planned, agents, waiting } of teams) {
    const missing = (planned ?? 0) - agents.present;
    const isMore = missing - (most?.missing ?? 0) || (most === null ? 0 : waiting - most.waiting);
    if (missing > 0 && isMore > 0) most = { id, name, missing, waiting };
  }
  return most && { id: most.id, name: most.name, missing: most.missing };
}

function keyOf(teamId: string, day: number): string {
  return `${day} ${teamId}`;
}

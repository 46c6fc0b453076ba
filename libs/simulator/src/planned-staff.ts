import type { SettingsFile } from '@vigie/contracts';

import type { TeamId } from './centre/clinic';
import type { DayPlan } from './day/day-plan';
import { kinds, ofSaturday, saturdayKinds, usualGrid } from './day/roster';
import { clockOf, minuteMs, wallClockMsOf } from './local-date';

type Planned = NonNullable<NonNullable<SettingsFile['teams']>[number]['planned']>;

const quarterMinutes = 15;
const dayMinutes = 24 * 60;

/**
 * The secretaries a usual week of the demo centre plans for a team. An `exercise`, a day played at another time than
 * its own, is planned for its time, on whatever day it is.
 */
export function plannedStaff(team: TeamId, exercise: DayPlan | null): Planned {
  if (exercise !== null) {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    return spansOf(usualGrid()[team], kinds, days, shiftOf(exercise));
  }
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
  return [
    ...spansOf(usualGrid()[team], kinds, weekdays, 0),
    ...spansOf(ofSaturday[team], saturdayKinds, ['sat'], 0),
  ];
}

function spansOf(
  counts: readonly number[],
  shifts: typeof kinds,
  days: readonly Planned[number]['days'][number][],
  shift: number,
): Planned {
  return shifts.flatMap(({ from, to }, index) => {
    const count = counts[index] ?? 0;
    return count === 0
      ? []
      : [
          {
            days: [...days],
            span: `${clockOf((from + shift) % dayMinutes)}-${clockOf((to + shift) % dayMinutes)}`,
            count,
          },
        ];
  });
}

/** By how many minutes, in whole quarters of an hour, the clock is ahead of the played day. */
function shiftOf({ base }: DayPlan): number {
  return Math.round(wallClockMsOf(base) / minuteMs / quarterMinutes) * quarterMinutes;
}

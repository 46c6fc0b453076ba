import type { TeamId } from '../centre/clinic';
import { largeClinics } from '../centre/clinics';
import { staff, type StaffMember } from '../centre/staff';
import { isPublicHoliday } from '../holidays';
import { daysBetween, minuteMs, weekdayOf, type Instant } from '../local-date';
import type { Random } from '../random';
import type { DayPlan } from './day-plan';

/** One person's working day. */
export type Shift = {
  readonly member: StaffMember;
  readonly from: Instant;
  readonly to: Instant;
  /** When the lunch of 45 min is due; null on a half day. */
  readonly lunchAt: Instant | null;
};

type Kind = { readonly from: number; readonly to: number; readonly lunch: Readonly<[number, number]> | null };

/** Early, mid and late shifts of a weekday, in minutes of the day. */
export const kinds: Readonly<[Kind, Kind, Kind]> = [
  { from: 480, to: 960, lunch: [690, 795] },
  { from: 510, to: 750, lunch: null },
  { from: 660, to: 1140, lunch: [800, 915] },
];
export const saturdayKinds: Readonly<[Kind, Kind, Kind]> = [
  { from: 480, to: 780, lunch: null },
  { from: 510, to: 750, lunch: null },
  { from: 720, to: 1020, lunch: null },
];

/** Early, mid and late shifts by team. */
type Grid = { readonly [team in TeamId]: readonly [early: number, mid: number, late: number] };

const ofTwenty: Grid = { cds: [3, 1, 1], mg: [1, 1, 1], spe: [2, 1, 2], img: [2, 1, 1], cat: [1, 1, 1] };
const ofTwentyFour: Grid = { cds: [3, 1, 2], mg: [2, 1, 2], spe: [2, 2, 2], img: [2, 1, 1], cat: [1, 1, 1] };
/** Who comes besides when the small practices ring too: their patients call until the evening. */
const forSmallPractices: Grid = {
  cds: [0, 0, 1],
  mg: [0, 0, 1],
  spe: [0, 0, 1],
  img: [0, 0, 1],
  cat: [0, 0, 1],
};
export const ofSaturday: Grid = {
  cds: [1, 1, 0],
  mg: [0, 0, 0],
  spe: [0, 0, 0],
  img: [2, 0, 2],
  cat: [0, 0, 0],
};
/** Andorra works on most French holidays: three people answer for it. */
const ofHoliday: Grid = { cds: [0, 0, 0], mg: [0, 0, 0], spe: [0, 0, 0], img: [0, 0, 0], cat: [1, 1, 1] };
const teams: readonly TeamId[] = ['cds', 'mg', 'spe', 'img', 'cat'];

/** Whom a usual weekday needs, the small practices' patients included. */
export const usualGrid = (): Grid => together(ofTwentyFour, forSmallPractices);

function gridOf(plan: DayPlan): Grid | null {
  const weekday = weekdayOf(plan.date);
  if (weekday === 7) return null;
  if (isPublicHoliday(plan.date, 'FR'))
    return weekday === 6 || isPublicHoliday(plan.date, 'AD') ? null : ofHoliday;
  if (weekday === 6) return ofSaturday;
  const usual = plan.conditions.headcount === 20 ? ofTwenty : ofTwentyFour;
  return plan.clinics.length > largeClinics.length ? together(usual, forSmallPractices) : usual;
}

function together(a: Grid, b: Grid): Grid {
  const sum = (team: TeamId): Grid[TeamId] => [
    a[team][0] + b[team][0],
    a[team][1] + b[team][1],
    a[team][2] + b[team][2],
  ];
  return { cds: sum('cds'), mg: sum('mg'), spe: sum('spe'), img: sum('img'), cat: sum('cat') };
}

type Place = { readonly member: StaffMember; readonly kind: Kind };

function placesOf(plan: DayPlan, grid: Grid): readonly Place[] {
  const turn = daysBetween('2026-01-01', plan.date);
  const shiftKinds = weekdayOf(plan.date) === 6 ? saturdayKinds : kinds;
  return teams.flatMap((team) => {
    const members = staff.filter((member) => member.team === team);
    const first = ((turn % members.length) + members.length) % members.length;
    const inTurn = [...members.slice(first), ...members.slice(0, first)];
    const wanted = grid[team].flatMap((count, kind) => Array.from({ length: count }, () => shiftKinds[kind]));
    return inTurn.flatMap((member, index) => {
      const kind = wanted[index];
      return kind === undefined ? [] : [{ member, kind }];
    });
  });
}

/** Lunches of one kind of shift follow the golden ratio: evenly spread, and people of a team far apart. */
const goldenRatio = 0.618034;

function toShift(plan: DayPlan, { member, kind }: Place, index: number, random: Random): Shift {
  const at = (minutes: number): Instant => plan.base + Math.round(minutes * minuteMs);
  const late = random.chance(0.03) ? random.between(10, 45) : random.between(-2, 4);
  const { lunch } = kind;
  return {
    member,
    from: at(kind.from + late),
    to: at(kind.to + random.between(0, 6)),
    lunchAt: lunch === null ? null : at(lunch[0] + (lunch[1] - lunch[0]) * ((index * goldenRatio) % 1)),
  };
}

/** Those who would come first come late instead. */
function withLateShifts(shifts: readonly Shift[], count: number, random: Random): readonly Shift[] {
  const first = new Set(
    shifts
      .toSorted((a, b) => a.from - b.from)
      .slice(0, count * 2)
      .filter((_, i) => i % 2 === 0),
  );
  return shifts.map((shift) =>
    first.has(shift) ? { ...shift, from: shift.from + Math.round(random.between(20, 60) * minuteMs) } : shift,
  );
}

/** Who works that day and when: people of a team take turns from day to day. */
export function rosterOf(plan: DayPlan, random: Random): readonly Shift[] {
  const grid = gridOf(plan);
  if (grid === null) return [];
  const shifts = placesOf(plan, grid).map((place, index) => toShift(plan, place, index, random));
  return withLateShifts(shifts, plan.conditions.lateShifts, random).filter(
    (shift) => shift.from < plan.until,
  );
}

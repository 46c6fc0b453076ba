import { describe, expect, it } from '@jest/globals';
import { dayOfDate } from '@vigie/metrics';

import { resolveSettings } from '../resolved-settings';
import { publicHolidays } from '../public-holidays';
import { absencesOf, plannedAt, usualPlan } from './usual-plan';

const hour = 3_600_000;
const allDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Wednesday; armistice in France. */
const armistice = dayOfDate('2026-11-11');
const france = publicHolidays('FR');

describe('the staff planned in a usual week', () => {
  it('says nothing of a public holiday: nobody is missing on the eleventh of November', () => {
    const plan = usualPlan([{ days: [...allDays], span: '08:00-12:00', count: 5 }], france);
    expect(plan(armistice, 9 * hour)).toBeNull();
    expect(plan(armistice - 1, 9 * hour)).toBe(5);
    expect(plan(armistice + 1, 9 * hour)).toBe(5);
    expect(plan(armistice + 1, 13 * hour)).toBe(0);
  });

  it('holds on a holiday where it says so, and only that part of it', () => {
    const plan = usualPlan(
      [
        { days: [...allDays], span: '08:00-12:00', count: 5 },
        { days: [...allDays], span: '08:00-20:00', count: 2, onHolidays: true },
      ],
      france,
    );
    expect(plan(armistice, 9 * hour)).toBe(2);
    expect(plan(armistice, 21 * hour)).toBe(0);
    expect(plan(armistice - 1, 9 * hour)).toBe(7);
  });

  it('lets the night before run into the holiday, and the night of the holiday not into the day after', () => {
    const plan = usualPlan([{ days: [...allDays], span: '20:00-04:00', count: 3 }], france);
    expect(plan(armistice, 2 * hour)).toBe(3);
    expect(plan(armistice, 21 * hour)).toBeNull();
    expect(plan(armistice + 1, 2 * hour)).toBe(0);
  });

  it.each([
    ['FR', {}, '2026-11-11'],
    ['the region that is set', { holidays: 'ES-CT' }, '2026-09-11'],
    ['its country', { country: 'ES' }, '2026-10-12'],
  ])('knows the holidays of %s', (_, centre, date) => {
    const row = { tenantId: 't', name: 'T', timezone: 'Europe/Paris', locale: 'fr', demo: false };
    const teams = [{ id: 'a', planned: [{ days: [...allDays], span: '08:00-12:00', count: 4 }] }];
    const plan = resolveSettings(row, { centre, teams }).team('a').usualPlan;
    expect(plan?.(dayOfDate(date), 9 * hour)).toBeNull();
    expect(plan?.(dayOfDate('2026-11-10'), 9 * hour)).toBe(4);
  });
});

describe('who is missing of a team', () => {
  const monday = dayOfDate('2026-11-30');
  const week = usualPlan([{ days: [...allDays], span: '08:00-18:00', count: 4 }], () => false);

  it('is taken off the usual week and off the plan of a day alike, for its days and hours alone', () => {
    const absences = absencesOf([{ from: '2026-11-30', to: '2026-12-01', span: '08:00-12:00', count: 1 }]);
    const plan = { usualPlan: week, absences };
    const at = (day: number, hours: number, ofDay?: readonly number[]) =>
      plannedAt(plan, ofDay, day, hours * hour);
    expect([at(monday - 1, 9), at(monday, 9), at(monday + 1, 9), at(monday + 2, 9)]).toEqual([4, 3, 3, 4]);
    expect([at(monday, 12), at(monday, 19)]).toEqual([4, 0]);
    expect(at(monday, 9, new Array<number>(96).fill(6))).toBe(5);
  });

  it('adds up, never to fewer than nobody, and says nothing where nothing is planned', () => {
    const all = { from: '2026-11-30', to: '2026-11-30', count: 3 };
    const absences = absencesOf([all, all]);
    expect(plannedAt({ usualPlan: week, absences }, undefined, monday, 9 * hour)).toBe(0);
    expect(plannedAt({ usualPlan: null, absences }, undefined, monday, 9 * hour)).toBeNull();
  });

  it('runs past midnight with the shift that does', () => {
    const absences = absencesOf([{ from: '2026-11-30', to: '2026-11-30', span: '22:00-06:00', count: 1 }]);
    expect([
      absences(monday, 23 * hour),
      absences(monday + 1, 5 * hour),
      absences(monday + 1, 23 * hour),
    ]).toEqual([1, 1, 0]);
  });
});

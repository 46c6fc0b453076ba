import { describe, expect, it } from '@jest/globals';
import { localDateOf, wallClockMsOf } from '@vigie/simulator';

import {
  exerciseOf,
  isAwake,
  missingDays,
  missingRecords,
  newExercise,
  pastDays,
  type DemoDay,
} from './demo-schedule';

/** Instants of Paris in winter. */
const paris = (text: string): number => Date.parse(`${text}+01:00`);
const hourMs = 3_600_000;
const anchor = '2026-11-20';
const hourOf = (at: number, day: DemoDay): number => (at - day.base) / hourMs;

describe('what the demonstration plays', () => {
  it('leaves a working day to itself', () => {
    const now = paris('2026-11-20T10:42:00');
    expect(isAwake(now)).toBe(true);
    expect(newExercise(now, [])).toBeNull();
  });

  it('plays half past ten of a Tuesday when it is opened on a Sunday', () => {
    const now = paris('2026-11-22T16:00:00');
    const exercise = newExercise(now, []);
    expect(exercise).not.toBeNull();
    expect(new Date(`${exercise?.date ?? ''}T00:00:00Z`).getUTCDay()).toBe(2);
    expect(hourOf(now, exercise as DemoDay)).toBe(10.5);
  });

  it('begins the exercise after the people of the day have left, so that nobody is in two places', () => {
    const now = paris('2026-11-20T20:30:00');
    const exercise = newExercise(now, []) as DemoDay;
    expect(exercise.base + 7 * hourMs + 50 * 60_000).toBe(paris('2026-11-20T19:10:00'));
    expect(hourOf(now, exercise)).toBeCloseTo(9 + 10 / 60, 5);
  });

  it('ends the exercise before the centre wakes', () => {
    const exercise = newExercise(paris('2026-11-23T02:00:00'), []) as DemoDay;
    expect(exercise.until).toBeLessThanOrEqual(paris('2026-11-23T07:15:00'));
    expect(newExercise(paris('2026-11-23T06:50:00'), [])).toBeNull();
  });

  it('begins one exercise, and another when that is over and it is still night', () => {
    const saturday = paris('2026-11-21T09:00:00');
    const first = newExercise(saturday, []) as DemoDay;
    expect(newExercise(saturday + hourMs, [first])).toBeNull();
    expect(exerciseOf(saturday + hourMs, [first])).toBe(first);
    const second = newExercise(first.until + 60_000, [first]) as DemoDay;
    expect(second.key).not.toBe(first.key);
    expect(hourOf(first.until, second)).toBeCloseTo(7 + 50 / 60, 1);
  });

  it('knows a holiday for a day off', () => {
    expect(isAwake(paris('2026-11-11T10:00:00'))).toBe(false);
    expect(newExercise(paris('2026-11-11T10:00:00'), [])).not.toBeNull();
  });

  it('loads four weeks at first, newest first, and later only what is missing', () => {
    const now = paris('2026-11-20T10:42:00');
    const first = missingDays(now, anchor, []);
    expect(first).toHaveLength(pastDays + 1);
    expect(first[0]?.date).toBe('2026-11-20');
    expect(first.every(({ kind }) => kind === 'day')).toBe(true);
    const later = missingDays(paris('2026-11-24T09:00:00'), anchor, first);
    expect(later.map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-23', '2026-11-22', '2026-11-21']);
  });

  it('has records of thirteen months before the first of its played days, newest first, once', () => {
    const played = missingDays(paris('2026-11-20T10:42:00'), anchor, []);
    const records = missingRecords(anchor, played);
    expect(records.every(({ kind, finished }) => kind === 'recorded' && !finished)).toBe(true);
    expect(records[0]?.date).toBe('2026-10-22');
    expect(played.at(-1)?.date).toBe('2026-10-23');
    expect(records.at(-1)?.date).toBe('2025-10-01');
    expect(missingRecords(anchor, [...played, ...records])).toEqual([]);
    expect(missingDays(paris('2026-11-20T10:42:00'), anchor, [...played, ...records])).toEqual([]);
  });

  it('rests on a day off that an exercise fills', () => {
    const now = paris('2026-11-22T16:00:00');
    const exercise = newExercise(now, []) as DemoDay;
    const days = missingDays(now, anchor, [exercise]);
    expect(days.find(({ date }) => date === '2026-11-22')?.kind).toBe('rest');
    expect(days.find(({ date }) => date === '2026-11-21')?.kind).toBe('day');
  });

  it('is always awake or exercising, except for a moment before the morning', () => {
    let known: readonly DemoDay[] = [];
    let asleep = 0;
    for (let now = paris('2026-11-16T00:00:00'); now < paris('2026-11-30T00:00:00'); now += 60_000) {
      const exercise = newExercise(now, known);
      if (exercise !== null) known = [...known, exercise];
      if (isAwake(now) || exerciseOf(now, known) !== null) continue;
      asleep += 1;
      expect({ date: localDateOf(now), early: wallClockMsOf(now) / hourMs < 7.5 }).toMatchObject({
        early: true,
      });
    }
    expect(asleep).toBeLessThan(10 * 60);
  });
});

import { describe, expect, it } from '@jest/globals';
import { largeClinics } from './centre/clinics';
import { plainConditions } from './day/conditions';
import { planDay } from './day/day-plan';
import { playDay } from './day/play-day';
import { addDays, hourMs, wallClockMsOf } from './local-date';
import { peakWaiting, staffedMs, tellCalls, type ToldCall } from './testing/tell-days';

const weeks = 4;
const firstMonday = '2026-06-01';
const conditions = { ...plainConditions, headcount: 20 as const };

type Day = {
  readonly calls: readonly ToldCall[];
  readonly peak: number;
  readonly busyMs: number;
  readonly staffedMs: number;
};

/** The twelve clinics, 20 secretaries a day, in a month whose factor is 1. */
function playedDay(date: string): Day {
  const events = [...playDay(planDay('vigie', date, { conditions, smallPractices: false }))];
  const calls = [...tellCalls(events).values()].filter(({ end }) => end !== 'closed' && end !== 'selfServed');
  const busyMs = calls.reduce(
    (sum, call) => sum + (call.wrappedAt ?? 0) - (call.wrappedAt === null ? 0 : (call.answeredAt ?? 0)),
    0,
  );
  return { calls, peak: peakWaiting(calls), busyMs, staffedMs: staffedMs(events) };
}

const byWeekday = [0, 1, 2, 3, 4].map((weekday) =>
  Array.from({ length: weeks }, (_, week) => playedDay(addDays(firstMonday, 7 * week + weekday))),
);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const perWeekday = (
  figure: (calls: readonly ToldCall[], days: readonly Day[]) => number,
): readonly number[] =>
  byWeekday.map((days) =>
    figure(
      days.flatMap(({ calls }) => calls),
      days,
    ),
  );
const lostShare = (calls: readonly ToldCall[]): number =>
  calls.filter(({ end }) => end === 'lost').length / calls.length;
const firstHour = ({ startedAt }: ToldCall): boolean => Math.floor(wallClockMsOf(startedAt) / hourMs) === 8;

/** Each weekday's figure within the tolerance of what a simulation with the same parameters gave. */
function expectNear(figures: readonly number[], reference: readonly number[], tolerance: number): void {
  figures.forEach((figure, index) => {
    expect(Math.abs(figure - (reference[index] ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
  });
}

describe('the simulated week, against its bands', () => {
  it('has the calls of each weekday, redials included, within 10 %', () => {
    const reference = [2_790, 2_080, 1_905, 1_806, 1_687];
    const ratios = perWeekday((calls) => calls.length / weeks).map(
      (calls, index) => calls / (reference[index] ?? 1),
    );
    expectNear(ratios, [1, 1, 1, 1, 1], 0.1);
  });

  it('leaves one call in six unanswered on Monday and one in twenty by Friday', () => {
    expectNear(perWeekday(lostShare), [0.168, 0.066, 0.053, 0.048, 0.041], 0.025);
  });

  it('loses most in the first hour of Monday', () => {
    const early = perWeekday((calls) => lostShare(calls.filter(firstHour)));
    expectNear(early, [0.32, 0.09, 0.07, 0.06, 0.05], 0.08);
    expect(early[0]).toBeGreaterThan(Math.max(...early.slice(1)));
  });

  it('answers within 20 s as many as it should', () => {
    const level = (calls: readonly ToldCall[]): number => {
      const offered = calls.filter(({ waitMs, short }) => waitMs !== null && !short);
      return (
        offered.filter(({ end, waitMs }) => end === 'answered' && (waitMs ?? Infinity) <= 20_000).length /
        offered.length
      );
    };
    expectNear(perWeekday(level), [0.5, 0.79, 0.83, 0.85, 0.87], 0.09);
  });

  it('has 16 to 23 waiting at the worst moment of a usual Monday, and 7 to 14 on other days', () => {
    byWeekday.forEach((days, weekday) => {
      const [low, high] = weekday === 0 ? [16, 23] : [7, 14];
      const usual = sum(days.map(({ peak }) => peak)) / days.length;
      expect(usual).toBeGreaterThanOrEqual(low);
      expect(usual).toBeLessThanOrEqual(high);
    });
  });

  it('keeps its secretaries as busy as it should', () => {
    const occupancy = perWeekday(
      (_, days) => sum(days.map(({ busyMs }) => busyMs)) / sum(days.map((day) => day.staffedMs)),
    );
    expectNear(occupancy, [0.71, 0.6, 0.55, 0.53, 0.5], 0.07);
  });
});

describe('a usual week of the whole centre, small practices included', () => {
  const calls = [1, 2, 3, 4].flatMap((weekday) => {
    const events = [...playDay(planDay('vigie', addDays(firstMonday, weekday), { conditions }))];
    return [...tellCalls(events).values()].filter(({ end }) => end !== 'closed' && end !== 'selfServed');
  });
  const lostAt = (hour: number): number =>
    lostShare(calls.filter(({ startedAt }) => Math.floor(wallClockMsOf(startedAt) / hourMs) === hour));

  it('loses no hour of the afternoon: the evening has its people too', () => {
    for (const hour of [14, 15, 16, 17]) expect(lostAt(hour)).toBeLessThan(0.12);
  });

  it('keeps what it promises most clinics, and misses it for some', () => {
    const byClinic = Map.groupBy(calls, ({ clinicId }) => clinicId);
    const shares = largeClinics.map(({ id }) => lostShare(byClinic.get(id) ?? []));
    const missed = shares.filter((share) => share > 0.1).length;
    expect(missed).toBeLessThan(shares.length / 2);
    expect(Math.max(...shares)).toBeLessThan(0.17);
  });
});

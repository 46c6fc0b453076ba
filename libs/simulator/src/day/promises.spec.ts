import { describe, expect, it } from '@jest/globals';
import type { IncomingEvent } from '../incoming-event';
import { addDays, hourMs, localDateOf, wallClockMsOf, weekdayOf } from '../local-date';
import { exerciseDay } from '../scenes';
import { planDay } from './day-plan';
import { playDay } from './play-day';
import { isOfPromise } from './promises';

const dates = Array.from({ length: 7 }, (_, ahead) => addDays('2026-11-02', ahead));
const events = dates.flatMap((date) => [...playDay(planDay('promises', date))]);
const done = Map.groupBy(events.filter(isOfPromise), ({ subject }) => subject);

function isPromise({ type, data }: IncomingEvent): boolean {
  if (type === 'call.dequeued') return data['reason'] === 'callback';
  if (type !== 'survey.answered') return false;
  const { overall, callback } = data['items'] as { readonly [item: string]: number };
  return (overall ?? 5) <= 2 && callback === 1;
}

const promises = events.filter(isPromise);
const whatBecame = (event: IncomingEvent): unknown =>
  event.type === 'callback.cancelled' ? 'settled' : event.data['result'];
/** Whom somebody of the floor reached first, as they ring whoever was missed. */
const reachedByFloor = new Set(
  events
    .filter((event) => event.type === 'callback.reached' && !isOfPromise(event))
    .map(({ subject }) => subject),
);
/** What each other promise ended as. */
const ends = [...done]
  .filter(([subject]) => !reachedByFloor.has(subject))
  .map(([, steps]) =>
    whatBecame(steps.filter(({ type }) => type !== 'callback.reached').at(-1) as IncomingEvent),
  );

describe('a call that was promised to a patient', () => {
  it('is tried until it has an outcome, whoever asked: by the key or in a survey', () => {
    expect(promises.length).toBeGreaterThan(25);
    expect(done.size).toBeGreaterThan(promises.length * 0.8);
    const open = ends.filter((end) => ['no_answer', 'message_left', 'other_person'].includes(String(end)));
    expect(open).toEqual([]);
  });

  it('mostly reaches the patient, some after a try in vain, and is closed for a reason for a few', () => {
    const share = (count: number): number => count / ends.length;
    expect(share(ends.filter((end) => end === 'reached').length)).toBeGreaterThan(0.5);
    expect(share(ends.filter((end) => end !== 'reached').length)).toBeGreaterThan(0.03);
    const inVain = [...done.values()].filter((steps) => steps[0]?.data['result'] === 'no_answer');
    expect(share(inVain.length)).toBeGreaterThan(0.08);
    expect(share(inVain.length)).toBeLessThan(0.4);
  });

  it('is made in working hours, within two working days', () => {
    for (const { time } of [...done.values()].flat()) {
      const at = Date.parse(time);
      expect(weekdayOf(localDateOf(at))).toBeLessThanOrEqual(5);
      expect(wallClockMsOf(at)).toBeGreaterThanOrEqual(8.5 * hourMs);
      expect(wallClockMsOf(at)).toBeLessThan(18.5 * hourMs);
    }
    const slow = promises.filter(({ subject, time }) => {
      const last = done.get(subject)?.at(-1);
      return last !== undefined && Date.parse(last.time) - Date.parse(time) > 96 * hourMs;
    });
    expect(slow).toEqual([]);
  });

  it('is kept too while a day is played at night', () => {
    const plan = exerciseDay('promises', Date.parse('2026-11-04T01:00:00Z'), {});
    const told = [...playDay(plan)];
    const until = plan.until;
    const soon = told.filter((event) => isOfPromise(event) && Date.parse(event.time) < until);
    const made = told.filter((event) => isPromise(event) && Date.parse(event.time) < until - 3 * hourMs);
    expect(made.length).toBeGreaterThan(2);
    expect(new Set(soon.map(({ subject }) => subject)).size).toBeGreaterThan(made.length / 2);
  });
});

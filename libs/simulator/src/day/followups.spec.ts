import { describe, expect, it } from '@jest/globals';
import type { IncomingEvent } from '../incoming-event';
import { addDays, daysBetween, hourMs, localDateOf, wallClockMsOf } from '../local-date';
import { isWorkingDay } from '../holidays';
import { tailDays } from '../simulate-days';
import { planDay } from './day-plan';
import { repliesOf } from './followups';
import { playDay } from './play-day';

const dates = Array.from({ length: 14 }, (_, ahead) => addDays('2026-11-02', ahead));
const events = dates.flatMap((date) => [...playDay(planDay('followups', date))]);
const told = Map.groupBy(
  events.filter(({ type }) => type.startsWith('followup.')),
  ({ data }) => String(data['followupId']),
);
const all = [...told.values()];
const first = (steps: readonly IncomingEvent[]) => steps[0] as IncomingEvent;
const ofKind = (kind: string) => all.filter((steps) => first(steps).data['type'] === kind);
/** What came of the patient: the clinic that is telephoned after it is apart. */
const endOf = (steps: readonly IncomingEvent[]): IncomingEvent | undefined =>
  steps.findLast(({ type, data }) => type === 'followup.cancelled' || data['attemptNo'] !== undefined);
const share = (some: readonly unknown[], of: readonly unknown[]): number => some.length / of.length;

describe('calls that clinics of the demonstration have planned', () => {
  it('are told in the evening of a working day, or on a call for a prescription', () => {
    const lists = [...ofKind('post_discharge'), ...ofKind('visit_reminder')].map(first);
    // Nine working days of seven discharges and five visits.
    expect(ofKind('post_discharge').length).toBeGreaterThan(40);
    expect(ofKind('visit_reminder').length).toBeGreaterThan(25);
    expect(lists.filter(({ time }) => !isWorkingDay(localDateOf(Date.parse(time))))).toEqual([]);
    expect(lists.filter(({ time }) => wallClockMsOf(Date.parse(time)) < 16 * hourMs)).toEqual([]);
    const calls = new Set(
      events.filter(({ type }) => type === 'call.initiated').map(({ subject }) => subject),
    );
    const renewals = ofKind('prescription_renewal').map(first);
    expect(renewals.length).toBeGreaterThan(15);
    expect(renewals.filter(({ subject }) => !calls.has(subject))).toEqual([]);
  });

  it('are all ended, most on time, by calls in working hours', () => {
    expect(all.map(endOf).filter((end) => end === undefined)).toEqual([]);
    const daysOf = (steps: readonly IncomingEvent[]): number =>
      daysBetween(
        localDateOf(Date.parse(first(steps).time)),
        localDateOf(Date.parse(steps.at(-1)?.time ?? '')),
      );
    expect(Math.max(...all.map(daysOf))).toBeLessThan(tailDays);
    const late = all.filter((steps) => {
      const due = Date.parse(String(first(steps).data['dueAt']));
      return Date.parse(endOf(steps)?.time ?? '') > due;
    });
    expect(share(late, all)).toBeGreaterThan(0.02);
    expect(share(late, all)).toBeLessThan(0.2);
    const reached = all.filter((steps) => endOf(steps)?.data['result'] === 'reached');
    expect(share(reached, all)).toBeGreaterThan(0.85);
    for (const { time } of all.flatMap((steps) => steps.slice(1))) {
      expect(isWorkingDay(localDateOf(Date.parse(time)))).toBe(true);
      expect(wallClockMsOf(Date.parse(time))).toBeGreaterThanOrEqual(9 * hourMs);
    }
  });

  it('are answered with yes by most after a discharge; of the others the clinic is telephoned the same day or the next', () => {
    const answered = ofKind('post_discharge').flatMap((steps) => {
      const done = steps.find((event) => repliesOf(event) !== null);
      return done === undefined ? [] : [{ steps, done, replies: Object.values(repliesOf(done) ?? {}) }];
    });
    const worried = answered.filter(({ replies }) => replies.some((answer) => answer !== 'yes'));
    expect(share(worried, answered)).toBeGreaterThan(0.05);
    expect(share(worried, answered)).toBeLessThan(0.3);
    for (const { steps, done } of worried) {
      const [call] = steps.slice(steps.indexOf(done) + 1);
      expect(call?.data).toMatchObject({ result: 'reached' });
      expect(Date.parse(call?.time ?? '') - Date.parse(done.time)).toBeLessThan(96 * hourMs);
    }
    expect(
      ofKind('visit_reminder')
        .flat()
        .flatMap((event) => repliesOf(event) ?? []),
    ).toEqual([]);
  });

  it('change nothing of the calls of the day', () => {
    const [plan] = [planDay('followups', '2026-11-03')];
    const without = { ...plan, clinics: plan.clinics.map(({ followUps: _, ...clinic }) => clinic) };
    const calls = (of: typeof plan) => [...playDay(of)].filter(({ type }) => !type.startsWith('followup.'));
    expect(calls(plan)).toEqual(calls(without));
  });
});

import { describe, expect, it } from '@jest/globals';
import { playDay } from './day/play-day';
import type { IncomingEvent } from './incoming-event';
import { hourMs, minuteMs, wallClockMsOf, weekdayOf } from './local-date';
import { exerciseAt, exerciseDay, sceneDay, type SceneName } from './scenes';
import { peakWaiting, tellCalls } from './testing/tell-days';

const now = Date.parse('2026-11-21T21:17:00Z');
const within = (events: readonly IncomingEvent[], fromMin: number, toMin: number, type: string): number =>
  events.filter(({ time, type: own }) => {
    const minute = (Date.parse(time) - now) / minuteMs;
    return own === type && minute >= fromMin && minute < toMin;
  }).length;
const play = (name: SceneName): IncomingEvent[] => [...playDay(sceneDay('spec', name, now))];

describe('scenes', () => {
  it('enter a Monday morning in its rush, whatever the hour outside', () => {
    const plan = sceneDay('spec', 'monday', now);
    expect(weekdayOf(plan.date)).toBe(1);
    const soon = [...tellCalls(playDay(plan)).values()].filter(
      ({ startedAt }) => startedAt < now + 30 * minuteMs,
    );
    expect(peakWaiting(soon)).toBeGreaterThanOrEqual(12);
  });

  it('miss three people who come late', () => {
    const first = (events: readonly IncomingEvent[]): number => within(events, -40, 0, 'agent.logged_in');
    expect(first(play('late'))).toBeLessThanOrEqual(first(play('monday')) - 1);
    expect(within(play('late'), 0, 45, 'agent.logged_in')).toBeGreaterThanOrEqual(3);
  });

  it('cut the main telephone system off for twenty minutes, and its callers come back', () => {
    const main = play('outage').filter(({ source }) => source === '/pbx/lyon');
    expect(within(main, 2, 22, 'call.initiated')).toBe(0);
    expect(within(main, 22, 42, 'call.initiated')).toBeGreaterThan(
      1.1 * within(main, -18, 2, 'call.initiated'),
    );
    expect(main.some(({ data }) => data['cause'] === 'carrier')).toBe(true);
  });

  it('raise a storm of thousands of redials in an hour', () => {
    const events = play('storm');
    expect(within(events, 2, 62, 'call.initiated')).toBeGreaterThan(3_000);
    expect(events.some(({ type, data }) => type === 'call.blocked' && data['reason'] === 'busy')).toBe(true);
  });
});

describe('an exercise', () => {
  it('plays half past ten now, in true times, and can be put together again from what is kept of it', () => {
    const plan = exerciseDay('spec', now, {});
    expect((now - plan.base) / hourMs).toBe(10.5);
    expect([...playDay(exerciseAt('spec', plan))]).toEqual([...playDay(plan)]);
    expect(plan.base % minuteMs).toBe(0);
    expect(wallClockMsOf(plan.base)).not.toBe(0);
  });

  it('sends everybody home in time', () => {
    const until = now + 2 * hourMs;
    const events = [...playDay(exerciseDay('spec', now, { until }))];
    const calls = events.filter(({ type }) => type === 'call.initiated' || type === 'agent.logged_in');
    expect(calls.every(({ time }) => Date.parse(time) < until)).toBe(true);
    const lastOut = events.findLast(({ type }) => type === 'agent.logged_out');
    expect(Date.parse(lastOut?.time ?? '')).toBeLessThan(until + 20 * minuteMs);
  });
});

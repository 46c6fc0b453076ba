import { describe, expect, it } from '@jest/globals';
import { unknownOpening, usualLogIn, type AgentFact, type AgentLeg } from '@vigie/calls';

import { settleAgentDays, type AgentDay, type SettledAgentDay } from './agent-day';
import { DayCalendar } from './day-calendar';

const paris = new DayCalendar('Europe/Paris');
const hourMs = 3_600_000;
const monday = paris.onDate('2026-03-02');
const at = (hour: number) => monday.range.start + hour * hourMs;

function aDay(date: string, facts: readonly AgentFact[], legs: readonly AgentLeg[] = []): AgentDay {
  return { agentId: 'anne', day: paris.onDate(date), facts, legs, opening: unknownOpening };
}
const settle = (days: readonly AgentDay[]) => settleAgentDays(days, () => usualLogIn).settled;
function declares(hour: number, type: AgentFact['type'], more: Partial<AgentFact> = {}): AgentFact {
  return { type, at: at(hour), tie: `${type}${hour}`, ...more };
}
const available = (hour: number) => declares(hour, 'agent.state_changed', { state: 'available' });
const aLeg = (from: number, to: number): AgentLeg => ({
  callKey: 'c',
  direction: 'inbound',
  clinicId: null,
  offeredAt: null,
  offerEndedAt: null,
  answeredAt: at(from),
  endedAt: at(to),
  wrapStartedAt: null,
  wrapEndedAt: null,
  heldTimes: [],
});
const told = ({ spans }: SettledAgentDay) =>
  spans.map(({ from, to, state }) => [(from - at(0)) / hourMs, (to - at(0)) / hourMs, state]);

describe('the days of an agent', () => {
  it('end for the figures with the last thing heard, not at midnight', () => {
    const [day] = settle([aDay('2026-03-02', [available(9)], [aLeg(10, 10.5)])]);
    expect(day && told(day)).toEqual([
      [0, 9, 'unknown'],
      [9, 10, 'free'],
      [10, 10.5, 'on_call'],
    ]);
  });

  it('carry a state over midnight for one who goes on working', () => {
    const days = [
      aDay('2026-03-02', [available(20)]),
      aDay('2026-03-03', [declares(26, 'agent.logged_out')]),
    ];
    const [first, second] = settle(days);
    expect(first && told(first).at(-1)).toEqual([20, 24, 'free']);
    expect(second?.day.opening.state).toBe('free');
    expect(second && told(second)).toEqual([[24, 26, 'free']]);
  });

  it('do not keep one who forgot to log out at work through the night', () => {
    const days = [aDay('2026-03-02', [available(9)], [aLeg(17, 18)]), aDay('2026-03-03', [available(33)])];
    const [first, second] = settle(days);
    expect(first && told(first).at(-1)).toEqual([17, 18, 'on_call']);
    expect(second && told(second)).toEqual([[24, 33, 'free']]);
    expect(second?.day.opening).toMatchObject({ state: 'free', heardAt: at(18) });
  });

  it('remember over a day of which nothing is known that a log-in was never ended', () => {
    const lapsed = { loggedIn: false, queues: ['nuit'], pausedQueues: [] };
    const [, second] = settle([
      aDay('2026-03-02', [declares(23, 'agent.queue_joined', { queueId: 'nuit' })]),
      aDay('2026-03-05', [], [aLeg(80, 80.5)]),
    ]);
    expect(second?.day.opening).toMatchObject({ state: 'offline', since: at(39), lapsed });
    expect(second && told(second)).toEqual([
      [72, 80, 'offline'],
      [80, 80.5, 'on_call'],
    ]);
  });

  it('have 23 and 25 hours where the clocks change', () => {
    expect(paris.onDate('2026-03-29').range.end - paris.onDate('2026-03-29').range.start).toBe(23 * hourMs);
    expect(paris.onDate('2026-10-25').range.end - paris.onDate('2026-10-25').range.start).toBe(25 * hourMs);
  });

  it('are two for a conversation over midnight, and three at most', () => {
    const dates = (from: number, to: number) => paris.daysBetween(at(from), at(to)).map(({ date }) => date);
    expect(dates(23.9, 24.1)).toEqual(['2026-03-02', '2026-03-03']);
    expect(dates(1, 2)).toEqual(['2026-03-02']);
    expect(dates(1, 400)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
  });
});

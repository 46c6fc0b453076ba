import { describe, expect, it } from '@jest/globals';
import type { IncomingEvent } from '../incoming-event';
import { addDays } from '../local-date';
import { simulateDays } from '../simulate-days';
import { tellCalls } from '../testing/tell-days';
import { scriptedConditions } from './script';

const anchor = '2026-06-24';
const day = (date: string): IncomingEvent[] => [...simulateDays('spec', date, addDays(date, 1), { anchor })];
const callsOf = (events: readonly IncomingEvent[], clinicId: string): number =>
  [...tellCalls(events).values()].filter((call) => call.clinicId === clinicId && call.end !== 'closed')
    .length;
const countOf = (events: readonly IncomingEvent[], type: string): number =>
  events.filter((e) => e.type === type).length;

describe('the story of the demo centre', () => {
  it('has four more secretaries a day since three weeks before', () => {
    expect(countOf(day('2026-06-02'), 'agent.logged_in')).toBe(25);
    expect(countOf(day('2026-06-03'), 'agent.logged_in')).toBe(29);
  });

  it('has a Tuesday on which a letter doubles the calls of one clinic', () => {
    const letter = callsOf(day('2026-06-16'), 'ophtalmologie-bellecour');
    expect(letter / callsOf(day('2026-06-23'), 'ophtalmologie-bellecour')).toBeGreaterThan(1.7);
  });

  it('has twenty minutes on a Thursday without a call through the main telephone system', () => {
    const quiet = day('2026-06-04').filter(
      ({ type, source, time }) =>
        type === 'call.initiated' &&
        source === '/pbx/lyon' &&
        time >= '2026-06-04T08:10' &&
        time < '2026-06-04T08:30',
    );
    expect(quiet).toEqual([]);
  });

  it('has a telephone that rings in vain for a morning', () => {
    const untaken = day('2026-06-17').filter(({ data }) => data['result'] === 'no_answer');
    const byAgent = Map.groupBy(untaken, ({ data }) => data['agentId']);
    expect(Math.max(...[...byAgent.values()].map(({ length }) => length))).toBeGreaterThan(40);
  });

  it('has three days on which a doctor is away and few appointments are to be had', () => {
    const absent = ['2026-06-08', '2026-06-09', '2026-06-10', '2026-06-11'].map(
      (date) => scriptedConditions(date, anchor).absentDoctorOf,
    );
    expect(absent).toEqual(['cabinet-durand', 'cabinet-durand', 'cabinet-durand', null]);
  });

  it('has a flu campaign of two weeks', () => {
    const factor = (date: string): number => scriptedConditions(date, anchor).demandOf('centre-lilas');
    expect(['2026-06-06', '2026-06-07', '2026-06-20', '2026-06-21'].map(factor)).toEqual([1, 1.12, 1.12, 1]);
  });
});

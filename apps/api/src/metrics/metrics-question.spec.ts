import { describe, expect, it } from '@jest/globals';
import { Problem } from '../platform/problems';
import { readMetricsQuestion, type RawQuery } from './metrics-question';

const defaults = { timezone: 'Europe/Paris', serviceLevelSeconds: 20, serviceLevelFormula: 'sl2' as const };
const range = { from: '2026-11-22', to: '2026-11-23' };
const ask = (query: RawQuery) => readMetricsQuestion({ ...range, ...query }, defaults);
function codeOf(query: RawQuery): string {
  try {
    ask(query);
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`;
    throw error;
  }
  return 'accepted';
}

describe('a question', () => {
  it('takes what it does not say from the settings', () => {
    expect(ask({})).toEqual({
      from: Date.parse('2026-11-22T00:00:00+01:00'),
      to: Date.parse('2026-11-23T00:00:00+01:00'),
      timezone: 'Europe/Paris',
      interval: 'all',
      by: 'none',
      channel: null,
      coveredOnly: false,
      peaks: false,
      agentTime: false,
      callbacks: false,
      returns: false,
      unit: 'calls',
      filters: {},
      window: {},
      serviceLevelSeconds: 20,
      serviceLevelFormula: 'sl2',
    });
  });

  it('reads local dates in its own zone, and times by their offset', () => {
    expect(ask({ timezone: 'America/New_York' }).from).toBe(Date.parse('2026-11-22T05:00:00Z'));
    expect(ask({ from: '2026-11-22T09:15:00+01:00' }).from).toBe(Date.parse('2026-11-22T08:15:00Z'));
    expect(ask({ from: '2026-11-22T09:15:00 01:00' }).from).toBe(Date.parse('2026-11-22T08:15:00Z'));
    expect(ask({ from: '2026-11-22T08:15Z' }).from).toBe(Date.parse('2026-11-22T08:15:00Z'));
  });

  it('begins and ends on a quarter of an hour', () => {
    expect(codeOf({ from: '2026-11-22T09:10:00+01:00' })).toBe('400 unaligned');
    expect(codeOf({ to: '2026-11-22T09:15:00.001+01:00' })).toBe('400 unaligned');
    expect(codeOf({ dayStart: '08:10' })).toBe('400 unaligned');
  });

  it('is refused with a code that says what is wrong', () => {
    expect(codeOf({ from: undefined })).toBe('400 missing_parameter');
    expect(codeOf({ from: 'yesterday' })).toBe('400 invalid_time');
    expect(codeOf({ from: '2026-02-30' })).toBe('400 invalid_time');
    expect(codeOf({ from: '2026-02-30T00:00:00Z' })).toBe('400 invalid_time');
    expect(codeOf({ from: '2026-11-22T09:15:00' })).toBe('400 invalid_time');
    expect(codeOf({ to: '2026-11-22' })).toBe('400 empty_range');
    expect(codeOf({ to: '2026-11-21' })).toBe('400 empty_range');
    expect(codeOf({ from: '1990-01-01' })).toBe('400 range_too_wide');
    expect(codeOf({ interval: '5m' })).toBe('400 invalid_parameter');
    expect(codeOf({ by: 'caller' })).toBe('400 invalid_parameter');
    expect(codeOf({ timezone: 'Europe/Lyon' })).toBe('400 invalid_parameter');
    expect(codeOf({ from: ['2026-11-22', '2026-11-23'] })).toBe('400 invalid_parameter');
    expect(codeOf({ weekdays: '0' })).toBe('400 invalid_parameter');
    expect(codeOf({ dayStart: '12:00', dayEnd: '12:00' })).toBe('400 invalid_parameter');
    expect(codeOf({ serviceLevelFormula: 'sl6' })).toBe('400 invalid_parameter');
    expect(codeOf({ queueID: 'rdv' })).toBe('400 unknown_parameter');
    expect(codeOf({ clinicId: Array.from({ length: 501 }, String) })).toBe('400 invalid_parameter');
  });

  it('may set the service level only where waits are told apart', () => {
    expect(ask({ serviceLevelSeconds: '122' }).serviceLevelSeconds).toBe(122);
    expect(codeOf({ serviceLevelSeconds: '121' })).toBe('400 not_a_wait_edge');
    expect(codeOf({ serviceLevelSeconds: '0' })).toBe('400 not_a_wait_edge');
    expect(codeOf({ serviceLevelSeconds: '-5' })).toBe('400 invalid_parameter');
    expect(codeOf({ serviceLevelSeconds: '20.5' })).toBe('400 invalid_parameter');
  });

  it('names several keys by repeating a filter, and the unknown by the empty text', () => {
    expect(ask({ clinicId: ['a', 'b', 'a'], language: '' }).filters).toEqual({
      clinic: ['a', 'b'],
      language: [''],
    });
  });

  it('about queues counts segments, about agents legs, about anything else calls', () => {
    expect(ask({ by: 'queue' }).unit).toBe('segments');
    expect(ask({ by: 'clinic', queueId: 'rdv' }).unit).toBe('segments');
    expect(ask({ by: 'agent', queueId: 'rdv' }).unit).toBe('legs');
    expect(ask({ agentId: 'anna' }).unit).toBe('legs');
    expect(ask({ by: 'reason', clinicId: 'a' }).unit).toBe('calls');
  });

  it('may leave out weekdays and hours', () => {
    expect(ask({ weekdays: '1,5,1', dayStart: '08:15', dayEnd: '24:00' }).window).toEqual({
      weekdays: [1, 5],
      dayStart: 495,
      dayEnd: 1440,
    });
  });
});

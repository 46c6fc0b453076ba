import { describe, expect, it } from '@jest/globals';

import { pastDates, readSimulation } from './simulate-options';

const seed = 'vigie';

describe('what to simulate', () => {
  it('is a week into a tenant unless told otherwise, and a scene alone without a past', () => {
    expect(readSimulation({ seed, tenant: 'a' })).toEqual({
      seed,
      days: 7,
      scene: null,
      target: { kind: 'tenant', tenantId: 'a' },
    });
    expect(readSimulation({ seed, tenant: 'a', scene: 'storm' })).toMatchObject({ days: 0, scene: 'storm' });
    expect(readSimulation({ seed, tenant: 'a', scene: 'storm', days: '3' })).toMatchObject({ days: 3 });
  });

  it('is written to a file as events or as a queue_log', () => {
    const target = (format?: string) =>
      readSimulation({ seed, out: 'f', ...(format === undefined ? {} : { format }) }).target;
    expect(target()).toEqual({ kind: 'file', path: 'f', format: 'cloudevents' });
    expect(target('queue_log')).toEqual({ kind: 'file', path: 'f', format: 'queue_log' });
  });

  it.each([
    [{}, '--tenant ID or --out FILE'],
    [{ tenant: 'a', out: 'f' }, 'Choose one'],
    [{ tenant: 'a', format: 'queue_log' }, '--format goes with --out'],
    [{ out: 'f', format: 'csv' }, '--format must be'],
    [{ tenant: 'a', scene: 'sunday' }, '--scene must be'],
    [{ tenant: 'a', days: '-1' }, '--days must be'],
    [{ tenant: 'a', days: '401' }, '--days must be'],
  ])('refuses %j and says which flag is wrong', (flags, message) => {
    expect(() => readSimulation({ seed, ...flags })).toThrow(message);
  });

  it('has the days before today, oldest first', () => {
    expect(pastDates('2026-03-02', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });
});

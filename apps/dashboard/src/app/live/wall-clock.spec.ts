import { describe, expect, it } from '@jest/globals';

import { instantOfWallClock, wallClockOf } from './wall-clock';

const paris = 'Europe/Paris';

describe('day and time as the clock of the centre shows them', () => {
  it.each([
    ['2026-10-14T10:02:10', '2026-10-14T08:02:10Z'],
    ['2026-12-01T00:00:00', '2026-11-30T23:00:00Z'],
    ['2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
    ['2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
  ])('%s is one instant, there and back', (clock, instant) => {
    expect(instantOfWallClock(clock, paris)).toBe(Date.parse(instant));
    expect(wallClockOf(Date.parse(instant), paris)).toBe(clock);
  });

  it('takes the first of an hour that comes twice, and the hour after of one that never comes', () => {
    expect(instantOfWallClock('2026-10-25T02:30:00', paris)).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(instantOfWallClock('2026-03-29T02:30:00', paris)).toBe(Date.parse('2026-03-29T01:30:00Z'));
  });

  it('reads a field without seconds, and nothing out of nothing', () => {
    expect(instantOfWallClock('2026-10-14T10:02', paris)).toBe(Date.parse('2026-10-14T08:02:00Z'));
    expect(instantOfWallClock('', paris)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';

import { SourceClocks } from './source-clocks';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 22, 8);

/** Events that came one a second, each so long after the source's clock says it happened. */
function skewsOf(clocks: SourceClocks, leads: readonly number[], source = '/pbx'): number[] {
  return leads.map((lead, second) => {
    const now = start + second * 1_000;
    return clocks.skewOf('lyon', source, now + lead, now);
  });
}

describe('the clock of a telephone system', () => {
  it('that is an hour ahead is known by its first event, and stays known', () => {
    const skews = skewsOf(new SourceClocks(), [hour - 200, hour - 400, hour - 100, hour - 9_000]);
    expect(skews).toEqual([hour - 200, hour - 400, hour - 200, hour - 400]);
  });

  it('that differs by up to a minute is right enough, and events that come late tell nothing', () => {
    expect(skewsOf(new SourceClocks(), [59_000, -300, -100_000])).toEqual([0, 0, 0]);
    expect(skewsOf(new SourceClocks(), [-100_000, -90_000, -80_000])).toEqual([0, 0, 0]);
  });

  it('is not moved by one wrong event among right ones', () => {
    expect(skewsOf(new SourceClocks(), [-100, -200, 5 * hour, -300])).toEqual([0, 0, 0, 0]);
  });

  it('is not told by history that is sent: only what comes as it happens tells it', () => {
    const clocks = new SourceClocks();
    skewsOf(clocks, [hour - 100, hour - 200, hour - 300]);
    expect(clocks.skewOf('lyon', '/pbx', start - 24 * hour, start + 5_000)).toBe(hour - 200);
    expect(clocks.skewOf('lyon', '/other', start - 24 * hour, start + 5_000)).toBe(0);
  });

  it('is what its heartbeats tell, ahead or behind', () => {
    const clocks = new SourceClocks();
    clocks.told('lyon', '/pbx', -2 * hour, start);
    expect(clocks.skewOf('lyon', '/pbx', start - 2 * hour, start + 1_000)).toBe(-2 * hour);
    expect(clocks.skewOf('nice', '/pbx', start - 2 * hour, start + 1_000)).toBe(0);
  });

  it('that was set right is right again after some events, and after a while in any case', () => {
    const clocks = new SourceClocks();
    skewsOf(clocks, Array(15).fill(hour) as number[]);
    expect(skewsOf(clocks, Array(9).fill(-100) as number[]).at(-1)).toBe(0);
    const other = new SourceClocks();
    skewsOf(other, Array(15).fill(hour) as number[]);
    expect(other.skewOf('lyon', '/pbx', start + hour, start + hour)).toBe(0);
  });
});

import { describe, expect, it } from '@jest/globals';

import { hazardByPhase, hazardBySecond, type GreetingSecond } from './greeting-registry';

const calls = (
  second: number,
  phase: GreetingSecond['phase'],
  hungUp: boolean,
  count: number,
  ms: Partial<GreetingSecond['ms']> = {},
): GreetingSecond => ({ second, phase, hungUp, calls: count, ms: { before: 0, during: 0, after: 0, ...ms } });

describe('who hangs up at the greeting', () => {
  it('is told by the second, of those who were still there', () => {
    const seconds = [
      calls(0, 'before', true, 5),
      calls(1, 'during', true, 10),
      calls(1, 'after', false, 20),
      calls(4, 'after', false, 65),
    ];
    expect(hazardBySecond(seconds, 60)).toEqual([
      { second: 0, atRisk: 100, hungUp: 5 },
      { second: 1, atRisk: 95, hungUp: 10 },
      { second: 2, atRisk: 65, hungUp: 0 },
      { second: 3, atRisk: 65, hungUp: 0 },
      { second: 4, atRisk: 65, hungUp: 0 },
    ]);
    expect(hazardBySecond([calls(3, 'after', true, 19)], 60)).toEqual([]);
  });

  it('is told by what they were hearing, for each minute that callers heard it', () => {
    const phases = hazardByPhase([
      calls(2, 'during', true, 3, { before: 60_000, during: 90_000 }),
      calls(9, 'after', true, 4, { before: 60_000, during: 90_000, after: 120_000 }),
      calls(9, 'after', false, 40, { after: 120_000 }),
    ]);
    expect(phases).toEqual([
      { phase: 'before', hungUp: 0, ms: 120_000, perMinute: 0 },
      { phase: 'during', hungUp: 3, ms: 180_000, perMinute: 1 },
      { phase: 'after', hungUp: 4, ms: 240_000, perMinute: 1 },
    ]);
    expect(hazardByPhase([])[0]?.perMinute).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';

import { agentCounts } from '../testing/sample-board';
import { squaresOf } from './staff-strip';

describe('the squares of the secretaries', () => {
  it('are one each, those who are missing last', () => {
    const squares = squaresOf({ ...agentCounts({ free: 1, on_call: 2 }), missing: 2 });
    expect(squares).toEqual(['free', 'on_call', 'on_call', 'missing', 'missing']);
  });

  it('stand for several where there are hundreds, and leave no state out', () => {
    const squares = squaresOf({
      ...agentCounts({ free: 112, on_call: 700, ringing: 1, wrap_up: 90, break: 40, off_phone: 3 }),
      missing: 103,
    });
    expect(squares.length).toBeLessThanOrEqual(38);
    expect(new Set(squares)).toEqual(
      new Set(['free', 'on_call', 'ringing', 'wrap_up', 'break', 'off_phone', 'missing']),
    );
    expect(squares.filter((one) => one === 'on_call').length).toBeGreaterThan(20);
  });
});

import { describe, expect, it } from '@jest/globals';

import { serverOffset, withSample } from './follow-frames';

describe('the difference between the server’s clock and ours', () => {
  it('is that of the frame that travelled least', () => {
    const samples = [900, 250, 40, 600].reduce<readonly number[]>(
      (kept, delay) => withSample(kept, 10_000, 10_000 - 5000 + delay),
      [],
    );
    expect(serverOffset(samples)).toBe(4960);
  });

  it('forgets what is long ago, so that a clock set right is believed', () => {
    const wrong = withSample([], 60_000, 0);
    const samples = Array.from({ length: 12 }).reduce<readonly number[]>(
      (kept) => withSample(kept, 100, 90),
      wrong,
    );
    expect(serverOffset(samples)).toBe(10);
  });

  it('is nought before the first frame', () => {
    expect(serverOffset([])).toBe(0);
  });
});

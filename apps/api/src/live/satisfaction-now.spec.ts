import { describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { SatisfactionNow } from './satisfaction-now';

const figure = {
  channel: 'sms',
  n: 12,
  csat: { value: 0.75, low: 0.47, high: 0.91 },
  mean: { value: 4.1, low: 3.5, high: 4.7 },
  fragile: true,
};
const untold = { satisfied: null, n: null, fragile: false, suppressed: 'few_answers' };

describe('satisfaction on the wall', () => {
  it('is what is published, and nothing where nothing is', async () => {
    const published = { running: () => Promise.resolve({ date: '2026-03-02', today: null, month: figure }) };
    expect(await new SatisfactionNow(published, new ManualClock(0)).of('t')).toEqual({
      today: untold,
      month: { satisfied: figure.csat, n: 12, fragile: true, suppressed: null },
    });
  });

  it('is asked for every few seconds at most, each tenant for itself', async () => {
    const clock = new ManualClock(0);
    const asked: string[] = [];
    const running = (tenantId: string) => {
      asked.push(tenantId);
      return Promise.resolve({ date: '2026-03-02', today: null, month: null });
    };
    const now = new SatisfactionNow({ running }, clock);
    await Promise.all([now.of('a'), now.of('a'), now.of('b')]);
    clock.advance(4_999);
    await now.of('a');
    expect(asked).toEqual(['a', 'b']);
    clock.advance(1);
    await now.of('a');
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('is asked for again at once after it could not be read', async () => {
    let tries = 0;
    const running = () => {
      tries += 1;
      return tries === 1
        ? Promise.reject(new Error('away'))
        : Promise.resolve({ date: '', today: null, month: null });
    };
    const now = new SatisfactionNow({ running }, new ManualClock(0));
    await expect(now.of('a')).rejects.toThrow('away');
    expect(await now.of('a')).toEqual({ today: untold, month: untold });
  });
});

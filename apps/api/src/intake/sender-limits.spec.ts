import { describe, expect, it } from '@jest/globals';

import { SenderLimits, type Sender } from './sender-limits';

const key = { perSecond: 100, atOnce: 500 };
const tenant = { perSecond: 200, atOnce: 800 };
const a: Sender = { keyId: 'a', tenantId: 'rivage' };
const b: Sender = { keyId: 'b', tenantId: 'rivage' };
const other: Sender = { keyId: 'c', tenantId: 'colline' };

const allowed = (limits: SenderLimits, sender: Sender, now: number): boolean => {
  try {
    limits.check(sender, now);
    return true;
  } catch {
    return false;
  }
};

describe('what a key may send', () => {
  it('is a burst and then a steady rate', () => {
    const limits = new SenderLimits({ key, tenant });
    limits.check(a, 0);
    limits.spend(a, 500, 0);
    expect(() => limits.check(a, 0)).toThrow(expect.objectContaining({ status: 429, retryAfterSeconds: 1 }));
    expect(allowed(limits, a, 10)).toBe(true);
    expect(allowed(limits, b, 0)).toBe(true);
  });

  it('is owed after a request that was larger than what was left, and never forgiven by waiting longer', () => {
    const limits = new SenderLimits({ key, tenant: { perSecond: 10_000, atOnce: 50_000 } });
    limits.spend(a, 1_500, 0);
    expect(() => limits.check(a, 0)).toThrow(expect.objectContaining({ retryAfterSeconds: 11 }));
    expect(allowed(limits, a, 9_000)).toBe(false);
    expect(allowed(limits, a, 10_100)).toBe(true);
    limits.spend(a, 500, 1_000_000);
    expect(allowed(limits, a, 1_000_000)).toBe(false);
  });
});

describe('what a tenant may send', () => {
  it('is not multiplied by having several keys, and takes nothing from another tenant', () => {
    const limits = new SenderLimits({ key, tenant });
    limits.spend(a, 400, 0);
    limits.spend(b, 400, 0);
    for (const sender of [a, b, { keyId: 'new', tenantId: 'rivage' }])
      expect(() => limits.check(sender, 0)).toThrow(
        expect.objectContaining({ code: 'too_many_events', retryAfterSeconds: 1 }),
      );
    expect(allowed(limits, other, 0)).toBe(true);
    expect(allowed(limits, a, 10)).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { messageIdOf, retryDelayMs } from './delivery';
import { isGenuineWebhook, signWebhook } from './webhook-signature';

describe('a webhook’s signature', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const parts = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };

  it('is the one of Standard Webhooks', () => {
    expect(signWebhook(parts, secret)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('holds for five minutes and for nothing else than what was signed', () => {
    const signature = signWebhook(parts, secret);
    const genuine = (more: Partial<typeof parts>, at = parts.timestamp) =>
      isGenuineWebhook({ ...parts, ...more }, signature, secret, at);
    expect(genuine({})).toBe(true);
    expect(genuine({}, parts.timestamp + 300)).toBe(true);
    expect(genuine({}, parts.timestamp + 301)).toBe(false);
    expect(genuine({}, parts.timestamp - 301)).toBe(false);
    expect(genuine({ id: 'another' })).toBe(false);
    expect(genuine({ body: '{}' })).toBe(false);
    expect(isGenuineWebhook(parts, signature, 'whsec_b3RoZXI=', parts.timestamp)).toBe(false);
    expect(isGenuineWebhook(parts, `v1,old ${signature}`, secret, parts.timestamp)).toBe(true);
    expect(isGenuineWebhook(parts, '', secret, parts.timestamp)).toBe(false);
  });
});

describe('a message’s id', () => {
  it('is plain where a header may hold it', () => {
    expect(messageIdOf('report', 'place', 'cabinet_2-durand', '2026-10', 1, 2)).toBe(
      'report-place-cabinet_2-durand-2026-10-1-2',
    );
  });

  it('is another one for clinics whose ids differ in an accent or a sign: each gets its letter', () => {
    const ids = ['Sète', 'Sâte', 'S_te', 'S te', 'Ωητε', 'Ωητα'].map((id) => messageIdOf('sheet', id, 1, 1));
    expect(new Set(ids).size).toBe(ids.length);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        const id = messageIdOf('sheet', one, 1, 1);
        expect(id).toMatch(/^[\w-]+$/);
        expect(id === messageIdOf('sheet', other, 1, 1)).toBe(one === other);
      }),
    );
  });
});

describe('the wait before the next try', () => {
  it('doubles, is spread by chance, and is never more than three hours', () => {
    expect(retryDelayMs(1, 0)).toBe(10_000);
    expect(retryDelayMs(1, 1)).toBe(20_000);
    expect(retryDelayMs(5, 1)).toBe(320_000);
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
        const delay = retryDelayMs(attempts, chance);
        expect(delay).toBeGreaterThanOrEqual(10_000);
        expect(delay).toBeLessThanOrEqual(3 * 3_600_000);
      }),
    );
  });

  it('leaves time for many tries in three days', () => {
    let waited = 0;
    let tries = 0;
    while (waited < 72 * 3_600_000) waited += retryDelayMs((tries += 1), 1);
    expect(tries).toBeGreaterThan(20);
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';

import { ManualClock } from '../platform/clock';
import { readConfig } from '../platform/config';
import type { Client } from '../platform/http/client';
import { allPermissions } from './permissions';
import { RequestLimits } from './request-limits';
import { viewerOfDemo, viewerOfWall, viewerSignedIn, viewerWithKey } from './viewer';

const usual = {
  VIGIE_REQUESTS_PER_PERSON: '2/10',
  VIGIE_REQUESTS_PER_KEY: '4/20',
  VIGIE_REQUESTS_PER_ADDRESS: '8/40',
};
const clock = new ManualClock(0);
const limitsOf = (env: Readonly<Record<string, string>> = usual) => new RequestLimits(clock, readConfig(env));

const someone = (personId: string, tenantId = 'place') =>
  viewerSignedIn(
    {
      tenantId,
      personId,
      sessionId: null,
      name: 'Claire',
      agentId: null,
      memberships: [{ role: 'supervisor', scope: { kind: 'all' } }],
    },
    'metrics.see',
  );
const key = viewerWithKey(
  { tenantId: 'place', keyId: 'k1', name: 'BI', scopes: ['metrics:read'], sendsAs: null, clinicIds: null },
  'metrics.see',
);
const television = viewerOfWall(
  { tenantId: 'place', linkId: 'w1', name: 'Accueil', namesClinics: false, scope: { kind: 'all' } },
  'board.see',
);
const from = (address: string, isLocal = false): Client => ({
  address,
  isLocal,
  isSecure: true,
  isEncrypted: true,
  isOwnPage: true,
});

/** How many of a hundred requests at once are let through, and what the first one after them is told. */
function letThrough(take: () => void): { readonly count: number; readonly refusal: unknown } {
  let count = 0;
  let refusal: unknown = null;
  for (let asked = 0; asked < 100; asked += 1) {
    try {
      take();
      count += 1;
    } catch (error) {
      refusal ??= error;
    }
  }
  return { count, refusal };
}

describe('how many requests are answered', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn');
  beforeEach(() => {
    clock.setTo(1_000_000);
    warn.mockReset().mockImplementation(() => undefined);
  });
  afterEach(() => {
    warn.mockReset();
  });

  it('is a burst and then a steady pace, for each person, television, key and network', () => {
    const limits = limitsOf();
    const asking: readonly (readonly [() => void, burst: number, eachSecond: number])[] = [
      [() => limits.takeOfViewer(someone('p1')), 10, 2],
      [() => limits.takeOfViewer(television), 10, 2],
      [() => limits.takeOfViewer(key), 20, 4],
      [() => limits.takeOfNetwork(from('203.0.113.7')), 40, 8],
    ];
    for (const [take, burst] of asking) {
      const { count, refusal } = letThrough(take);
      expect([count, refusal]).toEqual([
        burst,
        expect.objectContaining({ status: 429, code: 'too_many_requests', retryAfterSeconds: 1 }),
      ]);
    }
    clock.advance(1_000);
    for (const [take, , eachSecond] of asking) expect(letThrough(take).count).toBe(eachSecond);
  });

  it('says how long to wait until one more is answered', () => {
    const limits = limitsOf({ VIGIE_REQUESTS_PER_KEY: '1/3' });
    expect(letThrough(() => limits.takeOfViewer(key))).toMatchObject({ count: 3 });
    clock.advance(999);
    expect(letThrough(() => limits.takeOfViewer(key))).toMatchObject({ count: 0 });
    clock.advance(1);
    expect(letThrough(() => limits.takeOfViewer(key))).toMatchObject({ count: 1 });
  });

  it('takes nothing from a colleague, from another centre, or from the next network', () => {
    const limits = limitsOf();
    letThrough(() => limits.takeOfViewer(someone('p1')));
    letThrough(() => limits.takeOfNetwork(from('2001:db8:1:2::1')));
    expect(letThrough(() => limits.takeOfViewer(someone('p2'))).count).toBe(10);
    expect(letThrough(() => limits.takeOfViewer(someone('p1', 'rivage'))).count).toBe(10);
    expect(letThrough(() => limits.takeOfNetwork(from('2001:db8:1:2::ffff'))).count).toBe(0);
    expect(letThrough(() => limits.takeOfNetwork(from('2001:db8:1:3::1'))).count).toBe(40);
  });

  it('is without end at the machine itself for its demonstration, and where the settings say off', () => {
    const limits = limitsOf();
    expect(letThrough(() => limits.takeOfNetwork(from('127.0.0.1', true))).count).toBe(100);
    expect(letThrough(() => limits.takeOfViewer(viewerOfDemo('example', 'board.see'))).count).toBe(100);
    const off = limitsOf({ VIGIE_REQUESTS_PER_KEY: 'off' });
    expect(letThrough(() => off.takeOfViewer(key)).count).toBe(100);
  });

  it('is said in the log once a minute for each person and key, and for all networks together without an address', () => {
    const limits = limitsOf();
    for (let round = 0; round < 2; round += 1) {
      letThrough(() => limits.takeOfViewer(key));
      letThrough(() => limits.takeOfViewer(someone('p1')));
      letThrough(() => limits.takeOfNetwork(from('203.0.113.7')));
      letThrough(() => limits.takeOfNetwork(from('203.0.113.8')));
    }
    expect(warn.mock.calls).toEqual([
      [{ requests: 'refused', by: 'key', tenant: 'place', id: 'k1' }],
      [{ requests: 'refused', by: 'person', tenant: 'place', id: 'p1' }],
      [{ requests: 'refused', by: 'address' }],
    ]);
    clock.advance(60_000);
    letThrough(() => limits.takeOfViewer(key));
    expect(warn).toHaveBeenCalledTimes(4);
  });

  it('leaves out what has limits of its own or is asked by machines that watch', () => {
    expect(allPermissions.filter((permission) => !RequestLimits.counts(permission))).toEqual([
      'events.send',
      'hooks.deliver',
      'instruments.see',
      'health.see',
    ]);
  });

  it.each(['20', '0/10', '20/', '1.5/10', '20/400/1', 'on'])(
    'is no setting by %s, which stops the start',
    (VIGIE_REQUESTS_PER_PERSON) => {
      expect(() => readConfig({ VIGIE_REQUESTS_PER_PERSON })).toThrow(
        'VIGIE_REQUESTS_PER_PERSON: requests a second and at once, such as 20/400, or off',
      );
    },
  );
});

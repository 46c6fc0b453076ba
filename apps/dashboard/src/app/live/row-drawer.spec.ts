import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { readRecentCalls, recentCallsAddress } from './row-drawer';

const request = { row: { kind: 'clinic', id: 'sud & nord' }, tenant: 'demo' } as const;
const answerWith = (body: unknown, status = 200): void => {
  globalThis.fetch = jest.fn(() =>
    Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve(body) } as Response),
  );
};

describe('the last calls of a row', () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });

  it('are asked for by an address that survives any id', () => {
    expect(recentCallsAddress(request)).toBe('/api/v1/live/calls?clinicId=sud+%26+nord&limit=30&tenant=demo');
  });

  it('are taken as the contract says they are, or not at all', async () => {
    const call = {
      id: 'k',
      arrivedAt: '2026-11-23T09:00:00.000Z',
      clinicId: 'sud',
      queueId: null,
      outcome: 'answered',
      waitMs: 4_000,
      talkMs: 60_000,
      talkingSince: null,
      agentId: 'anna',
      reason: null,
      mask: null,
      attempt: 1,
      recovered: false,
    };
    answerWith([call]);
    expect(await readRecentCalls(request, new AbortController().signal)).toEqual([call]);
    answerWith([call, { id: 'x' }]);
    await expect(readRecentCalls(request, new AbortController().signal)).rejects.toThrow('something else');
  });

  it('fail aloud when the server refuses', async () => {
    answerWith({}, 503);
    await expect(readRecentCalls(request, new AbortController().signal)).rejects.toThrow('503');
  });
});

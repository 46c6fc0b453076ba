import { describe, expect, it } from '@jest/globals';

import { CallSender } from './call-sender';
import type { CallRequest } from './call-request-store';

const now = Date.parse('2026-11-24T09:00:00Z');
const request = (requestId: string): CallRequest => ({
  ...{ requestId, obligationId: `o-${requestId}`, openedBy: 'c', callKey: 'c', source: '/pbx' },
  ...{ reference: 'in-1', extension: '101', askedAt: now - 20_000, tries: 0 },
});

describe('calls that a process left unasked when it ended', () => {
  it('ring no set for whose turn the telephone system was too slow: who asked has hung up', async () => {
    let clock = now;
    const asked: string[] = [];
    const told: unknown[] = [];
    const tx = {
      query: (sql: string, values: readonly unknown[]) => {
        if (sql.includes('SET sent_until')) return Promise.resolve([[request('first'), request('later')], 2]);
        if (!sql.includes('SET state')) return Promise.resolve([[], 0]);
        told.push([values[1], values[2]]);
        return Promise.resolve([[], 0]);
      },
    };
    const sender = new CallSender(
      { withTenant: (_: string, work: (given: typeof tx) => unknown) => work(tx) } as never,
      { append: () => Promise.resolve() } as never,
      { ring: () => undefined } as never,
      { now: () => clock },
      { addressOf: () => Promise.resolve({ url: 'https://pbx.example', secret: 'whsec_' }) } as never,
      {
        ask: (_: unknown, { id }: { readonly id: string }) => {
          asked.push(id);
          clock += 11_000;
          return Promise.resolve({ state: 'ringing', why: null, call: null, isFinal: true });
        },
      } as never,
    );
    await sender.takeUp('place');
    expect(asked).toEqual(['first']);
    expect(told).toEqual([
      ['first', 'ringing'],
      ['later', 'unknown'],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';

import type { Clock } from '../../platform/clock';
import { SourceHeartbeat } from './source-heartbeat';

const kit = () => {
  const sent: Array<{ type: string; source: string; time: string }> = [];
  let now = Date.parse('2026-11-29T09:00:01.000Z');
  const receive = (_tenant: string, events: readonly unknown[]) => {
    sent.push(...(events as typeof sent));
    return Promise.resolve({ received: 1, accepted: 1, duplicates: 0, rejectedCount: 0, rejected: [] });
  };
  const clock: Clock = { now: () => now };
  const heartbeat = new SourceHeartbeat({ receive }, clock, { tenantId: 't', source: 'asterisk' });
  return { sent, heartbeat, pass: (ms: number) => (now += ms) };
};

describe('a reader that lives', () => {
  it('says so at once and every quarter of a minute, however often it looks', async () => {
    const { sent, heartbeat, pass } = kit();
    for (let look = 0; look < 300; look += 1, pass(100)) await heartbeat.beat();
    expect(sent.map(({ time }) => time.slice(17, 19))).toEqual(['01', '15', '30']);
    expect(sent[0]).toMatchObject({ type: 'source.heartbeat', source: 'asterisk' });
  });

  it('says it again when the database did not take it', async () => {
    const { sent, pass } = kit();
    let away = true;
    const clock: Clock = { now: () => Date.parse('2026-11-29T09:00:01.000Z') };
    const heartbeat = new SourceHeartbeat(
      {
        receive: (_tenant: string, events: readonly unknown[]) => {
          if (away) return Promise.reject(new Error('away'));
          sent.push(...(events as typeof sent));
          return Promise.resolve({ received: 1, accepted: 1, duplicates: 0, rejectedCount: 0, rejected: [] });
        },
      },
      clock,
      { tenantId: 't', source: 'asterisk' },
    );
    pass(0);
    await expect(heartbeat.beat()).rejects.toThrow('away');
    away = false;
    await heartbeat.beat();
    expect(sent).toHaveLength(1);
  });
});

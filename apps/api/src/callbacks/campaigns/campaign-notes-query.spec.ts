import { describe, expect, it } from '@jest/globals';
import { isBarredBy } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { serverEventOfCall } from '../../event-log/server-events';
import { marksOfClinic } from './campaign-notes-query';

const at = Date.parse('2026-11-24T09:00:00Z');
const call = { source: '/pbx', callId: 'in-1' };

/** A log whose latest note is not folded yet, and a caller whose call is. */
function holding(isSo: boolean): EntityManager {
  const { data, ...event } = serverEventOfCall(call, {
    ...{ type: 'campaign.do_not_call', at, id: 'note-1', data: { isSo } },
  });
  const query = (sql: string, values: readonly unknown[]) => {
    if (sql.includes('FROM event_log')) return Promise.resolve([{ ...event, data: JSON.parse(data) }]);
    if (!sql.includes('call_key = ANY')) return Promise.resolve([]);
    const keys = values[1] as readonly string[];
    return Promise.resolve(keys.map((key) => ({ key, hash: 'h' })));
  };
  return { query } as unknown as EntityManager;
}

describe('who said in a call not to be called', () => {
  it('is called for no campaign from that moment on, also before it is folded', async () => {
    const marks = await marksOfClinic(holding(true), 'place', 'durand');
    expect(isBarredBy(marks.get('h') ?? [])).toBe(true);
  });

  it('may be called where it was taken back in the same call', async () => {
    const marks = await marksOfClinic(holding(false), 'place', 'durand');
    expect(marks.get('h')).toHaveLength(1);
    expect(isBarredBy(marks.get('h') ?? [])).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';

import { serverEvent, serverEventOfCall, sourceOfCall } from './server-events';

const told = { type: 'call.expired', at: 1_000, id: 'expired-1' };

describe('what the server itself tells', () => {
  it('comes from the server and says what it is about', () => {
    expect(serverEvent({ ...told, subject: 'durand', data: { from: 'noon' } })).toEqual({
      ...told,
      source: 'vigie',
      subject: 'durand',
      sequence: null,
      data: '{"from":"noon"}',
    });
  });

  it('belongs to the call of the telephone system that it names', () => {
    const { source, subject, data } = serverEventOfCall({ source: '/pbx/lyon', callId: 'c-1' }, told);
    expect(subject).toBe('c-1');
    expect(sourceOfCall({ source, data: JSON.parse(data) as Record<string, unknown> })).toBe('/pbx/lyon');
  });

  it('is believed of other sources from the server alone: a telephone system tells only of its own calls', () => {
    expect(sourceOfCall({ source: '/pbx/nice', data: { source: '/pbx/lyon' } })).toBe('/pbx/nice');
  });
});

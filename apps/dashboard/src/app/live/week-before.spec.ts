import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { sampleBoard } from '../testing/sample-board';

const askEveryMs = 20_000;

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the same weekday of a week before', () => {
  it('is asked for again while the past is being loaded, and stands beside the day once it is whole', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const later = () => timers.mock.calls.filter(([, ms]) => ms === askEveryMs).map(([then]) => then);
    const http = new FakeHttp();
    http.answer('/api/v1/metrics', { status: 503, body: { code: 'past_is_loading', progress: 0.4 } });
    const { socket, text } = await openPage('/', 'fr', http);
    socket.say('snapshot', sampleBoard());
    await text();
    expect(await text()).not.toContain('lundi dernier');
    expect(later()).toHaveLength(1);
    later()[0]?.();
    await text();
    expect(await text()).not.toContain('lundi dernier');
    expect(later()).toHaveLength(2);
    http.answer('/api/v1/metrics', {
      body: { rows: [{ start: '2026-11-16T10:30:00.000+01:00', counts: { presented: 41 } }] },
    });
    later()[1]?.();
    await text();
    expect(await text()).toContain('lundi dernier');
    expect(later()).toHaveLength(2);
  });

  it('is not asked for again where it was refused', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const http = new FakeHttp();
    http.answer('/api/v1/metrics', { status: 403, body: { code: 'forbidden' } });
    const { socket, text } = await openPage('/', 'fr', http);
    socket.say('snapshot', sampleBoard());
    await text();
    expect(await text()).not.toContain('lundi dernier');
    expect(timers.mock.calls.filter(([, ms]) => ms === askEveryMs)).toEqual([]);
  });
});

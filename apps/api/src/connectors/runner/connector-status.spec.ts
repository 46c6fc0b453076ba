import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ConnectorFault, toConnectorFault } from '../connector-fault';
import { backOffMs } from './supervised-connector';
import { RunningStatus } from './connector-status';

const answer = (accepted: number, refused: readonly string[] = []) => ({
  accepted,
  duplicates: 0,
  rejectedCount: refused.length,
  rejected: refused.map((code) => ({ code })),
});

describe('the wait before a telephone system is tried again', () => {
  it('doubles from a second to a minute, and is never less than half of that', () => {
    expect([1, 2, 3, 6, 7, 50].map((failed) => backOffMs(failed, 0))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 0.999, noNaN: true }), (failed, chance) => {
        const waitMs = backOffMs(failed, chance);
        return waitMs >= 500 && waitMs <= 60_000;
      }),
    );
  });
});

describe('how a connection stands', () => {
  it('says since when it fails, and forgets its tries once it is heard', () => {
    const status = new RunningStatus(0);
    status.failed(new ConnectorFault('unreachable', 'connect ECONNREFUSED'), 1_000);
    status.failed(new ConnectorFault('sign_in_refused'), 3_000);
    status.waits(7_000);
    expect(status.view(4_000)).toMatchObject({
      state: 'failing',
      since: '1970-01-01T00:00:01.000Z',
      fault: 'sign_in_refused',
      tries: 2,
      nextTryAt: '1970-01-01T00:00:07.000Z',
    });
    expect([status.alive(8_000), status.alive(8_001)]).toEqual([true, false]);
    expect(status.view(9_000)).toMatchObject({ state: 'running', fault: null, tries: 0, nextTryAt: null });
  });

  it('tells the events of the last whole minute, and why others were refused', () => {
    const status = new RunningStatus(0);
    status.counts.add(answer(4), 10_000);
    status.counts.add(answer(3, ['unknown_type', 'time_ahead', 'time_ahead']), 59_000);
    expect(status.view(59_999).eventsPerMinute).toBe(0);
    expect(status.view(60_000)).toMatchObject({
      eventsPerMinute: 7,
      refused: 3,
      refusals: [
        { code: 'time_ahead', count: 2 },
        { code: 'unknown_type', count: 1 },
      ],
    });
    expect(status.view(185_000).eventsPerMinute).toBe(0);
  });

  it('keeps no more names than fifty, whatever a source makes up', () => {
    const status = new RunningStatus(0);
    for (let name = 0; name < 500; name += 1) status.counts.addUnknown(`N${name}`);
    expect(status.view(0).unknown).toHaveLength(50);
  });

  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'certificate_expired'],
    ['CERT_SIGNATURE_FAILURE', 'certificate_untrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'wrong_protocol'],
    ['EACCES', 'file_unreadable'],
    ['EIO', 'internal'],
  ])('knows what %s means', (code, fault) => {
    expect(toConnectorFault(Object.assign(new Error('x'), { code })).code).toBe(fault);
  });
});

import { describe, expect, it } from '@jest/globals';

import { recordColumns, recordEvents, type CallRecord } from './record-events';

const nothing = Object.fromEntries(recordColumns.map((name) => [name, null])) as CallRecord;
const record = (more: Partial<CallRecord>): CallRecord => ({
  ...nothing,
  xml_cdr_uuid: '00000000-0000-4000-8000-000000000001',
  cc_member_session_uuid: '00000000-0000-4000-8000-000000000001',
  cc_queue: 'rdv@default',
  caller_id_number: '0199001234',
  caller_destination: '0199000101',
  start_epoch: '1796000000',
  cc_queue_joined_epoch: '1796000004',
  end_epoch: '1796000090',
  ...more,
});
const told = (more: Partial<CallRecord>): string[] =>
  recordEvents('/fusionpbx', record(more)).map(
    ({ type, time, data }) =>
      `${time.slice(14, 19)} ${type} ${String(data['reason'] ?? data['agentId'] ?? '')}`,
  );

describe('what a record of FusionPBX says', () => {
  it('is a call that was answered, from its line to its end', () => {
    const answered = {
      cc_agent: 'anna',
      cc_queue_answered_epoch: '1796000016',
      cc_queue_terminated_epoch: '1796000080',
    };
    expect(told(answered)).toEqual([
      '53:20 call.initiated ',
      '53:24 call.enqueued ',
      '53:36 call.answered anna',
      '54:40 call.leg_ended anna',
      '54:50 call.disconnected ',
    ]);
    const [first] = recordEvents('/fusionpbx', record(answered));
    expect(first?.data).toEqual({ direction: 'inbound', dnis: '0199000101', ani: '0199001234', via: 'log' });
  });

  it.each([
    ['TIMEOUT', 'timeout'],
    ['NO_AGENT_TIMEOUT', 'no_agents'],
    ['EXIT_WITH_KEY', 'key_exit'],
    ['BREAK_OUT', 'abandoned'],
    [null, 'abandoned'],
  ])('is a caller who left: %s is %s', (why, reason) => {
    const left = told({ cc_cancel_reason: why, cc_queue_canceled_epoch: '1796000060' });
    expect(left).toContain(`54:20 call.dequeued ${reason}`);
    expect(left.some((line) => line.includes('answered'))).toBe(false);
  });

  it('is told alike whenever it is read, under ids of its own', () => {
    const ids = recordEvents('/fusionpbx', record({})).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(recordEvents('/fusionpbx', record({})).map(({ id }) => id)).toEqual(ids);
    const other = recordEvents(
      '/fusionpbx',
      record({ cc_member_session_uuid: '00000000-0000-4000-8000-000000000002' }),
    );
    expect(other.some(({ id }) => ids.includes(id))).toBe(false);
  });

  it('is nothing where no queue or no time is in it, and never a number that is none', () => {
    expect(told({ cc_queue: null })).toEqual([]);
    expect(told({ cc_queue_joined_epoch: '0' })).toEqual([]);
    expect(told({ cc_queue_joined_epoch: 'NaN' })).toEqual([]);
    const [first] = recordEvents(
      '/fusionpbx',
      record({ caller_destination: 'rdv', destination_number: '8001' }),
    );
    expect(first?.data['dnis']).toBe('8001');
    expect(told({ start_epoch: '1796000000.5' })[0]).toBe('53:20 call.initiated ');
  });
});

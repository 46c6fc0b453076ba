import { describe, expect, it } from '@jest/globals';

import { versionsOf, type KeyedRow } from './new-versions';

const row = (callKey: string, digest: string, slot = ''): KeyedRow => ({
  callKey,
  slot,
  digest,
  row: {
    line: 2,
    at: 0,
    source: 's',
    callId: callKey,
    slot,
    content: digest,
    event: ({ id, sequence }) => ({
      at: 0,
      source: 's',
      type: 'call.recorded',
      subject: callKey,
      id,
      sequence: String(sequence),
      data: '{}',
    }),
  },
});

describe('rows that say something new', () => {
  it('are the next versions of their calls; the others are none', () => {
    const standing = [
      { call_key: 'a', slot: '', version: 3, digest: 'old' },
      { call_key: 'b', slot: '', version: 1, digest: 'same' },
    ];
    const rows = [row('a', 'new'), row('b', 'same'), row('c', 'first'), row('a', 'new'), row('a', 'old')];
    const { versions, corrected } = versionsOf(rows, standing, 7);
    expect(
      versions.map(({ callKey, version, event }) => [callKey, version, event.id, event.sequence]),
    ).toEqual([
      ['a', 4, 'import 7 a 4', '4'],
      ['c', 1, 'import 7 c 1', '1'],
      ['a', 5, 'import 7 a 5', '5'],
    ]);
    expect(corrected).toBe(2);
  });

  it('are told apart by their channel', () => {
    const { versions, corrected } = versionsOf([row('a', 'x', 'sms'), row('a', 'x', 'ivr')], [], 1);
    expect(versions.map(({ event }) => event.id)).toEqual(['import 1 a 1 sms', 'import 1 a 1 ivr']);
    expect(corrected).toBe(0);
  });
});

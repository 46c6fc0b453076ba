import { foldCall, noRules } from '@vigie/calls';
import type { CallFact } from '@vigie/calls';
import { describe, expect, it } from '@jest/globals';

import { concernOf } from './concerns';
import { aCall, at, boardAt } from './testing/board-builder';

const bad = { channel: 'sms', surveyLanguage: 'ca', items: { overall: 2, callback: 1 } };
const told = (...facts: readonly Partial<CallFact>[]) =>
  concernOf(
    foldCall(
      facts.map((fact, n) => ({
        type: 'survey.answered',
        at: at('10:00:00') + n * 1000,
        tie: String(n),
        ...fact,
      })),
      noRules,
    ),
  );

describe('callers who were not content and wish to be called back', () => {
  it('are those who gave 1 or 2 of 5 and said so, in one survey', () => {
    expect(told(bad)).toEqual({ answeredAt: at('10:00:00'), language: 'ca' });
    expect(told({ items: { overall: 3, callback: 1 } })).toBeNull();
    expect(told({ items: { overall: 1, callback: 0 } })).toBeNull();
    expect(told({ items: { overall: 1 } })).toBeNull();
    expect(told({ items: { callback: 1 } })).toBeNull();
    expect(
      told({ channel: 'sms', items: { overall: 1 } }, { channel: 'ivr', items: { callback: 1 } }),
    ).toBeNull();
  });

  it('are so no more once somebody took note, until another bad answer comes', () => {
    const noted = { type: 'survey.acknowledged' } as const;
    expect(told(bad, noted)).toBeNull();
    expect(told(bad, noted, { ...bad, channel: 'ivr' })).toEqual({
      answeredAt: at('10:00:02'),
      language: 'ca',
    });
  });

  it('are never those of a test line', () => {
    expect(told(bad, { type: 'call.initiated', test: true })).toBeNull();
  });

  it('are on the board for 24 hours, with a masked number and nothing they answered', () => {
    const call = aCall(
      'c1',
      ['09:00:00', 'call.initiated', { aniMask: '01 99 00 •• ••' }],
      ['10:00:00', 'survey.answered', bad],
    );
    const board = boardAt('10:00:01');
    board.applyCalls([call]);
    expect(board.view(at('10:00:01')).concerns).toEqual({
      c1: {
        id: 'c1',
        clinicId: 'durand',
        teamId: '',
        calledAt: at('09:00:00'),
        answeredAt: at('10:00:00'),
        mask: '01 99 00 •• ••',
        language: 'ca',
      },
    });
    const dayLater = at('10:00:00') + 24 * 3_600_000;
    expect(Object.keys(board.view(dayLater).concerns)).toEqual(['c1']);
    expect(board.view(dayLater + 1).concerns).toEqual({});
  });

  it('leave the board as soon as somebody took note', () => {
    const said = [
      ['09:00:00', 'call.enqueued'],
      ['10:00:00', 'survey.answered', bad],
    ] as const;
    const board = boardAt('10:00:01');
    board.applyCalls([aCall('c1', ...said)]);
    board.refresh(at('10:00:01'));
    board.applyCalls([aCall('c1', ...said, ['10:05:00', 'survey.acknowledged'])]);
    expect(board.refresh(at('10:05:01'))).toContainEqual({
      section: 'concerns',
      id: 'c1',
      value: null,
      gone: true,
    });
  });
});

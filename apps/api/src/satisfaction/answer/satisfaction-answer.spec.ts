import { describe, expect, it } from '@jest/globals';

import type { PublishedRow } from './published-cell-query';
import { toSatisfactionAnswer } from './satisfaction-answer';
import type { StoredCell } from '../versions/stored-cell';

const cell = (n: number | null): StoredCell => ({
  key: null,
  suppressed: n === null ? 'few_answers' : null,
  n,
  items: n === null ? {} : { overall: [0, 0, 0, 0, n] },
  score100: null,
});

const row = (channel: string, n: number | null): PublishedRow => ({
  month: '2026-10',
  channel,
  clinicId: '',
  version: 1,
  status: 'final',
  computedAtMs: 0,
  figures: { cells: [cell(n)], funnel: null, drivers: [] },
  parts: null,
});

const asked = { month: '2026-10', months: 1, clinicId: null, channel: null, by: 'none' } as const;

describe('ways of asking', () => {
  it('of which one alone has figures are not mixed: it is the one that is told', () => {
    const answer = toSatisfactionAnswer(asked, [row('import', 40), row('sms', null)]);
    expect(answer).toMatchObject({ surveyChannel: 'import', channels: ['import'] });
    expect(answer.total).toMatchObject({ suppressed: null, n: 40 });
  });

  it('of which several have figures are told one by one only', () => {
    const rows = [row('ivr', 12), row('sms', 40)];
    expect(toSatisfactionAnswer(asked, rows).total).toMatchObject({ suppressed: 'mixed_channels', n: null });
    expect(toSatisfactionAnswer({ ...asked, channel: 'ivr' }, rows).total.n).toBe(12);
  });

  it('of which none has ten answers name nobody', () => {
    const answer = toSatisfactionAnswer(asked, [row('ivr', null), row('sms', null)]);
    expect(answer).toMatchObject({ channels: [], surveyChannel: null });
    expect(answer.total).toMatchObject({ suppressed: 'few_answers', n: null });
  });
});

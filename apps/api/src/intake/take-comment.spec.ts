import { describe, expect, it } from '@jest/globals';

import { takeComment } from './take-comment';

describe('free text of a survey', () => {
  it('is taken out of what goes to the log', () => {
    const data = { channel: 'sms', items: { overall: 4, reach: '5', comment: 'Merci à tous', return: null } };
    expect(takeComment(data)).toEqual({
      data: { channel: 'sms', items: { overall: 4, reach: 5, return: null } },
      comment: 'Merci à tous',
      dropped: 0,
    });
    expect(data.items.comment).toBe('Merci à tous');
  });

  it('is dropped where no text belongs, be it as the name of an item', () => {
    const items = {
      overall: 'très bien',
      remarks: 'Mme Dupont',
      'rappelez le cabinet': 1,
      clear: 3,
      comment: 7,
    };
    expect(takeComment({ items })).toEqual({ data: { items: { clear: 3 } }, comment: null, dropped: 3 });
  });

  it('is none where there are no answers', () => {
    const data = { channel: 'ivr' };
    expect(takeComment(data)).toEqual({ data, comment: null, dropped: 0 });
  });
});

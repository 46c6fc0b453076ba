import { describe, expect, it } from '@jest/globals';

import { counted, wordFor } from './english-plural';

describe('what a command prints of a number', () => {
  it('has the word that goes with it', () => {
    expect([0, 1, 2].map((count) => counted(count, 'session'))).toEqual([
      '0 sessions',
      '1 session',
      '2 sessions',
    ]);
    expect(counted(1, 'entry', 'entries')).toBe('1 entry');
    expect(wordFor(3, 'entry', 'entries')).toBe('entries');
  });
});

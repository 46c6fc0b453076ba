import { describe, expect, it } from '@jest/globals';

import { firstLanguage } from './language';

describe('the first language', () => {
  it('is the one chosen before', () => {
    expect(firstLanguage('ca', ['en-GB'])).toBe('ca');
  });

  it('is else the first that the browser wants and we speak', () => {
    expect(firstLanguage(null, ['de-DE', 'ca-AD', 'fr'])).toBe('ca');
  });

  it('is French when nobody says anything we know', () => {
    expect(firstLanguage('klingon', ['de', 'pt'])).toBe('fr');
  });
});

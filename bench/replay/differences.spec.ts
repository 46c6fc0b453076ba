import { describe, expect, it } from '@jest/globals';

import { differencesOf, type Cause } from './differences';

const restart: Cause = {
  what: 'lost by the restart',
  of: new Set(['abandoned', 'unknown', 'unanswered']),
  from: 'abandoned',
  to: 'unknown',
};

describe('a figure that is not that of the reference', () => {
  it('is explained where what one figure lost another has gained', () => {
    const found = differencesOf(
      'total',
      { abandoned: 70, unknown: 3, unanswered: 93, answered: 216 },
      { abandoned: 52, unknown: 21, unanswered: 75, answered: 216 },
      [restart],
    );
    expect(found.map(({ name, cause }) => [name, cause])).toEqual([
      ['abandoned', 'lost by the restart'],
      ['unknown', 'lost by the restart'],
      ['unanswered', 'lost by the restart'],
    ]);
  });

  it('is not explained by a cause that does not add up, nor by one that has no say in it', () => {
    const causes = (told: Record<string, number>) =>
      differencesOf('total', { abandoned: 70, unknown: 3, answered: 216 }, told, [restart]).map(
        ({ cause }) => cause,
      );
    expect(causes({ abandoned: 52, unknown: 20, answered: 216 })).toEqual([null, null]);
    expect(causes({ abandoned: 52, unknown: 21, answered: 215 })).toEqual([restart.what, restart.what, null]);
  });
});

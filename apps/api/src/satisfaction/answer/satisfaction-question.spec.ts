import { describe, expect, it } from '@jest/globals';

import { Problem } from '../../platform/problems';
import { readSatisfactionQuestion } from './satisfaction-question';

const codeOf = (query: Record<string, unknown>): string => {
  try {
    readSatisfactionQuestion(query);
    return 'understood';
  } catch (error) {
    return error instanceof Problem ? error.code : 'thrown';
  }
};

describe('a question about satisfaction', () => {
  it('asks for one month of all clinics unless it says more', () => {
    expect(readSatisfactionQuestion({ month: '2026-10', tenant: 'a' })).toEqual({
      month: '2026-10',
      months: 1,
      clinicId: null,
      channel: null,
      by: 'none',
    });
  });

  it.each([
    [{}, 'missing_parameter'],
    [{ month: '2026-13' }, 'invalid_month'],
    [{ month: '2026-10', months: '2' }, 'invalid_parameter'],
    [{ month: '2026-10', from: '2026-10-01' }, 'unknown_parameter'],
    [{ month: '2026-11', months: '3' }, 'off_grid'],
    [{ month: '2026-04', months: '12' }, 'off_grid'],
    [{ month: '2026-04', months: '3', by: 'hold' }, 'split_of_a_month'],
    [{ month: '2026-10', clinicId: ['a', 'b'] }, 'invalid_parameter'],
    [{ month: '2026-04', months: '3' }, 'understood'],
  ])('%j is %s', (query, code) => {
    expect(codeOf(query)).toBe(code);
  });
});

import { describe, expect, it } from '@jest/globals';

import type { Words } from '../shell/words';
import { reachInWords } from './access-sentence';

const words = { t: (key: string) => key, n: (key: string, n: number) => `${key} ${n}` } as unknown as Words;

describe('what somebody may, in words', () => {
  it('says of a secretary that she sees her own calls, whatever her role was given for', () => {
    expect(reachInWords(words, { role: 'secretary', scope: { kind: 'all' } })).toBe('account.scopes.agent');
    expect(reachInWords(words, { role: 'supervisor', scope: { kind: 'all' } })).toBe('account.scopes.all');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import type { Words } from '../shell/words';
import { accessInWords, reachInWords } from './access-sentence';

const words = { t: (key: string) => key, n: (key: string, n: number) => `${key} ${n}` } as unknown as Words;

/** The permissions that a role of people gives, by the page that is written from the one table. */
function heldByPeople(): readonly string[] {
  const page = readFileSync(join(import.meta.dirname, '../../../../../docs/permissions.md'), 'utf8');
  const rows = page.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    return cells[1]?.startsWith('`') === true ? [cells] : [];
  });
  return rows
    .filter((cells) => cells.slice(3, 9).some((reach) => reach === 'scope' || reach === 'own'))
    .map((cells) => (cells[1] ?? '').replaceAll('`', ''));
}

describe('what somebody may, in words', () => {
  it('has a word for every permission that a role gives: what is not told looks as if it were nobody’s', () => {
    const { sees, does, not } = accessInWords(words, heldByPeople());
    const told = [...sees, ...does].map(({ permission }) => permission);
    expect(told.toSorted()).toEqual(heldByPeople().toSorted());
    expect(not).toEqual([]);
  });

  it('says of a secretary that she sees her own calls, whatever her role was given for', () => {
    expect(reachInWords(words, { role: 'secretary', scope: { kind: 'all' } })).toBe('account.scopes.agent');
    expect(reachInWords(words, { role: 'supervisor', scope: { kind: 'all' } })).toBe('account.scopes.all');
  });
});

import { describe, expect, it } from '@jest/globals';

import { factsDoc } from './facts-doc';

const rows = new Map(
  factsDoc()
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))
    .map(([about = '', , ...cells]) => [about.replaceAll('`', ''), cells] as const),
);

describe('the page of what each telephone system tells', () => {
  it.each([
    ['rings', ['yes', '–', 'yes', '–', 'yes', 'yes', 'yes', 'yes', 'yes']],
    ['queued', ['yes', 'yes', 'yes', 'yes', 'yes', 'inferred', 'inferred', 'yes', 'yes']],
    ['held', ['yes', '–', 'yes', '–', 'yes', '–', 'yes', '–', 'yes']],
    ['full', ['yes', 'dialplan', '–', '–', '–', '–', '–', '–', 'yes']],
    ['abandoned', ['yes', 'yes', 'yes', 'yes', 'yes', 'inferred', 'inferred', 'yes', 'yes']],
    ['leaves by a key', ['yes', 'yes', 'yes', 'yes', '–', '–', '–', '–', '–']],
    ['what was not heard', ['yes', '–', 'yes', '–', '–', '–', '–', '–', '–']],
  ])('is what its mapper makes of examples: %s', (fact, cells) => {
    expect(rows.get(fact)).toEqual(cells);
  });

  it('has a row of every fact that a webhook may be said to mean, and no source that tells nothing', () => {
    expect(rows.size).toBeGreaterThan(30);
    for (const column of [0, 1, 2, 3, 4, 5, 6, 7, 8])
      expect([...rows.values()].filter((cells) => cells[column] !== '–').length).toBeGreaterThan(10);
  });
});

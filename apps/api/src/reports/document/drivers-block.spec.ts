import { describe, expect, it } from '@jest/globals';
import type { SatisfactionAnswer, SatisfactionCell } from '@vigie/contracts';

import { overall, someAnswer, someFigures, someMaterial } from '../testing/some-figures';
import { driversBlock } from './drivers-block';
import { sceneOf } from './scene';

const cell = (key: string, counts: readonly number[]): SatisfactionCell => ({
  key,
  suppressed: null,
  n: counts.reduce((sum, count) => sum + count, 0),
  items: [overall(counts)],
  score100: null,
});
const some = [3, 4, 6, 20, 20];

function labels(by: SatisfactionAnswer['by'], keys: readonly string[]): readonly string[] {
  const answer = someAnswer('2026-10', [12, 13, 24, 98, 124]);
  const drivers = [{ ...answer, by, cells: keys.map((key) => cell(key, some)) }];
  const satisfaction = { answer, before: null, yearBefore: null, months: [], drivers, peers: null };
  const block = driversBlock(sceneOf(someMaterial(someFigures({ satisfaction })), 'fr'));
  return (block?.rows ?? []).map(([label = '']) => label);
}

describe('what goes with satisfaction', () => {
  it('is told by its parts', () => {
    expect(labels('appointment', ['yes', 'no'])).toEqual(['Rendez-vous : oui', 'Rendez-vous : non']);
  });

  it('is left out where its parts had to be merged until they say nothing', () => {
    expect(labels('appointment', ['no+yes', 'unknown'])).toEqual([]);
    expect(labels('waitBand', ['0-20+20-60+60-180+180-', 'unanswered'])).toEqual([]);
    expect(labels('waitBand', ['0-20+20-60', '60-180+180-'])).toHaveLength(2);
  });
});

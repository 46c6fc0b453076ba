import { describe, expect, it } from '@jest/globals';

import { sampleBoard } from '../testing/sample-board';
import { fr } from '../words/fr';
import { countsBehind, rulesOf } from './counts-behind';
import { isBoardless, type FormulaKey } from './formula-request';

const board = sampleBoard();
const keys = (Object.keys(fr.formula.cards) as FormulaKey[]).filter((key) => !isBoardless(key));

describe('the counts behind a number', () => {
  it('of the answer rate are its part, its base and its target', () => {
    const lines = countsBehind({ key: 'answerRate', row: null }, board);
    expect(lines.slice(0, 4)).toEqual([
      { label: 'answered30m', value: 86, unit: 'count' },
      { label: 'counted30m', value: 100, unit: 'count' },
      { label: 'rate30m', value: 0.86, unit: 'rate' },
      { label: 'target', value: 0.95, unit: 'rate' },
    ]);
  });

  it('of a team are the team’s own', () => {
    const lines = countsBehind({ key: 'answerRate', row: { kind: 'team', id: 'img' } }, board);
    expect(lines[1]).toEqual({ label: 'counted30m', value: 18, unit: 'count' });
    expect(lines.map(({ label }) => label)).not.toContain('rateHourBefore');
  });

  it('of a row that is gone are none', () => {
    expect(countsBehind({ key: 'waiting', row: { kind: 'clinic', id: 'elsewhere' } }, board)).toEqual([]);
  });

  it('of the secretaries add up to those who are here', () => {
    const lines = countsBehind({ key: 'agents', row: null }, board);
    const value = (label: string): number => lines.find((line) => line.label === label)?.value ?? 0;
    expect(value('free') + value('busy') + value('wrapUp') + value('away')).toBe(value('present'));
  });

  it.each(keys)('can be told for the whole centre: %s', (key) => {
    const lines = countsBehind({ key, row: null }, board);
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ label }) => label)).size).toBe(lines.length);
  });

  it('come with the lines that hold for the row', () => {
    expect(rulesOf({ key: 'waiting', row: null }, board).lines.limitMs).toBe(120_000);
  });
});

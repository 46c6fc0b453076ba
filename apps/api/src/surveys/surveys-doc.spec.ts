import { describe, expect, it } from '@jest/globals';
import { scaleValues, surveyItems, surveyLanguages } from '@vigie/contracts';
import { countedScales, surveyScores, valuesOfScale } from '@vigie/metrics';

import { surveysDoc } from './surveys-doc';

describe('the page of surveys', () => {
  const doc = surveysDoc();

  it('tells every item in every language, and every figure', () => {
    for (const { wording, short } of surveyItems)
      for (const language of surveyLanguages) {
        expect(doc).toContain(wording[language]);
        expect(doc).toContain(short[language]);
      }
    const named = [...doc.matchAll(/^\| `(\w+)` \|/gmu)].map(([, name]) => name);
    for (const name of Object.keys(surveyScores)) expect(named).toContain(name);
  });

  it('counts each scale by the values with which it is asked', () => {
    for (const scale of countedScales) expect(valuesOfScale(scale)).toEqual(scaleValues[scale]);
    const counted = surveyItems.filter(({ scale }) => scale !== 'text');
    expect(counted.every(({ scale }) => countedScales.some((name) => name === scale))).toBe(true);
  });

  it('has rows of as many cells as its headers', () => {
    const tables = doc.split('\n\n').filter((part) => part.startsWith('|'));
    expect(tables.length).toBe(3 + 2 * surveyLanguages.length);
    for (const table of tables) {
      const widths = table
        .trim()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/u).length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

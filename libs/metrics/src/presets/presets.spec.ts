import { describe, expect, it } from '@jest/globals';

import { metricOf } from '../metrics-of';
import type { Sums } from '../kpi';
import { emptyTally } from '../tally';
import { measurePreset, type HandedNumbers, type PresetMeasure } from './preset';
import { presetNames, presets } from './presets';

/** The example of ICMI and Call Centre Helper: 1,000 answered, 860 of them in 20 s; 60 hung up, 20 in 20 s, 10 of them at once. */
const published: Sums = {
  tally: {
    ...emptyTally(),
    offered: 1_060,
    answered: 1_000,
    abandoned: 60,
    shortAbandoned: 10,
    blocked: 90,
    blockedFull: 50,
    blockedNoAgents: 40,
  },
  bins: [10, 860, 60, 130, 320, 10, 1024 + 10, 20, 1024 + 60, 40],
  options: { serviceLevelSeconds: 20, serviceLevelFormula: 'sl2' },
};
const handed: HandedNumbers = { coveredHoursAWeek: 47.5, calledBack: null };
const told = (measure: PresetMeasure, sums = published) => measurePreset(measure, sums, handed);
const percent = (measure: PresetMeasure): string => ((told(measure).value ?? Number.NaN) * 100).toFixed(1);
const of = (house: keyof typeof presets, id: string): PresetMeasure => {
  const measure = presets[house].measures[id];
  if (measure === undefined) throw new Error(`no ${house} ${id}`);
  return measure;
};

describe('what others measure, on the same calls', () => {
  it('gives the five published values of the service level', () => {
    const levels = Object.values(presets.serviceLevels.measures).map(percent);
    expect(levels).toEqual(['81.1', '81.9', '82.7', '83.0', '86.0']);
  });

  it('says of one formula what the registry says of it', () => {
    for (const name of ['sl1', 'sl2', 'sl3', 'sl4', 'sl5'] as const) {
      const options = { ...published.options, serviceLevelFormula: name };
      const { tally, bins } = published;
      expect(told(of('serviceLevels', name)).value).toBe(metricOf('serviceLevel', tally, bins, options));
    }
    expect(percent(of('asterisk', 'servicelevelPerf'))).toBe('86.0');
    expect(percent(of('wazo', 'qualityOfService'))).toBe('86.0');
  });

  it('counts the Spanish three minutes by their own threshold, and of all who called', () => {
    expect(told(of('spain', 'answeredIn3Min'))).toEqual({
      value: 990 / 1_150,
      part: 990,
      of: 1_150,
      thresholdSeconds: 180,
    });
  });

  it('sets an abandoned call against those that were queued, wherever a house does so', () => {
    for (const house of ['genesys', 'amazon'] as const)
      expect(told(of(house, 'abandonRate'))).toMatchObject({ part: 60, of: 1_060 });
  });

  it('tells what no sum holds, and nothing where it is not known', () => {
    expect(told(of('anap', 'openingHours')).value).toBe(47.5);
    expect(told(of('england', 'callbacksMade')).value).toBeNull();
  });

  it('is nothing, never 0 %, where no call came', () => {
    const nothing = { ...published, tally: emptyTally(), bins: [] };
    for (const name of presetNames)
      for (const measure of Object.values<PresetMeasure>(presets[name].measures))
        if (measure.unit === 'ratio' || measure.unit === 'ms')
          expect(told(measure, nothing).value).toBeNull();
  });

  it('names for each house where it says so, and for each measure its formula and edges', () => {
    for (const name of presetNames) {
      const { source, measures, names } = presets[name];
      expect(Object.keys(names)).toEqual(Object.keys(measures));
      expect([source.url.startsWith('https://'), source.name === '']).toEqual([true, false]);
      for (const { formula, edges } of Object.values<PresetMeasure>(measures))
        expect([formula, edges].every((text) => text.length > 2)).toBe(true);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { countNames, metricNames, serviceLevelFormulas } from '@vigie/contracts';
import { countNames as derivedCounts, metricNames as derivedMetrics, presetNames } from '@vigie/metrics';
import { metricsDoc } from './metrics-doc';

describe('the page of metrics', () => {
  it('tells every count, metric and formula that is published, and no other', () => {
    const named = [...metricsDoc().matchAll(/^\| `(\w+)` \|/gmu)].map(([, name]) => name);
    for (const name of [...countNames, ...metricNames, ...serviceLevelFormulas])
      expect(named).toContain(name);
    expect([...derivedCounts]).toEqual([...countNames]);
    expect([...derivedMetrics]).toEqual([...metricNames]);
  });

  it('has rows of as many cells as its headers', () => {
    const widths = metricsDoc()
      .split('\n\n')
      .filter((part) => part.startsWith('|'))
      .map(
        (part) =>
          new Set(
            part
              .trim()
              .split('\n')
              .map((line) => line.split(/(?<!\\)\|/u).length),
          ).size,
      );
    expect(widths).toEqual(widths.map(() => 1));
    expect(widths).toHaveLength(14 + presetNames.length);
  });
});

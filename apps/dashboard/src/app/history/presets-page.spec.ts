import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { HistoryPresets, PresetFigure } from '@vigie/contracts';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { sampleHistory } from '../testing/sample-history';
import { sampleMe } from '../testing/sample-people';
import { frPresets } from '../words/fr-presets';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
/** The page that is written from the registry, and held against it by every test run. */
const page = readFileSync(join(import.meta.dirname, '../../../../../docs/metrics.md'), 'utf8');
const [, registry = ''] = page.split('\n## Definitions of others\n');
const houses = (registry.split('\n## ', 1)[0] ?? '').split('\n### ').slice(1);

const figure = (changes: Partial<PresetFigure>): PresetFigure => ({
  id: 'sl1',
  name: 'SL-1',
  unit: 'ratio',
  value: 0.811,
  part: 860,
  of: 1_060,
  thresholdSeconds: 20,
  target: null,
  formula: '',
  edges: '',
  ...changes,
});
const answer: HistoryPresets = {
  frame: sampleHistory.frame,
  houses: [
    {
      house: 'serviceLevels',
      language: 'en',
      source: { name: 'ICMI', url: 'https://example.com/' },
      measures: [figure({})],
    },
    {
      house: 'spain',
      language: 'es',
      source: { name: 'Ley 10/2025', url: 'https://example.com/' },
      measures: [
        figure({ id: 'answeredIn3Min', name: 'Llamadas', value: 0.93, thresholdSeconds: 180, target: 0.95 }),
      ],
    },
    {
      house: 'england',
      language: 'en',
      source: { name: 'NHS England', url: 'https://example.com/' },
      measures: [
        figure({
          id: 'callbacksMade',
          name: 'Call backs made',
          unit: 'count',
          value: null,
          part: null,
          of: null,
          thresholdSeconds: null,
        }),
      ],
    },
  ],
};

describe('definitions side by side', () => {
  it('have a sentence for every measure and a name for every house of the registry, and for no other', () => {
    const known = houses.map((text) => {
      const [house = ''] = text.split('\n', 1);
      const ids = [...text.matchAll(/^\| `(\w+)` /gmu)].map(([, id]) => `${house}_${id ?? ''}`);
      return { house, ids };
    });
    expect(known.map(({ house }) => house)).toEqual(Object.keys(frPresets.houses));
    expect(known.flatMap(({ ids }) => ids)).toEqual(Object.keys(frPresets.ways));
  });

  it('are told with their base, their threshold, what is asked for, and a dash where nothing is known', async () => {
    const http = new FakeHttp();
    http.answer('/api/v1/me', { body: sampleMe(['metrics.see']) });
    http.answer('/api/v1/history/presets', { body: answer });
    const { text, settle, page: drawn } = await openPage('/history/definitions?range=month', 'fr', http);
    for (let turn = 0; turn < 4; turn += 1) await settle();
    const shown = plain(await text());
    expect(shown).toContain('81,1 % 860 sur 1 060 T : 20 s');
    expect(shown).toContain('93,0 % 860 sur 1 060 T : 3 min ▲ pas atteint, demandé : 95 %');
    expect(shown).toMatch(/Call backs made .* –/u);
    expect(drawn.querySelector('[lang=es]')?.textContent).toBe('Llamadas');
    expect(
      [...drawn.querySelectorAll('.source a')].every((link) =>
        link.getAttribute('rel')?.includes('noopener'),
      ),
    ).toBe(true);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const css = readFileSync(join(process.cwd(), 'apps/dashboard/src/styles/tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/gu)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function worst(
  pairs: readonly (readonly [string, string])[],
  theme: 'light' | 'dark',
): { pair: string; ratio: number } {
  const measured = pairs.map(([front, back]) => ({
    pair: `${front} on ${back}`,
    ratio: contrast(tokens.get(front)?.[theme] ?? '#000000', tokens.get(back)?.[theme] ?? '#000000'),
  }));
  return measured.toSorted((a, b) => a.ratio - b.ratio)[0] ?? { pair: '', ratio: 0 };
}

const grounds = ['bg', 'surface', 'raised'] as const;
const texts = [
  ...['ink', 'muted', 'accent', 'ok', 'watch', 'alarm'].flatMap((front) =>
    grounds.map((back) => [front, back] as const),
  ),
  ['ok', 'ok-bg'],
  ['watch', 'watch-bg'],
  ['alarm', 'alarm-bg'],
  ['ink', 'alarm-bg'],
  ['ink', 'ok-bg'],
  ['on-band-act', 'band-act'],
  ['ink', 'watch-bg'],
  ['ink', 'accent-bg'],
  ['muted', 'accent-bg'],
  ['muted', 'alarm-bg'],
  ['on-accent', 'accent'],
  ...[1, 2, 3, 4, 5].map((step) => [`on-score-${step}`, `score-${step}`] as const),
  ['ink', 'heat'],
  ['ink', 'volume'],
  ['ink', 'heat-ground'],
] as const;
const graphics = [
  ...['dot', 'watch', 'alarm', 'accent', 'strip', 'edge'].flatMap((front) =>
    grounds.map((back) => [front, back] as const),
  ),
  ...['score-1', 'score-2', 'score-3', 'score-4', 'score-5'].flatMap((front) =>
    (['surface', 'bg'] as const).map((back) => [front, back] as const),
  ),
  ['accent', 'lane'],
  ['dot', 'lane'],
  ['watch', 'lane'],
  ['alarm', 'lane'],
  ['muted', 'lane'],
] as const;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it('every text stands out by 4.5 to 1', () => {
    const { pair, ratio } = worst(texts, theme);
    expect({ pair, enough: ratio >= 4.5 || ratio }).toEqual({ pair, enough: true });
  });

  it('every mark and bar stands out by 3 to 1', () => {
    const { pair, ratio } = worst(graphics, theme);
    expect({ pair, enough: ratio >= 3 || ratio }).toEqual({ pair, enough: true });
  });
});

describe('the tokens', () => {
  it('are read from the style sheet, each pair naming two that exist', () => {
    const named = [...texts, ...graphics].flat();
    expect(named.filter((name) => !tokens.has(name))).toEqual([]);
    expect(tokens.size).toBeGreaterThan(15);
  });
});

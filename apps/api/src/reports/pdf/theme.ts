import type { ReportTone } from '@vigie/contracts';

/** The sketch's colours, on white. Text colours have a contrast of at least 4.5 there. */
export const colours = {
  ink: '#15212b',
  muted: '#566572',
  hairline: '#cfd8de',
  row: '#e5eaee',
  accent: '#0b6b73',
  accentPale: '#79b7bb',
  /** The same as on the screen. */
  heat: '#e58a82',
  heatGround: '#f7efee',
  wash: '#eef4f5',
  alarm: '#b3261e',
  alarmPale: '#e08c7f',
  middle: '#d5dde2',
  white: '#ffffff',
} as const;

export const tones: Readonly<Record<ReportTone, { readonly text: string; readonly wash: string }>> = {
  good: { text: '#1c7147', wash: '#e5f3ec' },
  watch: { text: '#7d5200', wash: '#fcf2dd' },
  act: { text: '#b3261e', wash: '#fbeae8' },
  neutral: { text: '#3d4c58', wash: '#eef2f4' },
};

/** A4 in points, and where the text stands on it. */
export const sheet = {
  width: 595.28,
  height: 841.89,
  left: 42,
  top: 34,
  bottom: 796,
  foot: 816,
  textWidth: 595.28 - 84,
} as const;

/** How tightly a page is set: the air between blocks shrinks, letters never below what is read on paper with ease. */
export type Density = { readonly type: number; readonly gap: number };

/** Page one takes the first in which it fits; the detail is set in `usual`. */
export const densities: readonly Density[] = [
  { type: 1.04, gap: 1.5 },
  { type: 1.02, gap: 1.2 },
  { type: 1, gap: 1 },
  { type: 1, gap: 0.75 },
  { type: 1, gap: 0.6 },
  { type: 1, gap: 0.45 },
  { type: 1, gap: 0.3 },
];
export const usual: Density = { type: 1, gap: 1 };

/** Sizes of letters in points; `line` is the height of a line, as a multiple of the size. */
export type Sizes = {
  readonly title: number;
  readonly lead: number;
  readonly heading: number;
  readonly figure: number;
  readonly body: number;
  readonly small: number;
  readonly tiny: number;
  readonly line: number;
  /** Air in points, times what a place needs. */
  readonly gap: number;
};

export function sizesAt({ type, gap }: Density): Sizes {
  return {
    title: 18.5 * type,
    lead: 11 * type,
    heading: 10.75 * type,
    figure: 17 * type,
    body: 10 * type,
    small: 9 * type,
    tiny: 8.5 * type,
    line: gap >= 0.75 ? 1.38 : 1.26,
    gap,
  };
}

/** Channels of `#rrggbb`, 0–255. */
function channels(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `share` 0 gives `from`, 1 gives `to`. */
export function mix(from: string, to: string, share: number): string {
  const [start, end] = [channels(from), channels(to)];
  const mixed = start.map((value, index) => Math.round(value + ((end[index] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Ink or white, whichever reads better on `ground` (WCAG 2.2 relative luminance). */
export function readableOn(ground: string): string {
  const contrast = (colour: string) => {
    const [light, dark] = [luminance(colour), luminance(ground)].sort((one, other) => other - one);
    return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
  };
  return contrast(colours.white) > contrast(colours.ink) ? colours.white : colours.ink;
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Colours for `count` ordered steps, lowest first: red, through grey, to the accent. */
export function stepColours(count: number): readonly string[] {
  const stops = [colours.alarm, colours.alarmPale, colours.middle, colours.accentPale, colours.accent];
  return Array.from({ length: count }, (_, index) => {
    const place = (count === 1 ? 1 : index / (count - 1)) * (stops.length - 1);
    const below = Math.min(Math.floor(place), stops.length - 2);
    return mix(stops[below] ?? colours.ink, stops[below + 1] ?? colours.ink, place - below);
  });
}

/** The tone's own shape, so that colour is never alone: disc, diamond, triangle; a bar when nothing is said. */
export function drawMark(
  pdf: PDFKit.PDFDocument,
  tone: ReportTone,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const half = size / 2;
  const colour = tones[tone].text;
  switch (tone) {
    case 'good':
      pdf.circle(x + half, y, half).fill(colour);
      return;
    case 'watch':
      pdf.polygon([x + half, y - half], [x + size, y], [x + half, y + half], [x, y]).fill(colour);
      return;
    case 'act':
      pdf.polygon([x + half, y - half], [x + size, y + half], [x, y + half]).fill(colour);
      return;
    case 'neutral':
      pdf.rect(x, y - half / 3, size, (half * 2) / 3).fill(colour);
      return;
  }
}

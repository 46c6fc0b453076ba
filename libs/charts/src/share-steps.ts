/** How a step of a stacked distribution is drawn: its colour token and the texture that tells it without colour. */
export type ShareStep = {
  readonly token: string;
  readonly texture: 'hatched' | 'dashed' | 'plain' | 'dotted' | 'full';
};

/** From the least to the most favourable; text of the percent stands on the page's ground, never on the colour. */
const looks: readonly ShareStep[] = [
  { token: '--score-1', texture: 'hatched' },
  { token: '--score-2', texture: 'dashed' },
  { token: '--score-3', texture: 'plain' },
  { token: '--score-4', texture: 'dotted' },
  { token: '--score-5', texture: 'full' },
];

/** The look of step `index` of `count`, lowest first: five looks spread over as many steps as there are. */
export function shareStep(index: number, count: number): ShareStep {
  const place = count <= 1 ? looks.length - 1 : Math.round((index * (looks.length - 1)) / (count - 1));
  return looks[Math.min(looks.length - 1, Math.max(0, place))] ?? { token: '--score-3', texture: 'plain' };
}

/** Whether a percent fits into its segment: from this share on it is written there. */
const writtenFrom = 0.09;

/** The percent written into a segment; empty where it is too narrow. Whole percents: the table behind has the rest. */
export const shareText = (share: number): string =>
  share >= writtenFrom ? String(Math.round(share * 100)) : '';

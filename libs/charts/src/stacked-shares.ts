import { Component, computed, input } from '@angular/core';

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

/**
 * One bar of shares that sum to 1, lowest step first. Each step has a colour (`--score-1` to `--score-5` of the page)
 * and a texture of its own, gaps between, and its percent where it fits. Decoration beside figures and a table that
 * say the same: hidden from screen readers.
 */
@Component({
  selector: 'vg-stacked-shares',
  host: { 'aria-hidden': 'true' },
  styleUrl: './stacked-shares.css',
  template: `
    @for (part of parts(); track $index) {
      <i [class]="part.texture" [style.flex-grow]="part.share" [style.--step]="part.colour">
        @if (part.text) {
          <b>{{ part.text }}</b>
        }
      </i>
    }
  `,
})
export class StackedShares {
  readonly shares = input.required<readonly number[]>();

  /** Whether percents are written into the segments. */
  readonly written = input(true);

  protected readonly parts = computed(() =>
    this.shares()
      .map((share, index, all) => {
        const { token, texture } = shareStep(index, all.length);
        return { share, texture, colour: `var(${token})`, text: this.written() ? shareText(share) : '' };
      })
      .filter(({ share }) => share > 0),
  );
}

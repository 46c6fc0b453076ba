import { Component, computed, input } from '@angular/core';

const darkest = 5;

/** The look of step `index` of `count`, lowest first, `1` to `5`: five looks spread over as many steps as there are. */
export function shareStep(index: number, count: number): number {
  const place = count <= 1 ? darkest : 1 + Math.round((index * (darkest - 1)) / (count - 1));
  return Math.min(darkest, Math.max(1, place));
}

/** Whether a percent fits into its segment: from this share on it is written there. */
const writtenFrom = 0.09;

/** The percent written into a segment; empty where it is too narrow. Whole percents: the table behind has the rest. */
export const shareText = (share: number): string =>
  share >= writtenFrom ? String(Math.round(share * 100)) : '';

/**
 * One bar of shares that sum to 1, lowest step first. Each step has a colour of the page (`--score-1` to `--score-5`),
 * a gap beside it and its percent where it fits; what is told by the order and the numbers is told without colour too.
 * Decoration beside figures and a table that say the same: hidden from screen readers.
 */
@Component({
  selector: 'vg-stacked-shares',
  host: { 'aria-hidden': 'true' },
  styleUrl: './stacked-shares.css',
  template: `
    @for (part of parts(); track $index) {
      <i [style.flex-grow]="part.share" [style.background]="part.ground" [style.color]="part.ink">{{
        part.text
      }}</i>
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
        const step = shareStep(index, all.length);
        const text = this.written() ? shareText(share) : '';
        return { share, ground: `var(--score-${step})`, ink: `var(--on-score-${step})`, text };
      })
      .filter(({ share }) => share > 0),
  );
}

import { Component, computed, input } from '@angular/core';

import { shareStep, shareText } from './share-steps';

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

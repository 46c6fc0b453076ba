import { Component, computed, input } from '@angular/core';

import { sparkBox, sparkPath } from './spark-path';

/** A small line without axes, in the colour of its text. Decoration beside a number that says the same: hidden from screen readers. */
@Component({
  selector: 'vg-sparkline',
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: block;
      height: 28px;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
      overflow: visible;
    }
    path {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linejoin: round;
      vector-effect: non-scaling-stroke;
    }
  `,
  template: `<svg [attr.viewBox]="box" preserveAspectRatio="none"><path [attr.d]="path()" /></svg>`,
})
export class Sparkline {
  readonly values = input.required<readonly (number | null)[]>();
  /** Where the scale begins at the highest: 0 for counts. */
  readonly floor = input<number>();

  protected readonly box = `0 0 ${sparkBox.width} ${sparkBox.height}`;
  protected readonly path = computed(() => sparkPath(this.values(), this.floor()));
}

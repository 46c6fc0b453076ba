import { Component, computed, input } from '@angular/core';

/** The drawn box of a sparkline, in its own units; it is stretched to the room it gets. */
export const sparkBox = { width: 100, height: 28 } as const;

const margin = 2;

/**
 * SVG path of a sparkline over equal steps. `null` leaves a gap; fewer than two numbers draw nothing. With `floor`
 * the scale begins there at the highest (a count begins at 0), else at the least value. A flat line runs at the foot.
 */
export function sparkPath(values: readonly (number | null)[], floor?: number): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return '';
  const low = Math.min(...known, floor ?? Infinity);
  const span = Math.max(...known) - low || 1;
  const step = sparkBox.width / (values.length - 1);
  const rise = sparkBox.height - 2 * margin;
  let path = '';
  let joined = false;
  values.forEach((value, index) => {
    if (value === null) {
      joined = false;
      return;
    }
    const y = sparkBox.height - margin - ((value - low) / span) * rise;
    path += `${joined ? 'L' : 'M'}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    joined = true;
  });
  return path;
}

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

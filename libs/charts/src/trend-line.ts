import { Component, computed, input } from '@angular/core';

import { trendHeight, trendPath, trendSpots, type TrendAxis, type TrendPoint } from './trend-shape';

/**
 * A figure over months with its usual range. Signals are diamonds, the rest are dots; the last value and the signals
 * carry their text. For a screen reader it is the sentence given.
 */
@Component({
  selector: 'vg-trend-line',
  host: { role: 'img', '[attr.aria-label]': 'sentence()' },
  styleUrl: './trend-line.css',
  template: `
    <div class="plot">
      @if (range(); as shown) {
        <span class="range" [style.top.%]="shown.top" [style.height.%]="shown.height"></span>
      }
      @if (middle() !== null) {
        <span class="centre" [style.top.%]="middle()"></span>
      }
      <svg viewBox="0 0 100 100" preserveAspectRatio="none"><path [attr.d]="path()" /></svg>
      @for (spot of spots(); track spot.x) {
        <i [class.signal]="spot.signal" [style.left.%]="spot.x" [style.top.%]="spot.y"></i>
        @if (spot.named) {
          <b [style.left.%]="spot.x" [style.top.%]="spot.y" [class.edge]="spot.x > 92">{{ spot.text }}</b>
        }
      }
    </div>
    <div class="months">
      @for (point of points(); track $index) {
        <span>{{ point.label }}</span>
      }
    </div>
  `,
})
export class TrendLine {
  readonly points = input.required<readonly TrendPoint[]>();
  readonly axis = input.required<TrendAxis>();
  readonly centre = input<number | null>(null);
  readonly low = input<number | null>(null);
  readonly high = input<number | null>(null);
  readonly sentence = input.required<string>();

  protected readonly path = computed(() => trendPath(this.points(), this.axis()));
  protected readonly spots = computed(() => trendSpots(this.points(), this.axis()));
  protected readonly middle = computed(() => {
    const centre = this.centre();
    return centre === null ? null : trendHeight(centre, this.axis());
  });
  protected readonly range = computed(() => {
    const low = this.low();
    const high = this.high();
    if (low === null || high === null) return null;
    const top = trendHeight(high, this.axis());
    return { top, height: trendHeight(low, this.axis()) - top };
  });
}

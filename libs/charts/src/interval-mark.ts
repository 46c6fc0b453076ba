import { Component, computed, input } from '@angular/core';

/** Where something stands on an axis, in percent from the left, kept within it. */
export function placeOn(value: number, from: number, to: number): number {
  if (to <= from) return 50;
  return Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));
}

/**
 * A value with its margin on an axis, and the line it is held against. Decoration beside words that say the same:
 * hidden from screen readers.
 */
@Component({
  selector: 'vg-interval-mark',
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      position: relative;
      display: block;
      height: 14px;
      min-width: 60px;
      border-bottom: 0;
      background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat;
      print-color-adjust: exact;
    }
    i {
      position: absolute;
      forced-color-adjust: none;
    }
    .line {
      top: 0;
      bottom: 0;
      border-left: 1px solid var(--edge);
    }
    .line.limit {
      border-left: 1px dashed var(--alarm);
    }
    .margin {
      top: calc(50% - 1.25px);
      height: 2.5px;
      min-width: 2px;
      background: var(--ink);
    }
    .value {
      top: calc(50% - 3.5px);
      width: 7px;
      height: 7px;
      margin-left: -3.5px;
      border-radius: 50%;
      background: var(--ink);
    }
  `,
  template: `
    @if (line() !== null) {
      <i class="line" [class.limit]="isLimit()" [style.left.%]="line()"></i>
    }
    <i class="margin" [style.left.%]="start()" [style.width.%]="length()"></i>
    <i class="value" [style.left.%]="middle()"></i>
  `,
})
export class IntervalMark {
  readonly value = input.required<number>();
  readonly low = input.required<number>();
  readonly high = input.required<number>();
  readonly from = input.required<number>();
  readonly to = input.required<number>();
  /** What it is held against; null: nothing. */
  readonly against = input<number | null>(null);
  /** Whether that is a limit nobody should be beyond. */
  readonly isLimit = input(false);

  private readonly place = (value: number): number => placeOn(value, this.from(), this.to());
  protected readonly middle = computed(() => this.place(this.value()));
  protected readonly start = computed(() => this.place(this.low()));
  protected readonly length = computed(() => this.place(this.high()) - this.place(this.low()));
  protected readonly line = computed(() => {
    const against = this.against();
    return against === null ? null : this.place(against);
  });
}

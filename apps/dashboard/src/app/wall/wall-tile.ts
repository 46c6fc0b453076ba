import { Component, computed, input } from '@angular/core';
import type { WaitLevel } from '@vigie/charts';

/** The size of a number that fits, how many of its letters do, and what a letter of the unit takes of one. */
const largest = 160;
const fitting = 2.95;
const unitLetter = 0.4;

/** One large number of the television. */
@Component({
  selector: 'vg-wall-tile',
  host: { '[class]': 'level()', role: 'group', '[attr.aria-label]': 'label()' },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      justify-content: space-between;
      min-width: 0;
      padding: calc(var(--u) * 22) calc(var(--u) * var(--tile-pad, 30));
      border: 2px solid transparent;
      border-radius: calc(var(--u) * 20);
      background: var(--surface);
    }
    :host(.act) {
      border-color: var(--alarm);
      background: var(--alarm-bg);
    }
    :host(.watch) {
      border-color: var(--watch);
    }
    h2 {
      overflow: hidden;
      color: var(--muted);
      font-size: calc(var(--u) * 30 * var(--text-scale, 1));
      font-weight: 500;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    p.value {
      font-size: calc(var(--u) * var(--value-size, 160) * var(--tile-scale, 1));
      font-weight: 700;
      line-height: 1;
      letter-spacing: -0.04em;
      white-space: nowrap;
    }
    :host(.act) p.value {
      color: var(--alarm);
    }
    :host(.watch) p.value {
      color: var(--watch);
    }
    p.value small {
      margin-left: 0.22em;
      font-size: 0.4em;
      font-weight: 600;
      letter-spacing: 0;
    }
    .foot {
      min-height: 2.6em;
      color: var(--muted);
      font-size: calc(var(--u) * 28 * var(--text-scale, 1));
      line-height: 1.3;
    }
  `,
  template: `
    <h2>{{ label() }}</h2>
    <p class="value" [style.--value-size]="size()">
      {{ value() }}<small>{{ unit() }}</small>
    </p>
    <div class="foot"><ng-content /></div>
  `,
})
export class WallTile {
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly unit = input('');
  readonly level = input<WaitLevel | ''>('');

  protected readonly size = computed(() => {
    const letters = this.value().length + this.unit().length * unitLetter;
    return Math.round(largest * Math.min(1, fitting / letters));
  });
}

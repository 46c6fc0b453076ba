import { Component, computed, input } from '@angular/core';
import { IntervalMark } from '@vigie/charts';
import type { Change } from '@vigie/contracts';

import type { Figure } from '../shell/formats';
import { CallCount } from './call-count';
import type { ChangeText } from './history-texts';

/** One of the numbers on top: the figure, what it is made of, and whether it changed. */
@Component({
  selector: 'vg-headline-figure',
  imports: [CallCount, IntervalMark],
  host: { class: 'card', role: 'group', '[attr.aria-label]': 'label()' },
  styleUrl: './headline-tile.css',
  template: `
    <h2>{{ label() }}</h2>
    <p class="figure">
      @if (opens()) {
        <vg-call-count [of]="opens()">{{ figure().value }}</vg-call-count>
      } @else {
        {{ figure().value }}
      }
      <small>{{ figure().unit }}</small>
      @if (watch()) {
        <span class="watch"><span aria-hidden="true">◆</span> {{ watch() }}</span>
      }
    </p>
    <p class="base"><ng-content /></p>
    <p class="base">{{ before() }}</p>
    @if (change(); as told) {
      <p>
        @if (about()) {
          <span>{{ about() }}</span>
        }
        {{ told.value }} <span class="muted">{{ told.margin }}</span>
      </p>
      <p>
        <b [class.muted]="!isReal()">{{ told.verdict }}</b>
      </p>
      @if (mark(); as drawn) {
        <vg-interval-mark
          [value]="drawn.value"
          [low]="drawn.low"
          [high]="drawn.high"
          [from]="-drawn.reach"
          [to]="drawn.reach"
          [against]="0"
        />
      }
    }
  `,
})
export class HeadlineTile {
  readonly label = input.required<string>();
  readonly figure = input.required<Figure>();
  /** The count whose calls the figure opens; empty: none. */
  readonly opens = input('');
  /** What it was in the time compared. */
  readonly before = input('');
  /** Why the figure wants watching; empty: it does not. */
  readonly watch = input('');
  readonly change = input<ChangeText | null>(null);
  readonly judged = input<Change | null>(null);
  /** What the change is of, where it is not of the figure itself. */
  readonly about = input('');

  protected readonly isReal = computed(() => {
    const verdict = this.judged()?.verdict;
    return verdict === 'rise' || verdict === 'fall';
  });
  /** No change stands in the middle. */
  protected readonly mark = computed(() => {
    const { value = 0, low = null, high = null } = this.judged() ?? {};
    if (low === null || high === null) return null;
    return { value, low, high, reach: Math.max(Math.abs(low), Math.abs(high)) * 1.25 };
  });
}

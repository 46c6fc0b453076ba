import { Component, computed, inject } from '@angular/core';
import type { RunningSatisfaction } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { percentValue } from '../shell/format-values';
import { Words } from '../shell/words';
import { suppressedWord } from '../satisfaction/suppressed-word';
import { LiveStore } from './live-store';
import { LiveTile } from './live-tile';

/** The text that says why a running figure is not told: too few answers, most of the time. */
const runningWord = ({ suppressed }: RunningSatisfaction) =>
  `published.suppressed.${suppressedWord(suppressed)}` as const;

/** What callers of this month and of today answered, once there are enough of them; the word why not until then. */
@Component({
  selector: 'vg-satisfaction-tile',
  imports: [FormulaButton, LiveTile],
  styleUrl: './live-tiles.css',
  host: { class: 'one' },
  template: `
    @if (store.satisfaction(); as shown) {
      <vg-live-tile [label]="words.t('tile.satisfied')" [foot]="foot(shown.month)">
        <button vgFormula="csatRunning">
          <b>
            @if (shown.month.satisfied; as csat) {
              {{ formats.number(percent(csat.value)) }}<span class="unit">%</span>
            } @else {
              –
            }
          </b>
        </button>
        <small>{{ words.t('tile.satisfiedMonth', { base: monthBase(shown.month) }) }}</small>
      </vg-live-tile>
    }
  `,
})
export class SatisfactionTile {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  private readonly today = computed(() => {
    const today = this.store.satisfaction()?.today ?? null;
    if (today === null) return '';
    if (today.satisfied === null)
      return this.words.t('tile.satisfiedToday', { value: this.words.t(runningWord(today)) });
    const value = this.formats.percent(today.satisfied.value, 0);
    return this.words.t('tile.satisfiedToday', { value: `${value}, ${this.base(today)}` });
  });

  protected percent(fraction: number): number {
    return percentValue(fraction, 0);
  }

  private base({ n }: RunningSatisfaction): string {
    return n === null ? '' : this.words.n('published.answers', n);
  }

  protected monthBase(month: RunningSatisfaction): string {
    return month.satisfied === null ? this.words.t(runningWord(month)) : this.base(month);
  }

  /** The margin, and a warning where it rests on few answers. */
  protected foot(month: RunningSatisfaction): string {
    const few = month.fragile ? this.words.t('published.fragile') : '';
    return [few, this.margin(month), this.today()].filter((part) => part !== '').join(' · ');
  }

  private margin({ satisfied }: RunningSatisfaction): string {
    if (satisfied === null || satisfied.low === null || satisfied.high === null) return '';
    return this.words.t('tile.margin', {
      low: this.formats.percent(satisfied.low, 0),
      high: this.formats.percent(satisfied.high, 0),
    });
  }
}

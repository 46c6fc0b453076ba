import { Component, computed, inject, input } from '@angular/core';
import { historyComparisons, historyIntervals, historyRanges, type HistoryFrame } from '@vigie/contracts';

import { Words } from '../shell/words';
import { HistoryChoices, narrowings } from './history-choices';
import { dayBeside, daysLater, daysOf, isDay, shifted } from './history-range';
import { HistoryTexts } from './history-texts';
import { HoursPicker } from './hours-picker';
import { NarrowPicker } from './narrow-picker';

/** Which range, against what, and which calls of it: every choice stands in the address. */
@Component({
  selector: 'vg-range-bar',
  imports: [HoursPicker, NarrowPicker],
  styleUrl: './range-bar.css',
  templateUrl: './range-bar.html',
})
export class RangeBar {
  /** What the last answer was about; null before the first. */
  readonly frame = input.required<HistoryFrame | null>();

  protected readonly words = inject(Words);
  protected readonly choices = inject(HistoryChoices);
  private readonly texts = inject(HistoryTexts);
  protected readonly ranges = historyRanges;
  protected readonly comparisons = historyComparisons;
  protected readonly intervals = historyIntervals;
  protected readonly narrowings = narrowings;

  protected readonly title = computed(() => {
    const frame = this.frame();
    return frame === null ? this.words.t('history.title') : this.texts.title(frame);
  });
  private readonly days = computed(() => {
    const frame = this.frame();
    return frame === null ? null : daysOf(frame, frame.timezone);
  });
  protected readonly firstDay = computed(() => this.days()?.first ?? '');
  protected readonly lastDay = computed(() => this.days()?.last ?? '');
  protected readonly comparedTo = computed(() => {
    const frame = this.frame();
    return frame === null ? '' : this.texts.compared(frame);
  });
  /** Nothing comes after a range that is not over. */
  protected readonly isLast = computed(() => this.frame()?.running ?? true);

  protected rangeName(range: (typeof historyRanges)[number]): string {
    return this.words.t(`history.ranges.${range}`);
  }

  protected comparisonName(comparison: (typeof historyComparisons)[number]): string {
    return this.words.t(`history.comparisons.${comparison}`);
  }

  protected intervalName(interval: (typeof historyIntervals)[number]): string {
    return this.words.t(`history.intervals.${interval}`);
  }

  /** From the range that is shown to one of its own: its days stay as they are. */
  protected chooseRange(value: string): void {
    const days = this.days();
    if (value === 'custom' && days !== null) this.chooseDays(days.first, days.last);
    else
      this.choices.set({
        range: value === 'month' ? null : value,
        on: null,
        from: null,
        to: null,
        interval: null,
      });
  }

  protected chooseDays(first: string, last: string): void {
    if (!isDay(first) || !isDay(last) || first > last) return;
    this.choices.set({ range: 'custom', on: null, from: first, to: daysLater(last, 1), interval: null });
  }

  protected step(by: -1 | 1): void {
    const days = this.days();
    if (days === null || (by > 0 && this.isLast())) return;
    const range = this.choices.range();
    if (range === 'custom') {
      const next = shifted(days, by);
      this.chooseDays(next.first, next.last);
    } else if (range === 'yesterday') {
      this.choices.set({ range: 'today', on: dayBeside(range, days, by) });
    } else this.choices.set({ on: dayBeside(range, days, by) });
  }

  protected chooseComparison(value: string): void {
    this.choices.set({ compare: value === 'before' ? null : value });
  }

  protected chooseInterval(value: string): void {
    this.choices.set({ interval: value === '' ? null : value });
  }
}

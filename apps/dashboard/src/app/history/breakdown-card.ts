import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input, signal } from '@angular/core';
import { IntervalMark, Sparkline } from '@vigie/charts';
import {
  historyDimensions,
  type Change,
  type HistoryBreakdown,
  type HistoryDimension,
  type HistoryRow,
  type ShareOf,
} from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Language, languages } from '../shell/language';
import { Words } from '../shell/words';
import { CallCount } from './call-count';
import { CardHead } from './card-head';
import { HistoryChoices } from './history-choices';
import { HistoryTexts } from './history-texts';
import { drilled, narrowedTo, nextSort, readSort, sorted, type SortColumn } from './table-rows';

/** So many rows stand there at first; the rest by a button. */
const fewRows = 12;
const leastReach = 0.3;

/** The same figures by clinic, team, queue, language, reason, weekday or hour; a row leads into it. */
@Component({
  selector: 'vg-history-breakdown',
  imports: [CallCount, CardHead, IntervalMark, NgTemplateOutlet, Sparkline],
  host: { class: 'card' },
  styleUrl: './breakdown-card.css',
  templateUrl: './breakdown-card.html',
})
export class BreakdownCard {
  readonly table = input.required<HistoryBreakdown>();
  readonly isReading = input(false);

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly texts = inject(HistoryTexts);
  private readonly choices = inject(HistoryChoices);
  private readonly language = inject(Language);
  protected readonly dimensions = historyDimensions;
  protected readonly limit = computed(() => this.table().frame.targets.unansweredRate);
  protected readonly isWhole = signal(false);

  protected readonly by = this.choices.by;
  protected readonly sort = computed(() => readSort(this.choices.sort()));
  protected readonly isCompared = computed(() => this.table().frame.compared !== null);
  protected readonly hasTrend = computed(() => this.table().total.trend.length > 1);
  protected readonly compared = computed(() => this.texts.compared(this.table().frame));
  /** The end of the axis of rates: round, and beyond all of them. */
  protected readonly reach = computed(() => {
    const most = Math.max(
      leastReach,
      ...this.table().rows.map(({ unansweredRate }) => unansweredRate.value ?? 0),
    );
    return Math.min(1, Math.ceil(most * 10) / 10);
  });
  private readonly all = computed(() => {
    const table = this.table();
    return sorted(table.rows, this.sort(), {
      by: table.by,
      name: (row) => this.name(row),
      locale: languages[this.language.active()],
    });
  });
  protected readonly rows = computed(() => {
    const all = this.all();
    const shown = this.isWhole() || all.length <= fewRows + 3 ? all : all.slice(0, fewRows);
    return shown.map((row) => this.line(row));
  });
  protected readonly hiddenRows = computed(() => this.all().length - this.rows().length);
  protected readonly total = computed(() => this.line(this.table().total));
  protected readonly about = computed(() => {
    const { judged, shown, expected } = this.table().chance;
    if (judged < 2) return '';
    return this.words.t('history.table.chance', {
      shown: this.words.n('history.table.changes', shown),
      judged: this.formats.number(judged),
      expected: this.formats.number(Math.round(expected * 10) / 10),
    });
  });

  protected readonly level = computed(() =>
    this.words.t('history.table.level', {
      line: this.formats.line(this.table().frame.definitions.serviceLevelSeconds * 1000),
    }),
  );
  protected readonly title = computed(() => this.words.t(`history.table.by.${this.by()}`));

  protected dimensionName(by: HistoryDimension): string {
    return this.words.t(`history.dimensions.${by}`);
  }

  protected chooseDimension(by: HistoryDimension): void {
    this.choices.set({ by: by === 'clinic' ? null : by }, false);
  }

  protected chooseSort(column: SortColumn): void {
    this.choices.set({ sort: nextSort(this.sort(), column) }, false);
  }

  /** How a column is sorted, as a table says it. */
  protected order(column: SortColumn): 'ascending' | 'descending' | null {
    const { column: now, descending } = this.sort();
    return now !== column ? null : descending ? 'descending' : 'ascending';
  }

  protected open(row: HistoryRow): void {
    const choice = drilled(this.table().by, row.key);
    if (choice !== null) this.choices.set(choice);
  }

  private name(row: HistoryRow): string {
    return this.texts.key(this.table().by, row.key, row.name);
  }

  private line(row: HistoryRow) {
    const { by } = this.table();
    return {
      row,
      name: this.name(row),
      opens: drilled(by, row.key) !== null,
      narrower: narrowedTo(by, row.key) ?? {},
      // Which calls are of no known clinic, no address can ask for.
      hasCalls: row.key !== '',
      rate: this.formats.ratioText(row.unansweredRate, 1),
      mark: markOf(row.unansweredRate),
      ...this.changeOf(row.change),
      level: this.formats.percent(row.serviceLevel, 0),
      wait: row.waitP90Ms === null ? '–' : this.formats.duration(row.waitP90Ms),
    };
  }

  private changeOf(change: Change | null) {
    if (change === null) return { change: '–', verdict: '–', isReal: false };
    const told = this.texts.rateChange(change);
    return {
      change: told.value,
      verdict: change.verdict === 'unjudged' ? '–' : told.verdict,
      isReal: change.verdict === 'rise' || change.verdict === 'fall',
    };
  }
}

/** A rate with its margin; null of nothing. */
function markOf({ value, low, high }: ShareOf) {
  return value === null || low === null || high === null ? null : { value, low, high };
}

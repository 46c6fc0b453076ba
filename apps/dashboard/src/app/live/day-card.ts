import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { StackedQuarters, type QuarterBar, type QuarterPart } from '@vigie/charts';
import type { QuarterView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Theme } from '../shell/theme';
import { Words } from '../shell/words';
import { axisQuarters, shownQuarters } from './axis-quarters';
import { DayCalls } from './day-calls';
import { LiveStore } from './live-store';
import { WeekBefore } from './week-before';

const quarterMs = 900_000;
const parts = [
  { key: 'answered', count: 'answered', token: '--accent', texture: 'plain' },
  { key: 'abandoned', count: 'abandoned', token: '--alarm', texture: 'hatched' },
  { key: 'otherUnanswered', count: 'unansweredOther', token: '--watch', texture: 'dotted' },
  { key: 'outside', count: 'spared', token: '--strip', texture: 'crossed' },
  { key: 'open', count: 'open', token: '--dot', texture: 'hollow' },
] as const;

/**
 * Today by quarter hour: stacked parts that add up to the calls presented, before the same weekday of the week before, the
 * wait of 9 in 10, and the same as a table. The quarter that is pointed at is told in the legend: no box covers the bars.
 */
@Component({
  selector: 'vg-day-card',
  imports: [FormulaButton, NgTemplateOutlet, RouterLink, StackedQuarters],
  host: { class: 'card' },
  styleUrl: './day-card.css',
  templateUrl: './day-card.html',
})
export class DayCard {
  private readonly store = inject(LiveStore);
  private readonly router = inject(Router);
  protected readonly calls = inject(DayCalls);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly theme = inject(Theme);

  protected readonly title = computed(() => this.words.t(this.store.isPast() ? 'replay.day' : 'day.title'));
  protected readonly emptyText = computed(() =>
    this.words.t(this.store.isPast() ? 'replay.dayEmpty' : 'day.empty'),
  );
  protected readonly asTable = signal(false);
  protected readonly parts = parts;
  protected readonly presented = computed(() => this.store.totals()?.presentedDay ?? 0);
  protected readonly weekBefore = inject(WeekBefore);
  protected readonly quarters = computed(() => shownQuarters(this.store.quarters(), this.store.quarterNow()));
  private readonly axis = computed(() => axisQuarters(this.store.quarters(), this.store.quarterNow()));
  /** What the pale bars are: `lundi dernier`. */
  protected readonly before = computed(() => {
    if (!this.weekBefore.known()) return '';
    return this.words.t(this.store.isPast() ? 'replay.dayBefore' : 'day.before', {
      day: this.formats.weekday(this.store.now()),
    });
  });
  protected readonly pointed = signal<number | null>(null);

  /** Sums of the parts over the day: by construction those of the bars. */
  protected readonly sums = computed(() => {
    const sum = (key: (typeof parts)[number]['key'] | 'presented'): number =>
      this.quarters().reduce((total, quarter) => total + quarter[key], 0);
    return { presented: sum('presented'), parts: parts.map(({ key }) => sum(key)) };
  });

  protected readonly chartParts = computed<readonly QuarterPart[]>(() =>
    parts.map(({ key, token, texture }) => ({ label: this.words.t(`day.${key}`), token, texture })),
  );
  protected readonly partLabels = computed(() => this.chartParts().map((part) => part.label));
  protected readonly chartWords = computed(() => ({
    waitLabel: this.words.t('day.p90'),
    callsLabel: this.words.t('day.calls'),
    formatNumber: (value: number) => this.formats.number(value),
    formatSeconds: (seconds: number) => this.formats.line(seconds * 1000),
  }));
  protected readonly themeKey = computed(() => String(this.theme.dark()));

  protected readonly bars = computed<readonly QuarterBar[]>(() =>
    this.axis().map((quarter) => ({
      label: this.formats.hour(quarter.start),
      title: `${this.span(quarter)} · ${this.words.n('day.presented', quarter.presented)}`,
      parts: parts.map(({ key }) => quarter[key]),
      waitSeconds: quarter.p90Ms === null ? null : quarter.p90Ms / 1000,
      before: this.weekBefore.known() ? this.weekBefore.of(quarter) : null,
    })),
  );

  protected readonly sumTexts = computed(() => this.sums().parts.map((sum) => this.formats.number(sum)));
  /** What the legend tells: the quarter that is pointed at, else the day. */
  protected readonly told = computed(() => {
    const quarter = this.axis()[this.pointed() ?? -1];
    if (quarter === undefined) return { title: '', parts: this.sumTexts(), before: '', wait: '' };
    return {
      title: this.span(quarter),
      parts: parts.map(({ key }) => this.formats.number(quarter[key])),
      before: this.formats.number(this.weekBefore.of(quarter)),
      wait: quarter.p90Ms === null ? '–' : this.formats.duration(quarter.p90Ms),
    };
  });

  protected readonly summary = computed(() => {
    const first = this.quarters()[0];
    if (first === undefined) return this.emptyText();
    const told = this.partLabels().map((label, index) =>
      this.words.t('day.part', { label, n: this.sumTexts()[index] ?? '' }),
    );
    return this.words.t('day.summary', {
      from: this.formats.hour(first.start),
      to: this.formats.hour(this.store.now()),
      presented: this.words.n('day.presented', this.sums().presented),
      parts: told.join(', '),
    });
  });

  /** Opens the calls of a quarter that was chosen on the chart; the table has the same as links. */
  protected open(index: number): void {
    const quarter = this.axis()[index];
    const queryParams = quarter && this.calls.of('presented', quarter.start);
    if (queryParams) void this.router.navigate(['/calls'], { queryParams });
  }

  protected span(quarter: QuarterView): string {
    return `${this.formats.hour(quarter.start)} – ${this.formats.hour(Date.parse(quarter.start) + quarterMs)}`;
  }
}

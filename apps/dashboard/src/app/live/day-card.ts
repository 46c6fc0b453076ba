import { Component, computed, inject, input, signal } from '@angular/core';
import { StackedQuarters, type QuarterBar, type QuarterPart } from '@vigie/charts';
import type { QuarterView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-button';
import { Formats } from '../shell/formats';
import { Theme } from '../shell/theme';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';

const quarterMs = 900_000;
const parts = [
  { key: 'answered', token: '--accent', texture: 'plain' },
  { key: 'abandoned', token: '--alarm', texture: 'hatched' },
  { key: 'otherUnanswered', token: '--watch', texture: 'dotted' },
  { key: 'outside', token: '--strip', texture: 'crossed' },
  { key: 'open', token: '--dot', texture: 'hollow' },
] as const;

const hourMs = 3_600_000;
/** The axis is as long as a working day at least, so that bars keep their place from the first call on. */
const axisMs = 11 * hourMs;

/** The quarters from the first with a call to the one now running. */
export function shownQuarters(quarters: readonly QuarterView[], now: number): readonly QuarterView[] {
  return axisQuarters(quarters, now).filter(({ start }) => Date.parse(start) <= now);
}

/** The quarters on the axis: from the hour of the first call, eleven hours or as many as have gone by. */
export function axisQuarters(quarters: readonly QuarterView[], now: number): readonly QuarterView[] {
  const first = quarters.find((quarter) => quarter.presented > 0);
  if (first === undefined) return [];
  const from = Math.floor(Date.parse(first.start) / hourMs) * hourMs;
  const to = Math.max(from + axisMs, now + 1);
  return quarters.filter(({ start }) => Date.parse(start) >= from && Date.parse(start) < to);
}

/** Today by quarter hour: stacked parts that add up to the calls presented, the wait of 9 in 10, and the same as a table. */
@Component({
  selector: 'vg-day-card',
  imports: [FormulaButton, StackedQuarters],
  host: { class: 'card', '[class.large]': 'large()' },
  styleUrl: './day-card.css',
  templateUrl: './day-card.html',
})
export class DayCard {
  /** Drawn for a television: larger, with nothing to press. */
  readonly large = input(false);

  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly theme = inject(Theme);

  protected readonly asTable = signal(false);
  protected readonly parts = parts;
  protected readonly presented = computed(() => this.store.totals()?.presentedDay ?? 0);
  private readonly minute = computed(() => Math.floor(this.store.now() / quarterMs) * quarterMs);
  protected readonly quarters = computed(() => shownQuarters(this.store.quarters(), this.minute()));
  private readonly axis = computed(() => axisQuarters(this.store.quarters(), this.minute()));

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
    })),
  );

  protected readonly summary = computed(() => {
    const first = this.quarters()[0];
    const [answered = 0, abandoned = 0, other = 0, outside = 0, open = 0] = this.sums().parts;
    if (first === undefined) return this.words.t('day.empty');
    const numbers = { presented: this.sums().presented, answered, abandoned, other, outside, open };
    return this.words.t('day.summary', {
      from: this.formats.hour(first.start),
      to: this.formats.hour(this.store.now()),
      ...numbers,
    });
  });

  protected span(quarter: QuarterView): string {
    return `${this.formats.hour(quarter.start)} – ${this.formats.hour(Date.parse(quarter.start) + quarterMs)}`;
  }
}

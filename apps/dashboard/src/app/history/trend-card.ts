import { Component, computed, inject, input, signal } from '@angular/core';
import { DrawnChart, controlChartConfig, type ChartLook, type DrawnConfig } from '@vigie/charts';
import type { History, HistoryMeasure, HistoryPoint } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Theme } from '../shell/theme';
import { Words } from '../shell/words';
import { CallCount } from './call-count';
import { CardHead } from './card-head';
import { HistoryChoices } from './history-choices';
import { dayIn } from './history-range';
import { HistoryTexts } from './history-texts';
import { chartOf, lettered, targetOf, trendShapeOf, type LetteredSignal } from './trend-shape';

/** Which range a point of the trend is when it is looked at by itself. */
const rangeOfInterval = { '1d': 'today', '1w': 'week', '1mo': 'month' } as const;

/** A figure over the range against its usual variations: as a chart, as a table, and in sentences. */
@Component({
  selector: 'vg-history-trend',
  imports: [CallCount, CardHead, DrawnChart],
  host: { class: 'card' },
  styleUrl: './trend-card.css',
  templateUrl: './trend-card.html',
})
export class TrendCard {
  readonly history = input.required<History>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly texts = inject(HistoryTexts);
  private readonly choices = inject(HistoryChoices);
  private readonly theme = inject(Theme);

  protected readonly asTable = signal<boolean | null>(false);
  protected readonly pointed = signal<number | null>(null);
  protected readonly themeKey = computed(() => String(this.theme.dark()));
  private readonly frame = computed(() => this.history().frame);

  protected readonly measures = computed<readonly HistoryMeasure[]>(() =>
    this.history().trend.charts.map(({ measure }) => measure),
  );
  protected readonly measure = computed<HistoryMeasure>(() => {
    const wanted = this.choices.measure();
    return this.measures().includes(wanted) ? wanted : (this.measures()[0] ?? wanted);
  });
  protected readonly chart = computed(() => chartOf(this.history(), this.measure()));
  protected readonly title = computed(() =>
    this.words.t('history.trend.title', {
      measure: this.measureName(this.measure()),
      each: this.words.t(`history.trend.each.${this.frame().interval}`),
    }),
  );

  private readonly shape = computed(() =>
    trendShapeOf(this.history(), this.measure(), {
      axis: (start) => this.texts.axis(start, this.frame()),
      format: (value) => this.texts.axisValue(this.measure(), value),
      rangeLabel: this.usual(),
      limitLabel: this.limitText(),
    }),
  );
  protected readonly make = computed(() => {
    const shape = this.shape();
    return (look: ChartLook): DrawnConfig => controlChartConfig(shape, look);
  });

  /** What is usual, in words. */
  protected readonly usual = computed(() => {
    const chart = this.chart();
    if (chart === null || chart.lower === null || chart.upper === null) return '';
    const write = (value: number | null): string => this.texts.value(this.measure(), value);
    return this.words.t(`history.trend.usual.${chart.limitsFrom}`, {
      when: this.texts.compared(this.frame()),
      low: write(Math.max(0, chart.lower)),
      high: write(chart.upper),
      centre: write(chart.centre),
    });
  });
  protected readonly signals = computed(() =>
    lettered(this.chart()).map((one) => ({ ...one, text: this.signalText(one), calls: this.callsOf(one) })),
  );
  protected readonly moreSignals = computed(
    () => (this.chart()?.signals.length ?? 0) - this.signals().length,
  );
  protected readonly summary = computed(() => {
    const chart = this.chart();
    if (chart === null || chart.upper === null) return this.words.t('history.trend.tooFew');
    const count = chart.signals.length;
    return count === 0 ? this.words.t('history.trend.calm') : this.words.n('history.trend.departs', count);
  });
  /** The point under the pointer in words. */
  protected readonly told = computed(() => {
    const index = (this.pointed() ?? -1) - this.pastCount();
    const point = this.history().trend.points[index];
    return point === undefined ? '' : this.pointText(point);
  });
  private readonly pastCount = computed(() => this.shape().points.filter(({ before }) => before).length);
  protected readonly rows = computed(() =>
    this.history().trend.points.map((point, index) => ({
      ...point,
      name: this.texts.point(point.start, this.frame()),
      value: this.texts.value(this.measure(), point.values[this.measure()] ?? null),
      letters: this.signals().filter(({ first, last }) => index >= first && index <= last),
      narrower: { range: 'custom', on: null, from: point.start, to: point.end },
    })),
  );

  private limitText(): string {
    const target = targetOf(this.history(), this.measure());
    if (target === null) return '';
    return this.measure() === 'unansweredRate'
      ? this.words.t('history.limit', { share: this.texts.limit(target) })
      : this.words.t('history.target', { share: this.formats.percent(target, 0) });
  }

  protected measureName(measure: HistoryMeasure): string {
    return this.words.t(`history.measures.${measure}`);
  }

  protected choose(measure: string): void {
    this.choices.set({ measure: measure === 'unansweredRate' ? null : measure }, false);
  }

  /** Looks at the day, week or month of a point by itself. */
  protected open(index: number): void {
    const point = this.history().trend.points[index - this.pastCount()];
    const { interval, timezone } = this.frame();
    if (point === undefined || interval === '1h' || interval === '15m') return;
    this.choices.set({
      range: rangeOfInterval[interval],
      on: dayIn(timezone, Date.parse(point.start)),
      from: null,
      to: null,
      interval: null,
    });
  }

  private pointText(point: HistoryPoint): string {
    const value = this.texts.value(this.measure(), point.values[this.measure()] ?? null);
    return this.words.t('history.trend.point', {
      when: this.texts.point(point.start, this.frame()),
      value,
      n: this.words.n('history.calls', point.presented),
    });
  }

  private signalText({ kind, side, first, last, points }: LetteredSignal): string {
    const { trend } = this.history();
    const when = (index: number): string => this.texts.point(trend.points[index]?.start ?? '', this.frame());
    const value = trend.points[first]?.values[this.measure()] ?? null;
    if (kind === 'outside' && first === last)
      return this.words.t(`history.trend.outside.${side}`, {
        when: when(first),
        value: this.texts.value(this.measure(), value),
      });
    const words = { from: when(first), to: when(last), n: String(points) };
    return this.words.t(`history.trend.${kind === 'outside' ? 'outsideRun' : kind}.${side}`, words);
  }

  /** Of a rate of unanswered calls, those calls. */
  private callsOf({ share, first, last }: LetteredSignal) {
    const { points } = this.history().trend;
    if (share === null || this.measure() !== 'unansweredRate') return null;
    return {
      part: this.words.n('history.calls', share.part),
      rest: this.words.t('history.trend.ofCalls', {
        of: this.formats.number(share.of),
        share: this.formats.ratioText(share, 1),
      }),
      narrower: {
        range: 'custom',
        on: null,
        from: points[first]?.start ?? null,
        to: points[last]?.end ?? null,
      },
    };
  }
}

import { Component, computed, inject, input, signal } from '@angular/core';
import { DrawnChart, waitBarsConfig, waitCurveConfig, type ChartLook, type DrawnConfig } from '@vigie/charts';
import type { History } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Theme } from '../shell/theme';
import { Words } from '../shell/words';
import { CardHead } from './card-head';
import { curveSteps, hungUpBy, isLabelled, placeOfWait } from './wait-shape';

const minuteMs = 60_000;

/** How long callers wait, and when they hang up: as two charts, as tables, and in a sentence. */
@Component({
  selector: 'vg-history-waits',
  imports: [CardHead, DrawnChart],
  host: { class: 'card' },
  styleUrl: './waits-card.css',
  templateUrl: './waits-card.html',
})
export class WaitsCard {
  readonly history = input.required<History>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly theme = inject(Theme);
  protected readonly themeKey = computed(() => String(this.theme.dark()));
  protected readonly asTable = signal<boolean | null>(false);

  protected readonly waits = computed(() => this.history().waits);
  private readonly target = computed(() => this.history().frame.definitions.serviceLevelSeconds * 1000);
  private readonly steps = computed(() => curveSteps(this.waits().patience));

  protected readonly summary = computed(() => {
    const { p50Ms, p90Ms, p95Ms, patience } = this.waits();
    if (p50Ms === null || p90Ms === null || p95Ms === null) return this.words.t('history.waits.none');
    const told = this.words.t('history.waits.summary', {
      half: this.formats.duration(p50Ms),
      nine: this.formats.duration(p90Ms),
      most: this.formats.duration(p95Ms),
    });
    const [at, share] = this.dot() ?? [0, null];
    if (share === null || patience.length === 0) return told;
    const gone = this.words.t('history.waits.gone', {
      line: this.formats.line(at),
      share: this.formats.percent(share, 0),
    });
    return `${told} ${gone}`;
  });
  /** After one minute, or as far as is known. */
  private readonly dot = computed<readonly [number, number | null] | null>(() => {
    const { patience } = this.waits();
    const end = patience.at(-1)?.atMs;
    if (end === undefined) return null;
    const at = Math.min(minuteMs, end);
    return [at, hungUpBy(patience, at)];
  });

  protected readonly bars = computed(() => {
    const { bins, p50Ms, p90Ms } = this.waits();
    const mark = (ms: number | null, text: string, strong: boolean) =>
      ms === null ? [] : [{ at: placeOfWait(bins, ms), label: text, strong }];
    const shape = {
      labels: bins.map(({ fromMs }) => this.label(fromMs, bins.at(-1)?.fromMs ?? 0)),
      values: bins.map(({ answered }) => answered),
      marks: [
        ...mark(
          p50Ms,
          this.words.t('history.waits.half', { line: this.formats.duration(p50Ms ?? 0) }),
          false,
        ),
        ...mark(
          this.target(),
          this.words.t('history.waits.target', { line: this.formats.line(this.target()) }),
          true,
        ),
        ...mark(
          p90Ms,
          this.words.t('history.waits.nine', { line: this.formats.duration(p90Ms ?? 0) }),
          false,
        ),
      ],
      token: '--accent',
      format: (value: number) => this.formats.number(value),
    };
    return (look: ChartLook): DrawnConfig => waitBarsConfig(shape, look);
  });

  protected readonly curve = computed(() => {
    const steps = this.steps();
    const [at, share] = this.dot() ?? [0, null];
    const shape = {
      labels: steps.map(({ atMs }) => this.label(atMs, steps.at(-1)?.atMs ?? 0)),
      values: steps.map((step) => step.share),
      token: '--alarm',
      dot: share === null ? null : steps.findLastIndex(({ atMs }) => atMs <= at),
      format: (value: number) => this.formats.percent(value, 0),
    };
    return (look: ChartLook): DrawnConfig => waitCurveConfig(shape, look);
  });

  protected readonly rows = computed(() => {
    const { bins, patience } = this.waits();
    return bins.map(({ fromMs, toMs, answered, abandoned, other }) => {
      const by = toMs === null ? null : hungUpBy(patience, toMs);
      return {
        answered,
        abandoned,
        other,
        name:
          toMs === null
            ? this.words.t('history.waits.beyond', { from: this.formats.line(fromMs) })
            : this.words.t('history.waits.between', {
                from: this.formats.line(fromMs),
                to: this.formats.line(toMs),
              }),
        gone: by === null ? '–' : this.formats.percent(by),
      };
    });
  });

  private label(ms: number, endMs: number): string {
    return isLabelled(ms, endMs) ? this.formats.line(ms) : '';
  }
}

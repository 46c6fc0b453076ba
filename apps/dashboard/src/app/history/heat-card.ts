import { Component, computed, inject, input } from '@angular/core';
import { HeatGrid } from '@vigie/charts';
import type { HeatCell, History } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { percentValue } from '../shell/format-values';
import { Words } from '../shell/words';
import { CardHead } from './card-head';
import { heatAxes, heatRows, isBeyond } from './heat-shape';
import { heatMeasures, HistoryChoices, type HeatMeasure } from './history-choices';
import { HistoryTexts } from './history-texts';

const minuteSeconds = 60;

/** When it is hard to reach us: weekday by hour, one switch for what is looked at. It is its own table. */
@Component({
  selector: 'vg-history-heat',
  imports: [CardHead, HeatGrid],
  host: { class: 'card' },
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .say {
      padding: 0 16px 8px;
      color: var(--muted);
      font-size: 13px;
    }
    vg-heat-grid {
      --heat-cell: 31px;
      margin: 0 16px 16px;
    }
    .volume {
      --heat: var(--volume);
    }
    @media (width < 640px) {
      vg-heat-grid {
        margin: 0 10px 12px;
      }
    }
  `,
  template: `
    <vg-card-head [title]="words.t('history.heat.title')" [about]="words.t(about())">
      <div class="choice" role="group" [attr.aria-label]="words.t('history.heat.shows')">
        @for (one of measures; track one) {
          <button type="button" [attr.aria-pressed]="one === measure()" (click)="choose(one)">
            {{ name(one) }}
          </button>
        }
      </div>
    </vg-card-head>
    <p class="say">{{ summary() }}</p>
    @if (rows().length > 0) {
      <vg-heat-grid
        [class.volume]="measure() !== 'unanswered'"
        [columns]="columns()"
        [rows]="rows()"
        [label]="words.t('history.heat.title')"
        [corner]="words.t('history.heat.day')"
        [pickable]="true"
        (picked)="open($event.row, $event.column)"
      />
    }
  `,
})
export class HeatCard {
  readonly history = input.required<History>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly texts = inject(HistoryTexts);
  private readonly choices = inject(HistoryChoices);
  protected readonly measures = heatMeasures;
  protected readonly measure = this.choices.heat;

  protected readonly about = computed(() => `history.heat.about.${this.measure()}` as const);
  private readonly axes = computed(() => heatAxes(this.history().heat.cells));
  protected readonly columns = computed(() =>
    this.axes().hours.map((hour) => this.words.t('history.heat.hour', { n: String(hour) })),
  );
  protected readonly rows = computed(() =>
    heatRows(this.history().heat, this.measure(), {
      weekday: (day) => this.texts.weekday(day),
      shortWeekday: (day) => this.texts.weekday(day, 'short'),
      write: (cell) => this.cellText(cell),
      about: (cell) => this.words.t('history.heat.open', { when: this.when(cell) }),
    }),
  );
  protected readonly summary = computed(() => {
    const { worst, busiest } = this.history().heat;
    if (busiest === null) return this.words.t('history.heat.none');
    const hardest =
      worst === null || worst.unansweredRate === null
        ? this.words.t('history.heat.noWorst')
        : this.words.t('history.heat.worst', {
            when: this.when(worst),
            share: this.formats.percent(worst.unansweredRate, 0),
          });
    const fullest = this.words.t('history.heat.busiest', {
      when: this.when(busiest),
      n: this.words.n('history.calls', busiest.presented),
    });
    return `${hardest} ${fullest}`;
  });

  protected name(measure: HeatMeasure): string {
    return this.words.t(`history.heat.${measure}`);
  }

  protected choose(measure: HeatMeasure): void {
    this.choices.set({ heat: measure === 'unanswered' ? null : measure }, false);
  }

  /** Looks at that hour of that weekday alone. */
  protected open(row: number, column: number): void {
    const [day, hour] = [this.axes().days[row], this.axes().hours[column]];
    if (day === undefined || hour === undefined) return;
    this.choices.set({ weekdays: String(day), dayStart: clockOf(hour), dayEnd: clockOf(hour + 1) });
  }

  private when({ weekday, hour }: HeatCell): string {
    return `${this.texts.weekday(weekday)}, ${this.texts.hours(hour)}`;
  }

  private cellText(cell: HeatCell): string {
    const measure = this.measure();
    if (measure === 'presented') return this.formats.number(cell.presented);
    if (measure === 'wait') return cell.waitP90Ms === null ? '' : clockText(cell.waitP90Ms);
    const share = this.formats.number(percentValue(cell.unansweredRate ?? 0, 0));
    return isBeyond(cell, this.history().frame.targets.unansweredRate) ? `${share} ▲` : share;
  }
}

const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `1:05`: minutes and seconds, as short as a cell is narrow. */
function clockText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / minuteSeconds)}:${String(seconds % minuteSeconds).padStart(2, '0')}`;
}

import { Component, computed, inject } from '@angular/core';
import { waitLevel } from '@vigie/charts';
import type { RunningSatisfaction } from '@vigie/contracts';

import { LiveStore } from '../live/live-store';
import { percentValue, pointsUnder } from '../shell/format-values';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { WallTile } from './wall-tile';

/** The five numbers that can be read from across the room. */
@Component({
  selector: 'vg-wall-tiles',
  host: { '[class.six]': 'satisfied() !== null' },
  imports: [WallTile],
  styles: `
    :host {
      display: grid;
      grid-template-columns: 1.15fr 1fr 1fr 1fr 1.05fr;
      gap: calc(var(--u) * 20);
    }
    :host(.six) {
      --tile-scale: 0.84;
      --text-scale: 0.86;
      --tile-pad: 22;
      grid-template-columns: 1.1fr 1fr 1fr 1fr 1.1fr 1fr;
    }
    b {
      color: inherit;
    }
    .act {
      color: var(--alarm);
    }
    .watch {
      color: var(--watch);
    }
  `,
  template: `
    @if (store.totals(); as totals) {
      @if (store.centre(); as centre) {
        <vg-wall-tile
          [label]="words.t('wall.waiting')"
          [value]="formats.number(totals.waiting)"
          [level]="waitingLevel()"
        >
          @if (longestMs(); as longest) {
            <b [class]="waitingLevel()">
              @if (waitingLevel()) {
                <span aria-hidden="true">{{ waitingLevel() === 'act' ? '▲' : '◆' }}</span>
              }
              {{ words.t('tile.longest', { wait: formats.duration(longest) }) }}
            </b>
          } @else {
            {{ words.t('tile.nobody') }}
          }
        </vg-wall-tile>
        <vg-wall-tile
          [label]="words.t('wall.answered')"
          [value]="formats.ratio(totals.answerRate30m).value"
          [unit]="formats.ratio(totals.answerRate30m).unit"
        >
          @if (gap(); as under) {
            <span class="watch"><span aria-hidden="true">◆</span> {{ under }}</span>
          } @else {
            {{ words.t('tile.day', { value: formats.ratioText(totals.answerRateDay) }) }}
          }
        </vg-wall-tile>
        <vg-wall-tile
          [label]="words.t('wall.serviceLevel', { line: formats.line(centre.serviceLevelSeconds * 1000) })"
          [value]="formats.ratio(totals.serviceLevel30m).value"
          [unit]="formats.ratio(totals.serviceLevel30m).unit"
        >
          @if (serviceGap(); as under) {
            <span class="watch"><span aria-hidden="true">◆</span> {{ under }}</span>
          } @else {
            {{ words.t('tile.day', { value: formats.ratioText(totals.serviceLevelDay) }) }}
          }
        </vg-wall-tile>
        <vg-wall-tile [label]="words.t('wall.toCallBack')" [value]="formats.number(totals.toCallBack)">
          {{
            words.t('wall.unansweredRecovered', {
              unanswered: formats.number(totals.unansweredDay),
              recovered: formats.number(totals.recoveredDay),
            })
          }}
        </vg-wall-tile>
        <vg-wall-tile
          [label]="words.t('wall.free')"
          [value]="formats.number(totals.agents.free)"
          [unit]="'/ ' + formats.number(totals.agents.present)"
          [level]="totals.freeWhileWaiting ? 'watch' : ''"
        >
          @if (totals.freeWhileWaiting) {
            <span class="watch"
              ><span aria-hidden="true">◆</span> {{ words.t('tile.freeWhileWaiting') }}</span
            >
          } @else {
            {{ words.t('stateShort.on_call', { n: formats.number(totals.agents.on_call) }) }} ·
            {{ words.t('stateShort.break', { n: formats.number(totals.agents.break) }) }}
          }
        </vg-wall-tile>
        @if (satisfied(); as told) {
          <vg-wall-tile [label]="words.t('wall.satisfied')" [value]="told.value" unit="%">
            {{ told.base }}
          </vg-wall-tile>
        }
      }
    }
  `,
})
export class WallTiles {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly longestMs = computed(() => {
    const since = this.store.totals()?.longestSince ?? null;
    return since === null ? null : Math.max(0, this.store.now() - since);
  });
  protected readonly waitingLevel = computed(() => {
    const longest = this.longestMs();
    const centre = this.store.centre();
    if (longest === null || centre === null) return '';
    const level = waitLevel(longest, centre.lines);
    return level === 'fine' ? '' : level;
  });
  protected readonly gap = computed(() => {
    const rate = this.store.totals()?.answerRate30m;
    return this.under(rate?.value ?? null, this.store.centre()?.answerRateTarget ?? 0);
  });
  protected readonly serviceGap = computed(() => {
    const rate = this.store.totals()?.serviceLevel30m;
    return this.under(rate?.value ?? null, this.store.centre()?.serviceLevelTarget ?? 0);
  });

  /** This month's satisfaction, or today's while only that is told; nothing while there are too few answers. */
  protected readonly satisfied = computed(() => {
    const shown = this.store.satisfaction();
    if (shown === null) return null;
    return (
      this.told(shown.month, this.words.t('wall.month')) ?? this.told(shown.today, this.words.t('wall.today'))
    );
  });

  private told({ satisfied, n }: RunningSatisfaction, when: string): { value: string; base: string } | null {
    if (satisfied === null || n === null) return null;
    const { value, low, high } = satisfied;
    const ends = { low: this.formats.percent(low, 0), high: this.formats.percent(high, 0) };
    const margin = low === null || high === null ? '' : this.words.t('tile.margin', ends);
    return {
      value: this.formats.number(percentValue(value, 0)),
      base: [when, this.words.n('reports.answers', n), margin].filter((part) => part !== '').join(' · '),
    };
  }

  private under(value: number | null, target: number): string | null {
    const points = pointsUnder(value, target);
    return points === null ? null : this.words.n('tile.under', points);
  }
}

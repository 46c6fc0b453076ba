import { Component, computed, inject } from '@angular/core';
import { waitLevel } from '@vigie/charts';

import { LiveStore } from '../live/live-store';
import { pointsUnder } from '../shell/format-values';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { WallTile } from './wall-tile';

/** The five numbers that can be read from across the room. */
@Component({
  selector: 'vg-wall-tiles',
  imports: [WallTile],
  styles: `
    :host {
      display: grid;
      grid-template-columns: 1.15fr 1fr 1fr 1fr 1.05fr;
      gap: calc(var(--u) * 20);
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

  private under(value: number | null, target: number): string | null {
    const points = pointsUnder(value, target);
    return points === null ? null : this.words.n('tile.under', points);
  }
}

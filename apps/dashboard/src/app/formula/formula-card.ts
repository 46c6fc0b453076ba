import { afterRenderEffect, Component, computed, type ElementRef, inject, viewChild } from '@angular/core';

import { LiveStore } from '../live/live-store';
import { Formats } from '../shell/formats';
import { Words, type WordParams } from '../shell/words';
import { countsBehind, rulesOf, type CountLine } from './counts-behind';
import { FormulaCards, placeCard } from './formula-cards';
import { isCallbackFigure, isReportFigure, type FormulaKey } from './formula-request';

/** The card of the number last asked: its formula in words, its thresholds, what it leaves out, the counts behind it. */
@Component({
  selector: 'vg-formula-card',
  styleUrl: './formula-card.css',
  template: `
    <div
      #card
      popover="auto"
      role="dialog"
      tabindex="-1"
      aria-labelledby="formula-name"
      (toggle)="toggled($event)"
    >
      @if (content(); as shown) {
        <div class="head">
          <h2 id="formula-name">
            {{ shown.name }}<small>{{ shown.whose }}</small>
          </h2>
          <button type="button" class="button" (click)="cards.close($event.timeStamp)">
            {{ words.t('formula.close') }}
          </button>
        </div>
        <dl>
          <dt>{{ words.t('formula.how') }}</dt>
          <dd>{{ shown.how }}</dd>
          <dt>{{ words.t('formula.lines') }}</dt>
          <dd>{{ shown.lines }}</dd>
          <dt>{{ words.t('formula.without') }}</dt>
          <dd>{{ shown.without }}</dd>
        </dl>
        @if (shown.counts.length > 0) {
          <h3>{{ words.t('formula.behind') }}</h3>
          <table>
            <tbody>
              @for (count of shown.counts; track $index) {
                <tr>
                  <th scope="row">{{ count.label }}</th>
                  <td>{{ count.value }}</td>
                </tr>
              }
            </tbody>
          </table>
        }
      }
    </div>
  `,
})
export class FormulaCard {
  protected readonly cards = inject(FormulaCards);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly store = inject(LiveStore);
  private readonly card = viewChild.required<ElementRef<HTMLElement>>('card');

  protected readonly content = computed(() => {
    const open = this.cards.open();
    const board = this.store.board();
    if (open === null) return null;
    const { request } = open;
    const params = this.params(request.key.startsWith('second') ? 'second' : 'first');
    const card = `formula.cards.${request.key}` as const;
    return {
      name: this.words.t(`${card}.name`, params),
      whose: this.whose(),
      how: this.words.t(`${card}.how`, params),
      lines: this.words.t(`${card}.lines`, params),
      without: this.words.t(`${card}.without`, params),
      counts: (board === null ? [] : countsBehind(request, board)).map((line) => ({
        label: this.words.t(`formula.counts.${line.label}`, { of: line.of ?? '' }),
        value: this.written(line),
      })),
    };
  });

  constructor() {
    afterRenderEffect(() => {
      const open = this.cards.open();
      const card = this.card().nativeElement;
      if (open === null) {
        if (card.matches(':popover-open')) card.hidePopover();
        return;
      }
      if (!card.matches(':popover-open')) card.showPopover();
      const { left, top } = placeCard(open.anchor.getBoundingClientRect(), card.getBoundingClientRect(), {
        width: document.documentElement.clientWidth,
        height: window.innerHeight,
      });
      card.style.left = `${left}px`;
      card.style.top = `${top}px`;
      card.focus();
    });
  }

  protected toggled(event: ToggleEvent): void {
    if (event.newState === 'closed') this.cards.close(event.timeStamp);
  }

  private whose(): string {
    const request = this.cards.open()?.request;
    if (request === undefined) return '';
    const { key, row } = request;
    if (row === null) return this.words.t(`formula.${ofWhom(key)}`);
    const name = row.kind === 'team' ? this.store.team(row.id)?.name : this.store.clinics()[row.id]?.name;
    return this.words.t(row.kind === 'team' ? 'formula.forTeam' : 'formula.forClinic', {
      name: name ?? row.id,
    });
  }

  private params(which: 'first' | 'second'): WordParams {
    const board = this.store.board();
    const open = this.cards.open();
    if (board === null || open === null) return {};
    const { centre } = board;
    const { lines, answerRateTarget } = rulesOf(open.request, board);
    const line = this.formats.line(centre.serviceLevelSeconds * 1000);
    const second = this.formats.line(centre.secondServiceLevelSeconds * 1000);
    return {
      line,
      second,
      serviceLevel: this.words.t(`formula.serviceLevels.${centre.serviceLevelFormula}`, {
        line: which === 'first' ? line : second,
      }),
      target: this.formats.line(lines.targetMs),
      watch: this.formats.line(lines.watchMs),
      limit: this.formats.line(lines.limitMs),
      short: this.formats.line(centre.shortAbandonMs),
      answerTarget: this.formats.percent(answerRateTarget),
      serviceTarget: this.formats.percent(centre.serviceLevelTarget),
    };
  }

  private written({ value, unit }: CountLine): string {
    if (value === null) return '–';
    switch (unit) {
      case 'rate':
        return this.formats.percent(value);
      case 'ms':
        return this.formats.duration(value);
      case 'age':
        return this.formats.duration(this.store.now() - value);
      case 'instant':
        return this.formats.clockTime(value);
      case 'signed':
        return this.formats.signed(value);
      case 'count':
      case 'perMinute':
        return this.formats.number(value);
      default:
        return unit satisfies never;
    }
  }
}

function ofWhom(key: FormulaKey): 'forReports' | 'forCallbacks' | 'forCentre' {
  if (isReportFigure(key)) return 'forReports';
  return isCallbackFigure(key) ? 'forCallbacks' : 'forCentre';
}

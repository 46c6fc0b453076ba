import { Component, computed, inject, input } from '@angular/core';
import type { CallbackSums } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** What became of those who were owed a call: parts of one whole. */
@Component({
  selector: 'vg-callback-sum',
  imports: [FormulaButton],
  host: { role: 'region', '[attr.aria-label]': "words.t('callbacks.sum.about')" },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 18px;
      font-size: 14px;
    }
    .bar {
      display: flex;
      width: 180px;
      height: 10px;
      overflow: hidden;
      border: 1px solid var(--edge);
      border-radius: 3px;
    }
    .bar i {
      min-width: 0;
    }
    .recovered {
      background: var(--accent);
    }
    .closed {
      background: var(--muted);
    }
    .neverReached {
      background: repeating-linear-gradient(135deg, var(--alarm) 0 2px, var(--surface) 2px 4px);
    }
    .apart {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 18px;
      margin-left: auto;
      font-size: 13px;
    }
    @media (width < 760px) {
      .bar {
        width: 100%;
      }
      .apart {
        margin-left: 0;
      }
    }
  `,
  template: `
    <button vgFormula="callersOwed">
      <b>{{ words.n('callbacks.sum.owed', sums().owed, { day: day() }) }}</b>
    </button>
    @if (sums().owed > 0) {
      <span class="bar" aria-hidden="true">
        @for (part of parts; track part) {
          <i [class]="part" [style.flex]="sums()[part]"></i>
        }
      </span>
    }
    <span>
      <button vgFormula="recovered">{{ recovered() }}</button>
      @if (sums().recovered > 0) {
        &ngsp;<button vgFormula="recoveredWithinHour">{{ withinHour() }}</button>
      }
    </span>
    <button vgFormula="closedForReason">{{ words.n('callbacks.sum.closed', sums().closed) }}</button>
    <button vgFormula="leftToCallBack">{{ words.n('callbacks.sum.open', sums().open) }}</button>
    <button vgFormula="neverReached">{{ words.n('callbacks.sum.neverReached', sums().neverReached) }}</button>
    <span class="apart muted">
      @if (sums().openFromBefore > 0) {
        <button vgFormula="leftFromBefore">
          {{ words.n('callbacks.sum.fromBefore', sums().openFromBefore) }}
        </button>
      }
      @if (sums().followups > 0) {
        <span>{{ words.n('callbacks.sum.followups', sums().followups) }}</span>
      }
      @if (sums().withheld > 0) {
        <button vgFormula="withheldCalls">
          {{ words.t('callbacks.sum.withheld', { day: day(), n: formats.number(sums().withheld) }) }}
        </button>
      }
    </span>
  `,
})
export class CallbackSum {
  readonly sums = input.required<CallbackSums>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly parts = ['recovered', 'closed', 'open', 'neverReached'] as const;
  protected readonly day = computed(() => this.formats.weekday(this.sums().since));
  /** With the comma before what of it was within the hour. */
  protected readonly recovered = computed(() => {
    const { recovered } = this.sums();
    const all = this.words.n('callbacks.sum.recovered', recovered);
    return recovered === 0 ? all : `${all},`;
  });
  protected readonly withinHour = computed(() => {
    const n = this.formats.number(this.sums().recoveredWithinHour);
    return this.words.t('callbacks.sum.withinHour', { n });
  });
}

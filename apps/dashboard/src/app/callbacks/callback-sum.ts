import { Component, computed, inject, input } from '@angular/core';
import type { CallbackSums } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** What became of those who were owed a call: parts of one whole. */
@Component({
  selector: 'vg-callback-sum',
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
    <b>{{ words.n('callbacks.sum.owed', sums().owed, { day: formats.weekday(sums().since) }) }}</b>
    @if (sums().owed > 0) {
      <span class="bar" aria-hidden="true">
        @for (part of parts; track part) {
          <i [class]="part" [style.flex]="sums()[part]"></i>
        }
      </span>
    }
    <span>{{ recovered() }}</span>
    <span>{{ words.n('callbacks.sum.closed', sums().closed) }}</span>
    <span>{{ words.n('callbacks.sum.open', sums().open) }}</span>
    <span>{{ words.n('callbacks.sum.neverReached', sums().neverReached) }}</span>
    @if (sums().withheld > 0) {
      <span class="apart muted">{{ words.n('callbacks.sum.withheld', sums().withheld) }}</span>
    }
  `,
})
export class CallbackSum {
  readonly sums = input.required<CallbackSums>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly parts = ['recovered', 'closed', 'open', 'neverReached'] as const;
  protected readonly recovered = computed(() => {
    const { recovered, recoveredWithinHour } = this.sums();
    const all = this.words.n('callbacks.sum.recovered', recovered);
    if (recovered === 0) return all;
    return `${all}, ${this.words.t('callbacks.sum.withinHour', { n: this.formats.number(recoveredWithinHour) })}`;
  });
}

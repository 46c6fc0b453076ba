import { Component, computed, input } from '@angular/core';
import type { CommitmentBlock } from '@vigie/contracts';

import { toneClass, toneSign } from './block-head';

/** The commitment of the contract and whether it was kept, first thing on the page. */
@Component({
  selector: 'vg-commitment-block',
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 2px 12px;
      padding: 11px 16px;
      border-radius: 10px;
      background: var(--lane);
      color: var(--ink);
      font-size: 14.5px;
      print-color-adjust: exact;
    }
    p.fine {
      background: var(--ok-bg);
    }
    p.watch {
      background: var(--watch-bg);
    }
    p.act {
      background: var(--alarm-bg);
    }
    .fine b {
      color: var(--ok);
    }
    .watch b {
      color: var(--watch);
    }
    .act b {
      color: var(--alarm);
    }
    span:last-child {
      flex: 1 1 300px;
    }
  `,
  template: `
    <p [class]="level()">
      <b
        ><span aria-hidden="true">{{ sign() }}</span> {{ block().label }}</b
      >
      <span>{{ block().text }}</span>
    </p>
  `,
})
export class CommitmentBlockView {
  readonly block = input.required<CommitmentBlock>();
  protected readonly level = computed(() => toneClass[this.block().tone]);
  protected readonly sign = computed(() => toneSign[this.block().tone]);
}

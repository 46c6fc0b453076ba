import { Component, computed, inject, input, signal } from '@angular/core';
import { StackedShares } from '@vigie/charts';
import type { ScoresBlock } from '@vigie/contracts';

import { Words } from '../../shell/words';
import { BlockHead } from './block-head';
import { ChartSwitch } from './chart-switch';

/** A share in percent to a tenth, as the language writes it; `–` for none. */
function shareInWords(share: number | null, language: string): string {
  if (share === null) return '–';
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** What respondents said, item by item: the whole distribution, the share in favour, its margin. */
@Component({
  selector: 'vg-scores-block',
  imports: [BlockHead, ChartSwitch, StackedShares],
  styleUrl: './scores-block.css',
  templateUrl: './scores-block.html',
})
export class ScoresBlockView {
  readonly block = input.required<ScoresBlock>();
  /** Of the report: its numbers are written so. */
  readonly language = input.required<string>();
  protected readonly words = inject(Words);
  protected readonly asTable = signal(false);

  protected readonly table = computed(() =>
    this.block().rows.map(({ label, shares, value, interval, badge }) => ({
      label,
      cells: this.block().steps.map((_, step) => shareInWords(shares?.[step] ?? null, this.language())),
      value: [value, badge].filter((part) => part !== null).join(' · '),
      interval: interval ?? '–',
    })),
  );

  /** The legend, but for the names of the steps: the keys show those. */
  protected readonly legend = computed(() => {
    const { legend, steps } = this.block();
    const named = steps.join(' · ');
    return legend.startsWith(named) ? legend.slice(named.length).replace(/^[\s—–-]+/u, '') : legend;
  });

  /** The key of one step: a bar of nothing but it. */
  protected only(step: number): readonly number[] {
    return this.block().steps.map((_, index) => (index === step ? 1 : 0));
  }
}

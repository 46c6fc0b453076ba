import { Component, inject, input } from '@angular/core';
import { HeatGrid } from '@vigie/charts';
import type { HeatBlock } from '@vigie/contracts';

import { Words } from '../../shell/words';
import { BlockHead } from './block-head';

/** When it was hard to reach us: a strip of hours, or weekdays and hours. It is its own table. */
@Component({
  selector: 'vg-heat-block',
  imports: [BlockHead, HeatGrid],
  template: `
    <vg-block-head [title]="block().title" [note]="block().note" />
    <p class="hidden">{{ block().summary }}</p>
    <vg-heat-grid
      [columns]="block().columns"
      [rows]="block().rows"
      [label]="block().title"
      [corner]="words.t('reports.report.day')"
    />
  `,
})
export class HeatBlockView {
  readonly block = input.required<HeatBlock>();
  protected readonly words = inject(Words);
}

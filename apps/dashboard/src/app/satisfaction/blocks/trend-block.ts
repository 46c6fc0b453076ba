import { Component, inject, input, signal } from '@angular/core';
import { TrendLine } from '@vigie/charts';
import type { TrendBlock } from '@vigie/contracts';

import { Words } from '../../shell/words';
import { BlockHead } from './block-head';
import { ChartSwitch } from './chart-switch';

/** A figure over the months, against what is usual for it. */
@Component({
  selector: 'vg-trend-block',
  imports: [BlockHead, ChartSwitch, TrendLine],
  styles: `
    .scroll {
      overflow-x: auto;
    }
    .summary {
      margin-top: 4px;
      color: var(--muted);
      font-size: 12.5px;
    }
  `,
  template: `
    <vg-block-head [title]="block().title" [note]="block().note">
      <vg-chart-switch [(asTable)]="asTable" />
    </vg-block-head>
    @if (asTable()) {
      <table>
        <caption class="hidden">
          {{
            block().title
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ words.t('reports.report.when') }}</th>
            <th scope="col">{{ words.t('reports.report.measure') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (point of block().points; track $index) {
            <tr>
              <th scope="row">{{ point.label }}</th>
              <td>
                @if (point.signal) {
                  <span class="watch"
                    ><span aria-hidden="true">◆</span> {{ words.t('reports.report.signal') }}</span
                  >
                }
                {{ point.text }}
              </td>
            </tr>
          }
        </tbody>
      </table>
    } @else {
      <vg-trend-line
        [points]="block().points"
        [axis]="block().axis"
        [centre]="block().centre"
        [low]="block().low"
        [high]="block().high"
        [sentence]="block().summary"
      />
    }
    <p class="summary">{{ block().summary }}</p>
  `,
})
export class TrendBlockView {
  readonly block = input.required<TrendBlock>();
  protected readonly words = inject(Words);
  protected readonly asTable = signal(false);
}

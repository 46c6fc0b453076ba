import { Component, computed, input } from '@angular/core';
import type { ReportCalls, TableBlock } from '@vigie/contracts';

import { BlockHead } from './block-head';
import { ReportCount } from './report-count';

/** A table; on a narrow screen, where it has more columns than fit, one card a row. */
@Component({
  selector: 'vg-table-block',
  imports: [BlockHead, ReportCount],
  styleUrl: './table-block.css',
  template: `
    <vg-block-head [title]="block().title" [note]="block().note" />
    @if (block().rows.length === 0) {
      <p class="muted">{{ block().empty }}</p>
    } @else {
      <table role="table" [class.wide]="wide()">
        <caption class="hidden">
          {{
            block().title
          }}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            @for (column of block().columns; track $index) {
              <th scope="col" role="columnheader" [class.end]="column.align === 'end'">{{ column.label }}</th>
            }
          </tr>
        </thead>
        <tbody role="rowgroup">
          @for (row of block().rows; track at; let at = $index) {
            <tr role="row">
              @for (cell of row; track $index) {
                @if ($first) {
                  <th scope="row" role="rowheader">{{ cell }}</th>
                } @else {
                  <td
                    role="cell"
                    [class.end]="block().columns[$index]?.align === 'end'"
                    [class.void]="cell === ''"
                    [attr.data-label]="block().columns[$index]?.label"
                  >
                    @if ($index === 1 ? callsOf(at) : null; as calls) {
                      <vg-report-count [value]="cell" [calls]="calls" />
                    } @else {
                      {{ cell }}
                    }
                  </td>
                }
              }
            </tr>
          }
        </tbody>
      </table>
    }
  `,
})
export class TableBlockView {
  readonly block = input.required<TableBlock>();
  /** The calls behind the number of a row, its second cell. */
  protected callsOf(row: number): ReportCalls | null {
    return this.block().rowCalls?.[row] ?? null;
  }

  protected readonly wide = computed(() => this.block().columns.length > 3);
}

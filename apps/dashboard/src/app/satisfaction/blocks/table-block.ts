import { Component, computed, input } from '@angular/core';
import type { TableBlock } from '@vigie/contracts';

import { BlockHead } from './block-head';

/** A table; on a narrow screen, where it has more columns than fit, one card a row. */
@Component({
  selector: 'vg-table-block',
  imports: [BlockHead],
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
          @for (row of block().rows; track $index) {
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
                    {{ cell }}
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
  protected readonly wide = computed(() => this.block().columns.length > 3);
}

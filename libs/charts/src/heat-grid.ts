import { Component, computed, input, output } from '@angular/core';

/** A quarter is the strongest colour, for every grid: a colour here is the same there, and on the printed report. */
export const strongestAt = 0.25;

/** Strength of a cell's colour in whole percent, 0 to 100; null where nothing came. */
export function heatLevel(share: number | null): number | null {
  if (share === null) return null;
  return Math.round(Math.min(1, Math.max(0, share / strongestAt)) * 100);
}

export type HeatCell = {
  readonly share: number | null;
  readonly text: string;
  /** What a cell that can be chosen does. */
  readonly about?: string;
};
export type HeatRow = {
  readonly label: string;
  /** What stands where there is no room for the label. */
  readonly short?: string;
  readonly cells: readonly HeatCell[];
};

/**
 * Shares by column and row, each written in its cell and coloured by its strength: a table to everyone. One row is
 * drawn as a strip that wraps; several are a grid whose rows and columns change places on a narrow screen.
 */
@Component({
  selector: 'vg-heat-grid',
  host: {
    role: 'table',
    '[attr.aria-label]': 'label()',
    '[class.strip]': 'rows().length === 1',
    '[style.--columns]': 'columns().length',
    '[style.--rows]': 'rows().length',
  },
  styleUrl: './heat-grid.css',
  template: `
    <div role="row" class="heads">
      <span role="columnheader" class="corner"
        ><span class="unseen">{{ corner() }}</span></span
      >
      @for (column of columns(); track $index) {
        <span role="columnheader" class="column" [style.--c]="$index + 2">{{ column }}</span>
      }
    </div>
    @for (row of cells(); track $index; let r = $index) {
      <div role="row">
        <span role="rowheader" class="row" [style.--r]="r + 2"
          ><span class="whole">{{ row.label }}</span
          ><span class="short" aria-hidden="true">{{ row.short }}</span></span
        >
        @for (cell of row.cells; track $index) {
          <span
            role="cell"
            class="cell"
            [class.none]="cell.level === null"
            [style.--c]="$index + 2"
            [style.--r]="r + 2"
            [style.--level]="(cell.level ?? 0) + '%'"
            ><small class="head" aria-hidden="true">{{ columns()[$index] }}</small>
            @if (pickable() && cell.level !== null) {
              <button type="button" [title]="cell.about" (click)="picked.emit({ row: r, column: $index })">
                {{ cell.text }}
              </button>
            } @else {
              {{ cell.text }}
            }
          </span>
        }
      </div>
    }
  `,
})
export class HeatGrid {
  readonly columns = input.required<readonly string[]>();
  readonly rows = input.required<readonly HeatRow[]>();
  /** What the table is about. */
  readonly label = input.required<string>();
  /** Heading of the column of row names. */
  readonly corner = input('');
  /** Whether cells that hold something can be chosen. */
  readonly pickable = input(false);
  readonly picked = output<{ readonly row: number; readonly column: number }>();

  protected readonly cells = computed(() =>
    this.rows().map(({ label, short = label, cells }) => ({
      label,
      short,
      cells: cells.map(({ share, text, about = '' }) => ({ text, about, level: heatLevel(share) })),
    })),
  );
}

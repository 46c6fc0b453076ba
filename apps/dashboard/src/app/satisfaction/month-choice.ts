import { Component, computed, inject, input, output } from '@angular/core';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** A month among those that have calls, with a step back and a step forward. */
@Component({
  selector: 'vg-month-choice',
  host: { role: 'group', '[attr.aria-label]': "words.t('reports.month')" },
  styles: `
    :host {
      display: inline-flex;
      gap: 4px;
    }
    select {
      min-height: 32px;
      padding: 3px 8px;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--surface);
      font-weight: 600;
    }
    .step {
      min-width: 32px;
      padding: 4px 8px;
    }
    .step:disabled {
      color: var(--edge);
      cursor: default;
    }
  `,
  template: `
    <button
      type="button"
      class="button step"
      [attr.aria-label]="words.t('reports.previous')"
      [disabled]="older() === null"
      (click)="choose(older())"
    >
      <span aria-hidden="true">‹</span>
    </button>
    <select #picked [attr.aria-label]="words.t('reports.month')" (change)="choose(picked.value)">
      @for (one of offered(); track one) {
        <option [value]="one" [selected]="one === month()">{{ formats.month(one) }}</option>
      }
    </select>
    <button
      type="button"
      class="button step"
      [attr.aria-label]="words.t('reports.next')"
      [disabled]="newer() === null"
      (click)="choose(newer())"
    >
      <span aria-hidden="true">›</span>
    </button>
  `,
})
export class MonthChoice {
  readonly month = input.required<string>();
  /** Newest first. */
  readonly months = input.required<readonly string[]>();
  readonly chosen = output<string>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly offered = computed(() =>
    this.months().includes(this.month())
      ? this.months()
      : [...this.months(), this.month()].toSorted((a, b) => b.localeCompare(a)),
  );
  private readonly index = computed(() => this.offered().indexOf(this.month()));
  protected readonly older = computed(() => this.offered()[this.index() + 1] ?? null);
  protected readonly newer = computed(() => this.offered()[this.index() - 1] ?? null);

  protected choose(month: string | null): void {
    if (month !== null) this.chosen.emit(month);
  }
}

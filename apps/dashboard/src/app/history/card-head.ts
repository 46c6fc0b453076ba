import { Component, inject, input, model } from '@angular/core';

import { Words } from '../shell/words';

/** The title of a card, its choices, and the switch between its chart and its table. */
@Component({
  selector: 'vg-card-head',
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      padding: 12px 16px 4px;
    }
    h2 {
      flex: 1 1 auto;
      font-size: 15px;
      line-height: 1.4;
    }
    h2::first-letter {
      text-transform: uppercase;
    }
    small {
      color: var(--muted);
      font-size: 12.5px;
      font-weight: 400;
    }
  `,
  template: `
    <h2>
      {{ title() }}
      @if (about()) {
        <small>{{ about() }}</small>
      }
    </h2>
    <ng-content />
    @if (asTable() !== null) {
      <button type="button" class="link" [attr.aria-pressed]="asTable()" (click)="turn()">
        {{ words.t(asTable() ? 'history.asChart' : 'history.asTable') }}
      </button>
    }
  `,
})
export class CardHead {
  readonly title = input.required<string>();
  readonly about = input('');
  /** Null where there is no chart to turn. */
  readonly asTable = model<boolean | null>(null);

  protected readonly words = inject(Words);

  protected turn(): void {
    this.asTable.update((before) => before !== true);
  }
}

import { Component, inject, signal } from '@angular/core';

import { Words } from '../shell/words';
import { OpenReport } from './open-report';

/** Quotations that were taken out of this report, to be put back. Not part of the report. */
@Component({
  selector: 'vg-hidden-quotes',
  styles: `
    section {
      margin-top: 16px;
      padding: 12px 16px;
    }
    h2 {
      font-size: 14px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 14px;
      padding: 4px 0;
      color: var(--muted);
    }
  `,
  template: `
    <p class="hidden" role="status">{{ said() }}</p>
    @if (report.hiddenQuotes().length > 0) {
      <section class="card" aria-labelledby="hidden-quotes">
        <h2 id="hidden-quotes">{{ words.t('reports.quote.hiddenTitle') }}</h2>
        <ul>
          @for (quote of report.hiddenQuotes(); track quote.id) {
            <li>
              <q [attr.lang]="quote.language">{{ quote.text }}</q>
              <button
                type="button"
                class="button"
                [attr.aria-label]="words.t('reports.quote.showOf', { text: quote.text })"
                (click)="show(quote.id)"
              >
                {{ words.t('reports.quote.show') }}
              </button>
            </li>
          }
        </ul>
        @if (failed()) {
          <p class="act" role="alert">
            <span aria-hidden="true">▲</span> {{ words.t('reports.quote.showFailed') }}
          </p>
        }
      </section>
    }
  `,
})
export class HiddenQuotes {
  protected readonly report = inject(OpenReport);
  protected readonly words = inject(Words);
  protected readonly failed = signal(false);
  protected readonly said = signal('');

  protected async show(id: string): Promise<void> {
    const failure = await this.report.hideQuote(id, false);
    this.failed.set(failure !== null);
    if (failure === null) this.said.set(this.words.t('reports.quote.shownAgain'));
  }
}

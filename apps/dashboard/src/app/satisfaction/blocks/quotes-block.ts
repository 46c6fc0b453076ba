import { Component, inject, input, signal } from '@angular/core';
import type { QuotesBlock } from '@vigie/contracts';

import type { AskFailure } from '../../shell/ask-server';
import { Language } from '../../shell/language';
import { Words } from '../../shell/words';
import { OpenReport } from '../open-report';
import { BlockHead } from './block-head';

/** What patients wrote, in the true proportion, and what they wrote about. A quotation can be taken out. */
@Component({
  selector: 'vg-quotes-block',
  imports: [BlockHead],
  styleUrl: './quotes-block.css',
  templateUrl: './quotes-block.html',
})
export class QuotesBlockView {
  readonly block = input.required<QuotesBlock>();

  private readonly report = inject(OpenReport);
  protected readonly words = inject(Words);
  protected readonly language = inject(Language).active;
  /** The quotation someone is about to take out. */
  protected readonly asked = signal<string | null>(null);
  protected readonly failure = signal<AskFailure | null>(null);
  protected readonly said = signal('');
  protected readonly sign = { positive: '●', negative: '▲' } as const;

  protected async hide(id: string): Promise<void> {
    const failure = await this.report.hideQuote(id, true);
    this.failure.set(failure);
    if (failure !== null) return;
    this.asked.set(null);
    this.said.set(this.words.t('reports.quote.hidden'));
  }
}

import { Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CallerErasure, CallerExport } from '@vigie/contracts';

import { addressOf, askServer, failureOf, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { CallerExtract } from './caller-extract';
import { erasedInWords, ErasureReceipt } from './erasure-receipt';
import { callerErasureShape, callerErasuresShape, callerExportShape } from './privacy-answers';

/** What the page shows beside the number: nothing, a question, or what came of it. */
type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sure'; readonly number: string }
  | { readonly kind: 'extract'; readonly extract: CallerExport }
  | { readonly kind: 'receipt'; readonly erasure: CallerErasure };

/** What a caller may ask for: everything that is kept of them, or to be erased; and what was erased before. */
@Component({
  selector: 'vg-callers-page',
  imports: [CallerExtract, ErasureReceipt, PageState, RouterLink],
  styleUrl: './callers-page.css',
  templateUrl: './callers-page.html',
})
export class CallersPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly tenants = inject(Tenants);
  private readonly erasures = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(
        callerErasuresShape,
        await askServer(addressOf('/api/v1/callers/erasures', params), { signal: abortSignal }),
      ),
  });
  protected readonly past = computed(() =>
    (this.erasures.hasValue() ? this.erasures.value() : []).map((erasure) => ({
      id: erasure.erasureId,
      doneAt: erasure.doneAt,
      what: erasedInWords(this.words, erasure),
    })),
  );
  protected readonly failure = computed(() => {
    const error = this.erasures.error();
    return error === undefined ? null : failureOf(error);
  });
  protected readonly shown = signal<Shown>({ kind: 'nothing' });
  protected readonly trouble = signal<WordKey | null>(null);
  protected readonly isBusy = signal(false);

  constructor() {
    showPageName(() => this.words.t('callers.title'));
  }

  protected reload(): void {
    this.erasures.reload();
  }

  protected async extract(event: Event, typed: string): Promise<void> {
    event.preventDefault();
    await this.doing(typed, async (number) => {
      const answer = await this.ask('export', number);
      this.shown.set({ kind: 'extract', extract: readAnswer(callerExportShape, answer) });
    });
  }

  protected async askWhetherSure(typed: string): Promise<void> {
    await this.doing(typed, async (number) => {
      this.shown.set({ kind: 'sure', number });
    });
  }

  protected async erase(number: string): Promise<void> {
    await this.doing(number, async () => {
      const erasure = readAnswer(callerErasureShape, await this.ask('erase', number));
      this.shown.set({ kind: 'receipt', erasure });
      this.erasures.reload();
    });
  }

  protected leave(): void {
    this.shown.set({ kind: 'nothing' });
  }

  private ask(what: 'export' | 'erase', number: string): Promise<unknown> {
    const address = addressOf(`/api/v1/callers/${what}`, { tenant: this.tenants.chosen() });
    return askServer(address, { method: 'POST', body: { number } });
  }

  private async doing(typed: string, work: (number: string) => Promise<void>): Promise<void> {
    const number = typed.trim();
    if (this.isBusy()) return;
    if (number === '') return this.trouble.set('callers.needed');
    this.trouble.set(null);
    this.isBusy.set(true);
    try {
      await work(number);
    } catch (error) {
      this.shown.set({ kind: 'nothing' });
      this.trouble.set(troubleOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}

function troubleOf(error: unknown): WordKey {
  if (error instanceof ServerSaidNo && error.status === 400) return 'callers.bad';
  return failureOf(error) === 'refused' ? 'callers.refused' : 'callers.failed';
}

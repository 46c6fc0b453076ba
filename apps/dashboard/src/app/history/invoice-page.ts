import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';
import type { InvoiceLine } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Address } from '../shell/address';
import { addressOf, askServer, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { ExportMenu, type Exportable } from './export-menu';
import { invoiceShape } from './history-answers';
import { queryParams } from './history-views';

const path = '/api/v1/history/invoice';

/** The calls of a month by clinic and contract line, beside the centre's own count; each opens as its calls. */
@Component({
  selector: 'vg-invoice-page',
  imports: [ExportMenu, FormulaButton, PageState, RouterLink],
  styleUrl: './invoice-page.css',
  templateUrl: './invoice-page.html',
})
export class InvoicePage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly address = inject(Address);
  private readonly tenants = inject(Tenants);
  private readonly me = inject(Me);

  private readonly month = computed(() => this.address.value('month'));
  protected readonly read = readOfCentre(path, invoiceShape, () => ({ month: this.month() }));
  protected readonly invoice = this.read.value;
  protected readonly opens = computed(() => this.me.may('calls.read'));
  protected readonly mayCount = computed(() => this.me.may('invoice.count'));
  protected readonly onlyDifferences = signal(false);
  protected readonly rows = computed(() =>
    (this.invoice()?.lines ?? []).filter(
      ({ difference }) => !this.onlyDifferences() || (difference ?? 0) !== 0,
    ),
  );
  protected readonly hasOwn = computed(() => (this.invoice()?.lines ?? []).some(({ own }) => own !== null));
  /** Sums of all lines; the centre's own where it counted every line. */
  protected readonly total = computed(() => {
    const lines = this.invoice()?.lines ?? [];
    const sum = (of: (line: InvoiceLine) => number | null): number | null =>
      lines.reduce<number | null>((all, line) => {
        const one = of(line);
        return all === null || one === null ? null : all + one;
      }, 0);
    return {
      calls: sum(({ calls }) => calls) ?? 0,
      own: sum(({ own }) => own),
      difference: sum(({ difference }) => difference),
    };
  });
  protected readonly came = computed(() => {
    const at = this.invoice()?.enteredAt ?? null;
    return at === null
      ? this.words.t('history.invoice.notEntered')
      : this.words.t('history.invoice.entered', { when: this.formats.moment(at) });
  });
  protected readonly files = computed<readonly Exportable[]>(() => [
    {
      name: this.words.t('history.invoice.title'),
      path,
      question: { month: this.invoice()?.month ?? null, tenant: this.tenants.chosen() ?? null },
    },
  ]);

  protected readonly taking = signal(false);
  /** What became of the count that was given last. */
  protected readonly said = signal<{ readonly isWrong: boolean; readonly texts: readonly string[] } | null>(
    null,
  );

  constructor() {
    showPageName(() => {
      const month = this.invoice()?.month;
      const name = this.words.t('history.invoice.title');
      return month === undefined ? name : `${name} · ${this.formats.month(month)}`;
    });
  }

  protected choose(month: string): void {
    this.said.set(null);
    void this.address.set({ month: month === '' ? null : month }, true);
  }

  protected lineName({ lineName }: InvoiceLine): string {
    return lineName ?? this.words.t('history.invoice.answered');
  }

  /** The list of the calls that a number counts. */
  protected callsOf({ query }: { readonly query: string }): Params {
    return { ...queryParams(query), tenant: this.tenants.chosen() };
  }

  protected async take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    const month = this.invoice()?.month;
    if (file === undefined || month === undefined) return;
    this.taking.set(true);
    this.said.set(null);
    try {
      const address = addressOf(path, { month, tenant: this.tenants.chosen() });
      await askServer(address, { method: 'PUT', body: new Blob([file], { type: 'text/csv' }) });
      this.read.reload();
      this.said.set({ isWrong: false, texts: [this.words.t('history.invoice.taken')] });
    } catch (error) {
      this.said.set({ isWrong: true, texts: this.faultsOf(error) });
    } finally {
      this.taking.set(false);
      input.value = '';
    }
  }

  private faultsOf(error: unknown): readonly string[] {
    const faults = error instanceof ServerSaidNo ? error.faults : [];
    if (faults.length === 0) return [this.words.t('history.invoice.failed')];
    const rows = faults.map(({ field, message }) =>
      this.words.t('history.invoice.row', { line: field, message }),
    );
    return [this.words.t('history.invoice.refused', { n: this.formats.number(faults.length) }), ...rows];
  }
}

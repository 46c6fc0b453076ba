import { Component, computed, inject, resource } from '@angular/core';

import { nameMatches } from '../live/live-filters';
import { Address } from '../shell/address';
import { figuresFailureOf, loadedShareOf } from '../shell/ask-server';
import { Language } from '../shell/language';
import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { MonthChoice } from './month-choice';
import { readSummaries } from './read-reports';
import { asLineFilter, asLineOrder, inOrder, lineFilters, lineOrders, passes } from './report-line';
import { ReportState } from './report-state';
import { ReportsTable } from './reports-table';
import { ReportsTotal } from './reports-total';

/** The provider's page: every clinic's report of a month, in alphabetic order and never ranked. */
@Component({
  selector: 'vg-reports-page',
  imports: [MonthChoice, ReportsTable, ReportsTotal, ReportState],
  styleUrl: './reports-page.css',
  templateUrl: './reports-page.html',
})
export class ReportsPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly address = inject(Address);
  private readonly tenants = inject(Tenants);
  private readonly language = inject(Language);
  protected readonly filters = lineFilters;
  protected readonly orders = lineOrders;

  protected readonly search = computed(() => this.address.value('q') ?? '');
  protected readonly filter = computed(() => asLineFilter(this.address.value('show')));
  protected readonly order = computed(() => asLineOrder(this.address.value('sort')));
  private readonly wanted = computed(() => ({
    month: this.address.value('month'),
    tenant: this.tenants.chosen(),
  }));
  protected readonly read = resource({
    params: () => this.wanted(),
    loader: async ({ params, abortSignal }) => readSummaries(params.month, params.tenant, abortSignal),
  });
  protected readonly failure = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : figuresFailureOf(error);
  });
  /** How much of a past that is being loaded is there, of 1. */
  protected readonly share = computed(() => loadedShareOf(this.read.error()));
  protected readonly answer = computed(() => (this.read.hasValue() ? this.read.value() : null));
  protected readonly month = computed(() => this.wanted().month ?? this.answer()?.month ?? null);
  protected readonly lines = computed(() => {
    const typed = this.search();
    return (this.answer()?.clinics ?? [])
      .filter((line) => passes(line, this.filter()) && (typed === '' || nameMatches(line.name, typed)))
      .toSorted(inOrder(this.order(), this.language.active()));
  });
  protected readonly counted = computed(() => {
    const all = this.answer()?.clinics.length ?? 0;
    const shown = this.lines().length;
    return this.words.n(shown === all ? 'reports.count' : 'reports.found', shown);
  });

  constructor() {
    showPageName(() => {
      const month = this.month();
      return month === null
        ? this.words.t('reports.title')
        : this.words.t('reports.pageTitle', { month: this.formats.month(month) });
    });
  }

  protected choose(choices: Readonly<Record<string, string | null>>): void {
    void this.address.set(choices);
  }
}

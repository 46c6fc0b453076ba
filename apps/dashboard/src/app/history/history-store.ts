import { computed, inject, linkedSignal, resource, Service } from '@angular/core';
import type { History, HistoryBreakdown } from '@vigie/contracts';

import { figuresFailureOf, loadedShareOf, ServerSaidNo, type FiguresFailure } from '../shell/ask-server';
import { HistoryChoices } from './history-choices';
import { HistoryViews } from './history-views';
import { readBreakdown, readHistory } from './read-history';

/** Why there are no figures; `tooWide`: they would take too long; `tooFine`: more points than a line can show. */
export type HistoryTrouble = FiguresFailure | 'tooWide' | 'tooFine' | 'wrong';

const tooWide = new Set(['too_wide', 'range_too_wide']);

/** What an error of the server means to who looks at history. */
export function troubleOf(error: unknown): HistoryTrouble {
  if (!(error instanceof ServerSaidNo) || error.status !== 400) return figuresFailureOf(error);
  if (error.code === 'too_many_rows') return 'tooFine';
  return tooWide.has(error.code) ? 'tooWide' : 'wrong';
}

/** The figures that the address asks for. What was read last stays until the next is there, so that nothing jumps. */
@Service()
export class HistoryStore {
  private readonly choices = inject(HistoryChoices);
  private readonly views = inject(HistoryViews);

  private readonly read = resource({
    params: () => (this.views.isBeginning() ? undefined : this.choices.question()),
    loader: ({ params, abortSignal }) => readHistory(params, abortSignal),
  });
  private readonly readTable = resource({
    params: () =>
      this.views.isBeginning() ? undefined : { question: this.choices.question(), by: this.choices.by() },
    loader: ({ params, abortSignal }) => readBreakdown(params.question, params.by, abortSignal),
  });

  private readonly fresh = computed(() => (this.read.hasValue() ? this.read.value() : null));
  private readonly freshTable = computed(() => (this.readTable.hasValue() ? this.readTable.value() : null));
  readonly history = linkedSignal<History | null, History | null>({
    source: this.fresh,
    computation: (fresh, previous) => fresh ?? previous?.value ?? null,
  });
  readonly table = linkedSignal<HistoryBreakdown | null, HistoryBreakdown | null>({
    source: this.freshTable,
    computation: (fresh, previous) => fresh ?? previous?.value ?? null,
  });

  readonly isReading = this.read.isLoading;
  readonly isReadingTable = this.readTable.isLoading;
  readonly trouble = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : troubleOf(error);
  });
  /** How much of a past that is being loaded is there, of 1. */
  readonly share = computed(() => loadedShareOf(this.read.error()));
  readonly tableTrouble = computed(() => {
    const error = this.readTable.error();
    return error === undefined ? null : troubleOf(error);
  });

  again(): void {
    this.read.reload();
    this.readTable.reload();
  }
}

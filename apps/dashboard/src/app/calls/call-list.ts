import { computed, inject, linkedSignal, resource, Service, signal } from '@angular/core';
import type { CallList } from '@vigie/contracts';

import { HistoryChoices, type Question } from '../history/history-choices';
import { troubleOf, type HistoryTrouble } from '../history/history-store';
import { Address } from '../shell/address';
import { addressOf, askServer, loadedShareOf } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { callListShape } from './call-answers';

async function readPage(question: Question, signal?: AbortSignal): Promise<CallList> {
  const asking = signal === undefined ? {} : { signal };
  return readAnswer(callListShape, await askServer(addressOf('/api/v1/calls', question), asking));
}

/** The calls behind a count, as far as they were read: the latest, and earlier ones when they are asked for. */
@Service()
export class CallPages {
  private readonly address = inject(Address);
  private readonly choices = inject(HistoryChoices);

  readonly count = computed(() => this.address.value('count') ?? 'presented');
  readonly question = computed<Question>(() => ({ ...this.choices.which(), count: this.count() }), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  private readonly read = resource({
    params: this.question,
    loader: ({ params, abortSignal }) => readPage(params, abortSignal),
  });
  private readonly first = computed(() => (this.read.hasValue() ? this.read.value() : null));
  private readonly earlier = linkedSignal<CallList | null, readonly CallList[]>({
    source: this.first,
    computation: () => [],
  });

  readonly isReading = this.read.isLoading;
  readonly isReadingEarlier = signal(false);
  readonly earlierTrouble = signal<HistoryTrouble | null>(null);
  readonly trouble = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : troubleOf(error);
  });
  /** How much of a past that is being loaded is there, of 1. */
  readonly share = computed(() => loadedShareOf(this.read.error()));
  /** What the list is of; null while its first page is read. */
  readonly about = this.first;
  readonly calls = computed(() => {
    const first = this.first();
    return first === null ? null : [first, ...this.earlier()].flatMap(({ calls }) => calls);
  });
  readonly next = computed(() => (this.earlier().at(-1) ?? this.first())?.next ?? null);

  again(): void {
    this.read.reload();
  }

  /** Adds the page of earlier calls; a page that holds none by chance is followed by the one after it. */
  async readEarlier(): Promise<void> {
    const [first, question] = [this.first(), this.question()];
    if (this.next() === null || this.isReadingEarlier()) return;
    this.isReadingEarlier.set(true);
    this.earlierTrouble.set(null);
    try {
      for (let cursor = this.next(); cursor !== null;) {
        const page = await readPage({ ...question, cursor });
        if (this.first() !== first) return;
        this.earlier.update((pages) => [...pages, page]);
        cursor = page.calls.length === 0 ? page.next : null;
      }
    } catch (error) {
      this.earlierTrouble.set(troubleOf(error));
    } finally {
      this.isReadingEarlier.set(false);
    }
  }
}

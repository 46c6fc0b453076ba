import { Component, computed, inject, input, output } from '@angular/core';

import { PageState } from '../shell/page-state';
import { Words } from '../shell/words';
import { HistoryChoices } from './history-choices';
import type { HistoryTrouble } from './history-store';

const shorter = { year: 'quarter', quarter: 'month', custom: 'month' } as const;

/** What stands where no figures are: why, and what to do; and their shape while they are read. */
@Component({
  selector: 'vg-history-state',
  imports: [PageState],
  styleUrl: './history-state.css',
  template: `
    @if (asked(); as why) {
      <section class="card" role="alert">
        <h2>
          <span class="watch" aria-hidden="true">◆</span>
          {{ words.t(title()) }}
        </h2>
        <p class="muted">{{ words.t(text()) }}</p>
        <p class="do">
          @if (why === 'tooWide') {
            <button type="button" class="button main" (click)="narrow(proposal())">
              {{ words.t(proposalWord()) }}
            </button>
          } @else if (why === 'tooFine') {
            <button type="button" class="button main" (click)="choices.set({ interval: null })">
              {{ words.t('history.states.coarser') }}
            </button>
          } @else {
            <button type="button" class="button main" (click)="reset()">
              {{ words.t('history.states.reset') }}
            </button>
          }
          @if (choices.isNarrowed()) {
            <button type="button" class="button" (click)="choices.widen()">
              {{ words.t('history.narrow.clear') }}
            </button>
          }
        </p>
      </section>
    } @else if (failure(); as kind) {
      <vg-page-state [kind]="kind" [share]="share()" (again)="again.emit()" />
    } @else {
      <p class="hidden" role="status">{{ words.t('history.loading') }}</p>
      <div class="bones" aria-hidden="true">
        @for (bone of bones; track $index) {
          <i class="card" [style.height.px]="bone"></i>
        }
      </div>
    }
  `,
})
export class HistoryState {
  /** Null while the figures are read. */
  readonly trouble = input.required<HistoryTrouble | null>();
  /** Of a past that is being loaded: how much of it is there, of 1. */
  readonly share = input(0);
  readonly again = output();

  protected readonly words = inject(Words);
  protected readonly choices = inject(HistoryChoices);
  /** Tiles, then the two columns, as high as what will stand there. */
  protected readonly bones = [150, 150, 150, 150, 150, 420, 420, 330];
  /** What is wrong with the question itself. */
  protected readonly asked = computed(() => {
    const trouble = this.trouble();
    return trouble === 'tooWide' || trouble === 'tooFine' || trouble === 'wrong' ? trouble : null;
  });
  /** Why there is nothing, where that is said as on every page. */
  protected readonly failure = computed(() => {
    const trouble = this.trouble();
    return trouble === 'tooWide' || trouble === 'tooFine' || trouble === 'wrong' ? null : trouble;
  });
  protected readonly title = computed(() => `history.states.${this.asked() ?? 'wrong'}Title` as const);
  protected readonly text = computed(() => `history.states.${this.asked() ?? 'wrong'}Text` as const);
  /** A shorter range that holds the same beginning; none for a month, which only fewer filters help. */
  protected readonly proposal = computed(() => {
    const range = this.choices.range();
    return range === 'year' || range === 'quarter' || range === 'custom' ? shorter[range] : 'week';
  });
  protected readonly proposalWord = computed(() => `history.states.propose.${this.proposal()}` as const);

  protected narrow(range: string): void {
    const on =
      this.choices.range() === 'custom' ? (this.choices.from()?.slice(0, 10) ?? null) : this.choices.on();
    this.choices.set({ range, on, from: null, to: null, interval: null });
  }

  /** Looks at this month, as the page begins. */
  protected reset(): void {
    this.choices.set({ range: null, on: null, from: null, to: null, interval: null, compare: null });
  }
}

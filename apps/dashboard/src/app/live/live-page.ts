import { Component, computed, inject } from '@angular/core';

import { Words } from '../shell/words';
import { AgentsCard } from './agents-card';
import { BoardCard } from './board-card';
import { ConcernsCard } from './concerns-card';
import { DayCard } from './day-card';
import { HeadlineBanner } from './headline-banner';
import { LiveSkeleton } from './live-skeleton';
import { LiveStore } from './live-store';
import { LiveTiles } from './live-tiles';
import { RowDrawer } from './row-drawer';

/** The live page: what is wrong, how it goes, where it hurts, how the day went, who is here. */
@Component({
  selector: 'vg-live-page',
  imports: [AgentsCard, BoardCard, ConcernsCard, DayCard, HeadlineBanner, LiveSkeleton, LiveTiles, RowDrawer],
  styleUrl: './live-page.css',
  template: `
    <h1 class="hidden">{{ words.t('app.page') }}</h1>
    @if (store.board() === null) {
      @if (store.connection().kind !== 'refused') {
        <vg-live-skeleton />
      }
    } @else {
      <div class="page" [class.old]="old()">
        <vg-headline-banner />
        <vg-concerns-card />
        @if (nothingYet()) {
          <section class="card empty">
            <h2>{{ words.t('empty.title') }}</h2>
            <p>{{ words.t('empty.text') }}</p>
          </section>
        }
        <vg-live-tiles />
        <vg-board-card />
        <div class="two">
          <vg-day-card />
          <vg-agents-card />
        </div>
      </div>
      <vg-row-drawer />
    }
  `,
})
export class LivePage {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly old = computed(() => this.store.connection().kind !== 'live');
  protected readonly nothingYet = computed(
    () => this.store.totals()?.presentedDay === 0 && this.store.teams().length === 0,
  );
}

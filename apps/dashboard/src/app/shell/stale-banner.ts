import { Component, computed, inject, input } from '@angular/core';

import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { PageLoads } from './page-loads';
import { Words } from './words';

/** Says across the page that what is shown is old, refused or held still, and what to do. */
@Component({
  selector: 'vg-stale-banner',
  styleUrl: './stale-banner.css',
  template: `
    @switch (kind()) {
      @case ('waiting') {
        <p class="act" role="alert">
          <b><span aria-hidden="true">▲</span> {{ words.t('connection.unopened') }}</b>
          <span>{{ words.t('connection.opensLater') }}</span>
        </p>
      }
      @case ('away') {
        <p class="act" role="status">
          <b><span aria-hidden="true">▲</span> {{ words.t('connection.away') }}</b>
          <span>{{ words.t('connection.awayAbout') }}</span>
        </p>
      }
      @case ('stale') {
        <p class="act">
          <b><span aria-hidden="true">▲</span> {{ staleText() }}</b>
          <span>{{ words.t('connection.staleAbout') }}</span>
        </p>
      }
      @case ('refused') {
        <p class="act">
          <b><span aria-hidden="true">▲</span> {{ words.t('connection.refused') }}</b>
          <span>{{ refusedText() }}</span>
          <button type="button" class="button" (click)="reload()">{{ words.t('connection.reload') }}</button>
        </p>
      }
      @default {
        @if (live() && store.frozen()) {
          <p class="watch">
            <b><span aria-hidden="true">◆</span> {{ frozenText() }}</b>
            <button type="button" class="button" (click)="store.toggleFreeze()">
              {{ words.t('app.unfreeze') }}
            </button>
          </p>
        }
      }
    }
  `,
})
export class StaleBanner {
  /** Whether live figures are shown; of other pages only that the server is away. */
  readonly live = input(true);

  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  private readonly loads = inject(PageLoads);

  protected readonly kind = computed(() => {
    if (this.loads.waiting() !== null) return 'waiting';
    if (this.live()) return this.store.connection().kind;
    return this.store.isAway() ? 'away' : 'live';
  });
  protected readonly staleText = computed(() => {
    const connection = this.store.connection();
    return connection.kind === 'stale'
      ? this.words.t('connection.stale', { time: this.formats.hourInWords(connection.since) })
      : '';
  });
  protected readonly refusedText = computed(() => {
    const connection = this.store.connection();
    return connection.kind === 'refused' ? this.words.t(`connection.reasons.${connection.reason}`) : '';
  });
  protected readonly frozenText = computed(() =>
    this.words.t('app.frozen', { time: this.formats.hourInWords(this.store.now()) }),
  );

  protected reload(): void {
    location.reload();
  }
}

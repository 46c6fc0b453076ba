import { Component, computed, inject } from '@angular/core';

import { LiveStore } from '../live/live-store';
import { Formats } from './formats';
import { Words } from './words';

/** Says across the page that what is shown is old, refused or held still, and what to do. */
@Component({
  selector: 'vg-stale-banner',
  styleUrl: './stale-banner.css',
  template: `
    @switch (store.connection().kind) {
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
        @if (store.frozen()) {
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
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

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

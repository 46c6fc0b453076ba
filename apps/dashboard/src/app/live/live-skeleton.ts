import { Component, inject } from '@angular/core';

import { LiveStore } from './live-store';
import { Words } from '../shell/words';

/** The page before its first figures: the same boxes at the same places, so that nothing jumps. */
@Component({
  selector: 'vg-live-skeleton',
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .say {
      padding: 16px;
      color: var(--muted);
      animation: late 0.2s 0.7s backwards;
    }
    .say b {
      color: var(--ink);
    }
    @keyframes late {
      from {
        opacity: 0;
      }
    }
    .banner {
      height: var(--banner-height);
    }
    .tiles {
      display: grid;
      grid-template-columns: repeat(6, 1fr);
      gap: 12px;
    }
    .tiles div {
      height: var(--tile-height);
    }
    .strip {
      height: var(--strip-height);
    }
    .line {
      height: var(--alerts-height);
    }
    .board {
      height: 660px;
    }
    .card {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        background: var(--lane);
      }
    }
    @media (width < 1440px) {
      .tiles {
        grid-template-columns: repeat(3, 1fr);
      }
    }
    @media (width < 760px) {
      .tiles {
        grid-template-columns: repeat(2, 1fr);
        gap: 8px;
      }
    }
  `,
  template: `
    <p class="say card banner" role="status">
      @if (store.isPast()) {
        <b>{{ words.t('replay.reading') }}</b>
      } @else if (store.connection().kind === 'preparing') {
        <b>{{ words.t('connection.preparing') }}</b> {{ words.t('connection.preparingAbout') }}
      } @else {
        <b>{{ words.t('connection.connecting') }}</b>
      }
    </p>
    <div class="tiles" aria-hidden="true">
      @for (tile of tiles; track tile) {
        <div class="card"></div>
      }
    </div>
    <div class="card strip" aria-hidden="true"></div>
    <div class="card line" aria-hidden="true"></div>
    <div class="card board" aria-hidden="true"></div>
  `,
})
export class LiveSkeleton {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly tiles = [1, 2, 3, 4, 5, 6];
}

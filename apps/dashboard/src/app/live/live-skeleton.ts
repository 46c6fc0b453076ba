import { Component, inject } from '@angular/core';

import { Words } from '../shell/words';

/** The page before its first figures: the same boxes at the same places, so that nothing jumps. */
@Component({
  selector: 'vg-live-skeleton',
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .tiles {
      display: grid;
      grid-template-columns: repeat(7, 1fr);
      gap: 12px;
    }
    .tiles div {
      height: 154px;
    }
    .board {
      height: 520px;
    }
    .card {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        background: var(--lane);
      }
    }
    @media (width < 1360px) {
      .tiles {
        grid-template-columns: repeat(4, 1fr);
      }
      .tiles div:last-child {
        grid-column: span 2;
      }
    }
    @media (width < 1000px) {
      .tiles {
        grid-template-columns: repeat(3, 1fr);
      }
      .tiles div:last-child {
        grid-column: span 3;
      }
    }
    @media (width < 760px) {
      .tiles {
        grid-template-columns: repeat(2, 1fr);
      }
      .tiles div:last-child {
        grid-column: span 2;
      }
    }
  `,
  template: `
    <p class="hidden" role="status">{{ words.t('connection.connecting') }}</p>
    <div class="tiles" aria-hidden="true">
      @for (tile of tiles; track tile) {
        <div class="card"></div>
      }
    </div>
    <div class="card board" aria-hidden="true"></div>
  `,
})
export class LiveSkeleton {
  protected readonly words = inject(Words);
  protected readonly tiles = [1, 2, 3, 4, 5, 6, 7];
}

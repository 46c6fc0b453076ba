import { Component, computed, inject } from '@angular/core';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { StandingTable } from './standing-table';
import { stateKeys } from './word-keys';

/** A secretary's own board: her state, and how many wait for each team, as on the television of the room. */
@Component({
  selector: 'vg-own-board',
  imports: [StandingTable],
  host: { class: 'card' },
  styles: `
    :host {
      display: grid;
      gap: 14px;
      padding: 18px 20px 20px;
    }
    h2 {
      font-size: 16px;
    }
    .mine {
      min-height: 24px;
      font-size: 20px;
      font-weight: 600;
    }
  `,
  template: `
    <p class="mine" aria-live="polite">{{ mine() }}</p>
    <vg-standing-table />
  `,
})
export class OwnBoard {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly mine = computed(() => {
    const [own] = this.store.agents();
    const state = this.words.t('board.you', { state: this.words.t(stateKeys[own?.state ?? 'offline']) });
    const age =
      own?.since === null || own?.since === undefined
        ? ''
        : this.formats.age(Math.max(0, this.store.now() - own.since));
    return age === '' ? state : `${state} · ${this.words.t('agents.since', { age })}`;
  });
}

import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CallbackList } from '@vigie/contracts';

import { Me } from '../shell/me';
import { Words } from '../shell/words';

/** Says that nobody can be called from the list, and who chooses how: no telephone system is asked, no number kept. */
@Component({
  selector: 'vg-no-way',
  imports: [RouterLink],
  styles: `
    .ways {
      margin-top: 6px;
      font-size: 13px;
    }
  `,
  template: `
    @if (isWayless()) {
      <p class="ways muted">
        {{ words.t('callbacks.place.none') }}
        @if (mayChoose()) {
          <a routerLink="/telephony" fragment="calling">{{ words.t('callbacks.place.choose') }}</a>
        } @else {
          {{ words.t('callbacks.place.asked') }}
        }
      </p>
    }
  `,
})
export class NoWay {
  readonly list = input.required<CallbackList>();

  protected readonly words = inject(Words);
  private readonly me = inject(Me);
  protected readonly isWayless = computed(() => {
    const { placesCalls, callbacks } = this.list();
    return !placesCalls && !callbacks.some(({ numbersKept }) => numbersKept);
  });
  protected readonly mayChoose = computed(() => this.me.may('connectors.manage'));
}

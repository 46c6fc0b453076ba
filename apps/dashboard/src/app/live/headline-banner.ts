import { Component, computed, inject } from '@angular/core';

import { FormulaButton } from '../formula/formula-button';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { headlineText } from './headline-text';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';

/** One sentence when something is wrong; nothing at all when all is well. */
@Component({
  selector: 'vg-headline-banner',
  imports: [FormulaButton],
  styleUrl: './headline-banner.css',
  template: `
    @if (store.headline(); as headline) {
      <section [class]="headline.level" [attr.aria-label]="words.t('headline.region')">
        <p>
          <b
            ><span aria-hidden="true">{{ headline.level === 'act' ? '▲' : '◆' }}</span> {{ said()?.title }}</b
          >
          {{ said()?.text }}
        </p>
        @if (headline.clinic; as clinic) {
          <button type="button" class="button" (click)="openRow.open('clinic', clinic.id)">
            {{ words.t('headline.open', { name: clinic.name }) }}
          </button>
        } @else {
          <button vgFormula="headline" class="button number">{{ words.t('headline.why') }}</button>
        }
      </section>
    }
  `,
})
export class HeadlineBanner {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly openRow = inject(OpenRow);
  private readonly formats = inject(Formats);

  protected readonly said = computed(() => {
    const headline = this.store.headline();
    const { words, formats } = this;
    return headline === null
      ? null
      : headlineText(headline, { words, formats, sources: this.store.sources(), now: this.store.now() });
  });
}

import { Component, computed, inject } from '@angular/core';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { headlineText } from './headline-text';
import { LiveStore } from './live-store';

const oldestAtMost = 3;
const signs = { calm: '●', watch: '◆', act: '▲' } as const;

/** The sentence on top: always there and always as high, so that nothing below moves when all is no longer well. */
@Component({
  selector: 'vg-headline-banner',
  imports: [FormulaButton],
  styleUrl: './headline-banner.css',
  template: `
    @if (said(); as said) {
      <section [class]="said.level" [attr.aria-label]="words.t('headline.region')">
        <span class="sign" aria-hidden="true">{{ said.sign }}</span>
        <div>
          <p class="sentence">
            <b>{{ words.t('headline.lead', { title: said.title }) }}</b> {{ said.text }}
          </p>
          <p class="waits">
            {{ said.expected }} <span>{{ oldest() }}</span>
          </p>
          <p class="detail">{{ said.detail }}</p>
        </div>
        <button vgFormula="headline" class="button">{{ words.t('headline.why') }}</button>
      </section>
    }
  `,
})
export class HeadlineBanner {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly said = computed(() => {
    const headline = this.store.headline();
    if (headline === null) return null;
    const { words, formats } = this;
    const { store } = this;
    const speech = {
      words,
      formats,
      sources: store.sources(),
      now: store.now(),
      marked: store.marked(),
      urgent: store.urgent(),
    };
    const beside = { totals: store.totals(), teams: store.teams(), clinics: store.clinicList() };
    const level = headline.level === 'calm' && store.urgent() > 0 ? 'watch' : headline.level;
    return { level, sign: signs[level], ...headlineText(headline, speech, beside) };
  });

  /** The three who wait longest, with their clinic and their try: whom to take first. */
  protected readonly oldest = computed(() => {
    const { store, words, formats } = this;
    const callers = store.waiting().slice(0, oldestAtMost);
    if (callers.length === 0) return '';
    const said = callers.map(({ clinicId, since, attempt }) => {
      const name = store.clinics()[clinicId]?.shortName ?? clinicId;
      const wait = formats.duration(store.now() - since);
      const nth = attempt === null || attempt < 2 ? '' : ` (${words.nth('drawer.attempts', attempt)})`;
      return `${name} ${wait}${nth}`;
    });
    return words.t('headline.oldest', { callers: said.join(', ') });
  });
}

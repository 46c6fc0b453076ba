import { Component, computed, inject, input } from '@angular/core';
import { levelSigns } from '@vigie/charts';

import { LiveStore } from '../live/live-store';
import { worstLevel } from '../live/worst-level';
import { Formats } from '../shell/formats';
import { unheardToday } from '../shell/source-pills';
import { Words } from '../shell/words';
import { wallSentence } from './wall-sentence';

/** Names that fit beside each other. */
const mostNamed = 3;

/** The band on top of the television: the level by its colour and its sign, two lines of words, the time. */
@Component({
  selector: 'vg-wall-band',
  host: { '[class]': 'level()' },
  styleUrl: './wall-band.css',
  template: `
    <span class="sign" role="img" [attr.aria-label]="levelText()">{{ sign() }}</span>
    <div class="words">
      <b>{{ sentence().said }}</b>
      <p>{{ sentence().why }}</p>
    </div>
    <div class="clock">
      <time>{{ formats.hour(store.now()) }}</time>
      @if (unheard(); as text) {
        <small class="gap"><span aria-hidden="true">◆</span> {{ text }}</small>
      }
      @if (store.centre()?.demo) {
        <small>{{ words.t('wall.demo') }}</small>
      }
    </div>
  `,
})
export class WallBand {
  readonly names = input(true);

  protected readonly store = inject(LiveStore);
  readonly words = inject(Words);
  readonly formats = inject(Formats);

  protected readonly level = computed(() => {
    const worst = worstLevel(this.store.teams(), this.store.now());
    return this.store.headline()?.level ?? (worst === 'fine' ? 'calm' : worst);
  });
  protected readonly levelText = computed(() => this.words.t(`wall.levels.${this.level()}`));
  protected readonly sign = computed(() => {
    const level = this.level();
    return levelSigns[level === 'calm' ? 'fine' : level];
  });
  protected readonly unheard = computed(() => unheardToday(this.store.sources(), this)?.text ?? null);
  protected readonly sentence = computed(() => {
    const headline = this.store.headline();
    const totals = this.store.totals();
    // A board of teams has no headline: it says whose it is, and its colour how long they wait.
    if (headline === null || totals === null) return { said: this.whose(), why: '' };
    const facts = {
      headline,
      totals,
      sources: this.store.sources(),
      wishes: this.store.concerns().length,
      names: this.names(),
      now: this.store.now(),
      marked: this.store.marked(),
      urgent: this.store.urgent(),
    };
    return wallSentence(facts, { words: this.words, formats: this.formats });
  });

  private whose(): string {
    const teams = this.store.teams().map(({ name }) => name);
    return teams.length > 0 && teams.length <= mostNamed
      ? teams.join(', ')
      : (this.store.centre()?.name ?? '');
  }
}

import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { basicNames, reviewStateOf, type Sheet, type SheetAnswer, type SheetBasic } from '@vigie/contracts';

import { nameMatches } from '../live/live-filters';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

type Reviewed = Pick<SheetAnswer, 'text' | 'reviewBy' | 'reviewedOn'>;
const signs = { filled: '●', stale: '◆', empty: '▲' } as const;

/** What a sheet says, as it is read. */
@Component({
  selector: 'vg-sheet-text',
  styleUrl: './sheet-text.css',
  templateUrl: './sheet-text.html',
})
export class SheetText {
  readonly sheet = input.required<Sheet>();
  /** The centre's present day. */
  readonly today = input.required<string>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  /** What a secretary looks for while her caller waits; gone with the sheet it was typed for. */
  protected readonly typed = linkedSignal<Sheet, string>({ source: this.sheet, computation: () => '' });
  protected readonly isSearching = computed(() => this.typed().trim() !== '');
  /** Answers, basics and paths that hold every word typed, in the order of the sheet. */
  protected readonly found = computed(() => {
    const { paths } = this.sheet();
    const all = [
      ...this.answers().map(({ question, text, said }) => ({ name: question, text, said })),
      ...this.basics(),
      ...paths.map(({ name, text }) => ({ name, text, said: '' })),
    ];
    const words = this.typed().trim().split(/\s+/u);
    return all.filter(({ name, text }) => words.every((word) => nameMatches(`${name} ${text}`, word)));
  });
  protected readonly greeting = computed(() => {
    const { seconds, comesFirst } = this.sheet().greeting;
    const first = comesFirst === null ? 'unknown' : comesFirst ? 'yes' : 'no';
    const length =
      seconds === null
        ? this.words.t('sheets.secondsUnknown')
        : this.words.t('sheets.secondsIs', { n: this.formats.number(seconds) });
    return `${length}, ${this.words.t(`sheets.firstIs.${first}`)}`;
  });
  protected readonly basics = computed(() =>
    basicNames.map((name) => ({
      name: this.words.t(`sheets.basics.${name}`),
      ...this.reviewed(this.sheet().basics[name]),
    })),
  );
  protected readonly answers = computed(() =>
    this.sheet().answers.map((answer) => ({ question: answer.question, ...this.reviewed(answer) })),
  );
  protected readonly length = computed(() => {
    const texts = this.sheet().answers.flatMap(({ question, text }) => [question, text]);
    const counted = texts
      .join(' ')
      .split(/\s+/u)
      .filter((word) => word !== '').length;
    return this.words.n('sheets.words', counted);
  });

  private reviewed({ text, reviewBy, reviewedOn }: Reviewed | SheetBasic) {
    const state = reviewStateOf({ text, reviewBy }, this.today());
    const day = this.dateOf(state === 'stale' ? reviewBy : reviewedOn);
    const said =
      state === 'filled' && day !== ''
        ? this.words.t('sheets.reviewed', { day })
        : this.words.t(`sheets.reviews.${state}`, { day });
    return { text, state, sign: signs[state], said };
  }

  private dateOf(day: string | null): string {
    return day === null ? '' : this.formats.date(day);
  }
}

import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  output,
  viewChild,
} from '@angular/core';
import {
  mailingFormats,
  mailingLanguages,
  mailingParts,
  mailingRhythms,
  type MakeMailing,
} from '@vigie/contracts';

import { languageNames } from '../shell/language';
import { Address } from '../shell/address';
import { sender, writtenIn } from '../shell/sender';
import { Words } from '../shell/words';
import { HistoryViews, queryText } from './history-views';
import { OwnMailings } from './mailings';

/** Has a history sent to oneself: which one, as what, how often and in which language. */
@Component({
  selector: 'vg-mailing-form',
  styleUrl: '../people/people-form.css',
  templateUrl: './mailing-form.html',
})
export class MailingForm {
  readonly made = output();
  readonly left = output();

  protected readonly words = inject(Words);
  protected readonly mailings = inject(OwnMailings);
  private readonly address = inject(Address);
  private readonly views = inject(HistoryViews);
  private readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');
  protected readonly sender = sender();
  protected readonly rhythms = mailingRhythms;
  protected readonly parts = mailingParts;
  protected readonly formats = mailingFormats;
  protected readonly languages = mailingLanguages;
  protected readonly languageNames = languageNames;

  /** What can be sent: what the address narrows to, everything, and each view by its name. */
  protected readonly choices = computed(() => {
    const now = queryText(this.address.choices());
    const named = this.views.all().map(({ name, query }) => ({ name, query }));
    const isNamed = named.some(({ query }) => query === now);
    return [
      ...(now === '' || isNamed ? [] : [{ name: this.words.t('history.mailings.shown'), query: now }]),
      { name: this.words.t('history.mailings.all'), query: '' },
      ...named.toSorted((a, b) => Number(b.query === now) - Number(a.query === now)),
    ];
  });
  protected readonly now = computed(() => queryText(this.address.choices()));

  constructor() {
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
  }

  protected async send(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const written = writtenIn(new FormData(form));
    const name = written('name').trim();
    if (name === '') return this.sender.failure.set('invalid');
    const language = written('language');
    const wanted = {
      name,
      query: written('query'),
      every: written('every'),
      part: written('part'),
      format: written('format'),
      ...(language === '' ? {} : { language }),
    } as MakeMailing;
    await this.sender.send(async () => {
      await this.mailings.make(wanted);
      this.made.emit();
    });
  }
}

import { Component, computed, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import type { SheetVersion } from '@vigie/contracts';

import { BrandMark } from '../account/brand-mark';
import { approverIn } from '../sheets/sheet-history';
import { SheetText } from '../sheets/sheet-text';
import { Formats } from '../shell/formats';
import { Language, languageCodes } from '../shell/language';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import type { WordKey } from '../words/dictionary';
import { SheetLink } from './sheet-link';

/** A clinic's sheet for whoever got a letter about it: to read, and to approve in the clinic's name, without an account. */
@Component({
  selector: 'vg-sheet-reader-page',
  imports: [BrandMark, SheetText],
  styleUrl: './reader-page.css',
  templateUrl: './sheet-reader-page.html',
})
export class SheetReaderPage {
  protected readonly link = inject(SheetLink);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly language = inject(Language);

  protected readonly busy = signal(false);
  protected readonly trouble = signal<WordKey | null>(null);
  protected readonly from = computed(() => {
    const it = this.link.opened();
    if (it === null) return '';
    return this.words.t('reader.sheet.from', { centre: it.centre, day: this.formats.day(it.expiresAt) });
  });
  protected readonly failure = computed<WordKey | null>(() => {
    const why = this.link.failure();
    if (why === null) return null;
    return why === 'missing' ? 'reader.sheet.gone' : 'account.signIn.failed';
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const it = this.link.opened();
      const name = it === null ? '' : this.words.t('reader.sheet.title', { clinic: it.clinic });
      title.setTitle(it === null ? this.words.t('app.title', { centre: '' }) : name);
      const wanted = languageCodes.find((code) => code === it?.language);
      if (wanted !== undefined && wanted !== this.language.active()) void this.language.choose(wanted);
    });
  }

  protected heldSince({ version, heldFrom, at }: SheetVersion): string {
    return this.words.t('sheets.holds', { n: version, when: this.formats.moment(heldFrom ?? at) });
  }

  protected approvedBy(approved: NonNullable<SheetVersion['approved']>): string {
    const who = approverIn(this.words, approved);
    return this.words.t('sheets.approvedBy', { who, when: this.formats.moment(approved.at) });
  }

  protected async approve(event: Event, form: HTMLFormElement, version: number): Promise<void> {
    event.preventDefault();
    const name = writtenIn(new FormData(form))('name').trim();
    if (name === '') return this.trouble.set('reader.sheet.needed');
    this.busy.set(true);
    this.trouble.set(null);
    const failure = await this.link.approve(version, name);
    this.busy.set(false);
    if (failure === null) return;
    if (failure === 'changed') this.trouble.set('reader.sheet.changed');
    else this.trouble.set(failure === 'missing' ? 'reader.sheet.gone' : 'account.signIn.failed');
  }
}

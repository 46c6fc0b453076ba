import { Component, computed, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { ReaderAnswer } from '@vigie/contracts';

import { BrandMark } from '../account/brand-mark';
import { OPENS_CALLS } from '../satisfaction/blocks/report-count';
import { ReportSheet } from '../satisfaction/report-sheet';
import { Formats } from '../shell/formats';
import { Language, languageCodes } from '../shell/language';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import type { WordKey } from '../words/dictionary';
import { ReaderLink, type ReaderSays } from './reader-link';

/** A report for whoever got it by mail: to read, and to answer, without an account. */
@Component({
  selector: 'vg-reader-page',
  imports: [BrandMark, ReportSheet, RouterLink],
  providers: [{ provide: OPENS_CALLS, useValue: false }],
  styleUrl: './reader-page.css',
  templateUrl: './reader-page.html',
})
export class ReaderPage {
  protected readonly link = inject(ReaderLink);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly language = inject(Language);

  protected readonly busy = signal(false);
  protected readonly trouble = signal<WordKey | null>(null);
  protected readonly said = signal<WordKey | null>(null);
  protected readonly received = computed(
    () => this.link.answers().find(({ kind }) => kind === 'received') ?? null,
  );
  protected readonly questions = computed(() =>
    this.link.answers().filter(({ kind }) => kind === 'question'),
  );
  /** The actions of this report that are open, and what this reader last said to each. */
  protected readonly actions = computed(() => {
    const opened = this.link.opened();
    const blocks = opened?.report.pages.flatMap((page) => page.blocks) ?? [];
    const all = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    return all
      .filter(({ id }) => opened?.openActions.includes(id) === true)
      .map(({ id, text }) => ({ id, text, answer: this.answerTo(id) }));
  });
  protected readonly failure = computed<WordKey | null>(() => {
    const why = this.link.failure();
    if (why === null) return null;
    return why === 'missing' ? 'reader.gone' : 'account.signIn.failed';
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const report = this.link.opened()?.report;
      title.setTitle(report?.documentTitle ?? this.words.t('app.title', { centre: '' }));
      const wanted = languageCodes.find((code) => code === report?.language);
      if (wanted !== undefined && wanted !== this.language.active()) void this.language.choose(wanted);
    });
  }

  protected async ask(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const text = writtenIn(new FormData(form))('text').trim();
    if (text === '') return this.trouble.set('reader.needed');
    if (await this.say({ kind: 'question', text })) form.reset();
  }

  protected async say(answer: ReaderSays): Promise<boolean> {
    this.busy.set(true);
    this.trouble.set(null);
    const failure = await this.link.say(answer);
    this.busy.set(false);
    this.said.set(failure === null ? `reader.said.${answer.kind}` : null);
    if (failure === null) return true;
    if (failure === 'tooMany') this.trouble.set('reader.tooMany');
    else this.trouble.set(failure === 'missing' ? 'reader.gone' : 'account.signIn.failed');
    return false;
  }

  private answerTo(actionId: string): ReaderAnswer['kind'] | null {
    return this.link.answers().findLast((answer) => answer.actionId === actionId)?.kind ?? null;
  }
}

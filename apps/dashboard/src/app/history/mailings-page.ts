import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Mailing } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { languageNames } from '../shell/language';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { sender } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { queryParams } from './history-views';
import { MailingForm } from './mailing-form';
import { OwnMailings } from './mailings';

const rangeOf = { day: 'yesterday', week: 'week', month: 'month' } as const;

/** The histories that are sent to whoever looks: which, when next, what became of the last, and how to have it rest. */
@Component({
  selector: 'vg-mailings-page',
  // Read anew by whoever opens the page.
  providers: [OwnMailings],
  imports: [MailingForm, PageState, RouterLink],
  styleUrl: './mailings-page.css',
  templateUrl: './mailings-page.html',
})
export class MailingsPage {
  protected readonly words = inject(Words);
  protected readonly mailings = inject(OwnMailings);
  private readonly formats = inject(Formats);
  private readonly me = inject(Me);
  private readonly tenants = inject(Tenants);

  protected readonly adding = signal(false);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;
  /** The people of the demonstration have no address. */
  protected readonly hasAccount = computed(() => this.me.who()?.sessionId !== null);
  protected readonly canAdd = computed(
    () => this.me.may('metrics.see') && this.mailings.all()?.canSend === true,
  );
  protected readonly rows = computed(() =>
    (this.mailings.all()?.mailings ?? []).map((mailing) => ({
      mailing,
      what: this.whatText(mailing),
      shows: { ...queryParams(mailing.query), range: rangeOf[mailing.every], tenant: this.tenants.chosen() },
      next: this.nextText(mailing),
      last: this.lastText(mailing),
    })),
  );

  constructor() {
    showPageName(() => this.words.t('history.mailings.title'));
  }

  protected async rest(mailing: Mailing): Promise<void> {
    await this.sender.send(() => this.mailings.rest(mailing));
  }

  protected async remove(mailing: Mailing): Promise<void> {
    await this.sender.send(() => this.mailings.remove(mailing));
  }

  private whatText({ every, part, format, language }: Mailing): string {
    const told = [
      this.words.t(`history.mailings.rhythms.${every}`),
      this.words.t(`history.mailings.parts.${part}`),
      this.words.t(`history.files.${format}`),
      ...(language === null ? [] : [languageNames[language]]),
    ];
    return told.join(' · ');
  }

  private nextText({ isPaused, nextAt }: Mailing): string {
    return isPaused ? this.words.t('history.mailings.paused') : this.formats.moment(nextAt);
  }

  private lastText({ lastAt, letter }: Mailing): string {
    if (lastAt === null) return this.words.t('history.mailings.never');
    const when = this.formats.moment(lastAt);
    return letter === null ? when : `${when} : ${this.words.t(`history.mailings.letters.${letter}`)}`;
  }
}

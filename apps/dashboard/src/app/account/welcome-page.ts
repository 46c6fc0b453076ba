import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import { Router } from '@angular/router';

import { askServer, failureOf, ServerSaidNo } from '../shell/ask-server';
import { Language, languageCodes } from '../shell/language';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import type { WordKey } from '../words/dictionary';
import { linkViewShape, signInStepShape } from './account-answers';
import { BrandMark } from './brand-mark';
import { isWeak, NewPassword, wrongChoice } from './new-password';

/**
 * Behind a link that opens once, of an invitation or a reset: choose a password. The link's token stands behind the `#`
 * of the address, which no browser sends and no log keeps; opening the page does not use the link up.
 */
@Component({
  selector: 'vg-welcome-page',
  imports: [BrandMark, NewPassword],
  styleUrl: './account-page.css',
  templateUrl: './welcome-page.html',
})
export class WelcomePage {
  protected readonly words = inject(Words);
  private readonly language = inject(Language);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  private readonly token = globalThis.location.hash.slice(1);

  protected readonly link = resource({
    loader: async ({ abortSignal }) => {
      const body = { token: this.token };
      const answer = await askServer('/api/v1/links/look', { method: 'POST', body, signal: abortSignal });
      return readAnswer(linkViewShape, answer);
    },
  });
  protected readonly opened = computed(() => (this.link.hasValue() ? this.link.value() : null));
  protected readonly failure = computed<WordKey | null>(() => {
    const error = this.link.error();
    if (error === undefined) return null;
    return failureOf(error) === 'failed' ? 'account.signIn.failed' : 'account.welcome.gone';
  });
  protected readonly busy = signal(false);
  protected readonly trouble = signal<WordKey | null>(null);

  constructor() {
    showPageName(() => this.words.t('account.welcome.title'));
    effect(() => {
      const wanted = languageCodes.find((code) => code === this.opened()?.language);
      if (wanted !== undefined) void this.language.choose(wanted);
    });
  }

  /** `isFirst`: the link is of nobody yet, and whoever opens it says who they are as well. */
  protected async choose(event: Event, form: HTMLFormElement, isFirst: boolean): Promise<void> {
    event.preventDefault();
    const written = writtenIn(new FormData(form));
    const [password, email, name] = [written('password'), written('email').trim(), written('name').trim()];
    const isNamed = !isFirst || (email !== '' && name !== '');
    this.trouble.set(isNamed ? wrongChoice(password, written('again')) : 'account.welcome.named');
    if (this.trouble() !== null) return;
    this.busy.set(true);
    try {
      const body = { token: this.token, password, ...(isFirst && { email, name }) };
      const answer = await askServer('/api/v1/links/accept', { method: 'POST', body });
      const { next } = readAnswer(signInStepShape, answer);
      if (next === null) this.me.reload();
      await this.router.navigateByUrl(next === null ? '/' : `/sign-in?step=${next}`);
    } catch (error) {
      this.trouble.set(this.troubleOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  private troubleOf(error: unknown): WordKey {
    if (isWeak(error)) return 'account.welcome.common';
    if (error instanceof ServerSaidNo && error.status === 400) return 'account.welcome.named';
    return failureOf(error) === 'failed' ? 'account.signIn.failed' : 'account.welcome.gone';
  }
}

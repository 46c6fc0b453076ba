import { Component, computed, inject, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { csvManners } from '@vigie/contracts';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Language, languageCodes, languageNames } from '../shell/language';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import type { WordKey } from '../words/dictionary';
import { sessionsShape } from './account-answers';
import { AccessLists } from './access-lists';
import { reachInWords, roleInWords } from './access-sentence';
import { KnownNames } from './known-names';
import { isWeak, NewPassword, wrongChoice } from './new-password';
import { PasskeysCard } from './passkeys-card';
import { SecondFactorCard } from './second-factor-card';

type Said = { readonly key: WordKey; readonly isWrong: boolean } | null;

/** One's own name, language and password, what one may, and where one is signed in. */
@Component({
  selector: 'vg-profile-page',
  imports: [AccessLists, NewPassword, PasskeysCard, RouterLink, SecondFactorCard],
  styleUrl: './profile-page.css',
  templateUrl: './profile-page.html',
})
export class ProfilePage {
  protected readonly words = inject(Words);
  private readonly names = inject(KnownNames);
  protected readonly formats = inject(Formats);
  protected readonly me = inject(Me);
  private readonly language = inject(Language);
  private readonly router = inject(Router);
  protected readonly languageCodes = languageCodes;
  protected readonly languageNames = languageNames;
  protected readonly csvManners = csvManners;

  protected readonly person = computed(() => this.me.who()?.person ?? null);
  protected readonly isDemo = computed(() => this.me.who()?.tenant.demo ?? false);
  protected readonly permissions = computed(() =>
    (this.me.who()?.permissions ?? []).map(({ permission }) => permission),
  );
  protected readonly roleNames = computed(() => this.me.who()?.roles ?? []);
  protected readonly roles = computed(() =>
    (this.me.who()?.memberships ?? []).map(
      (held) => `${roleInWords(this.words, held.role)} · ${reachInWords(this.words, held, this.names.of)}`,
    ),
  );
  protected readonly sessions = resource({
    params: () => this.me.who()?.sessionId ?? undefined,
    loader: async ({ abortSignal }) =>
      readAnswer(sessionsShape, await askServer('/api/v1/me/sessions', { signal: abortSignal })),
  });
  protected readonly saving = signal(false);
  protected readonly saidOfName = signal<Said>(null);
  protected readonly saidOfPassword = signal<Said>(null);

  constructor() {
    showPageName(() => this.words.t('account.profile.title'));
  }

  protected async save(event: Event, name: string, language: string, csv: string): Promise<void> {
    event.preventDefault();
    const code = languageCodes.find((known) => known === language);
    await this.kept(this.saidOfName, 'account.profile.saved', async () => {
      await askServer('/api/v1/me', { method: 'PATCH', body: { name: name.trim(), language: code, csv } });
      if (code !== undefined) await this.language.choose(code);
      this.me.reload();
    });
  }

  protected async changePassword(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const written = writtenIn(new FormData(form));
    const password = written('password');
    const wrong = wrongChoice(password, written('again'));
    if (wrong !== null) return this.saidOfPassword.set({ key: wrong, isWrong: true });
    await this.kept(this.saidOfPassword, 'account.profile.changed', async () => {
      await askServer('/api/v1/me/password', {
        method: 'PUT',
        body: { current: written('current'), password },
      });
      form.reset();
      this.sessions.reload();
    });
  }

  protected async end(sessionId: string): Promise<void> {
    await askServer(`/api/v1/me/sessions/${encodeURIComponent(sessionId)}`, { method: 'DELETE' });
    this.sessions.reload();
  }

  protected async leave(): Promise<void> {
    await askServer('/api/v1/sign-out', { method: 'POST' });
    this.me.reload();
    await this.router.navigateByUrl('/sign-in');
  }

  private async kept(
    said: { set: (value: Said) => void },
    done: WordKey,
    work: () => Promise<void>,
  ): Promise<void> {
    this.saving.set(true);
    said.set(null);
    try {
      await work();
      said.set({ key: done, isWrong: false });
    } catch (error) {
      said.set({ key: troubleOf(error), isWrong: true });
    } finally {
      this.saving.set(false);
    }
  }
}

function troubleOf(error: unknown): WordKey {
  if (isWeak(error)) return 'account.welcome.common';
  const isPassword = error instanceof ServerSaidNo && error.code === 'sign_in_failed';
  return isPassword ? 'account.profile.wrong' : 'account.profile.failed';
}

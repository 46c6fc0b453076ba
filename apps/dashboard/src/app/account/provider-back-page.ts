import { Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { providerSignedInShape } from './account-answers';
import { BrandMark } from './brand-mark';
import { pageAfter } from '../shell/lead-by-access';

const refusals: Readonly<Record<string, WordKey>> = {
  provider_refused: 'account.provider.refused',
  email_unverified: 'account.provider.unverified',
  not_invited: 'account.provider.notInvited',
  last_administrator: 'account.provider.lastAdministrator',
  provider_unreachable: 'account.provider.unreachable',
};

/** Where the identity provider sends the browser back to: on to the page that was wanted, or why not. */
@Component({
  selector: 'vg-provider-back-page',
  imports: [BrandMark, RouterLink],
  styleUrl: './account-page.css',
  template: `
    <main class="card" [attr.aria-busy]="trouble() === null">
      <vg-brand-mark />
      <h1>{{ words.t('account.signIn.title') }}</h1>
      @if (trouble(); as key) {
        <p role="alert">{{ words.t(key) }}</p>
        <a class="link" routerLink="/sign-in">{{ words.t('account.provider.again') }}</a>
      } @else {
        <p class="muted">{{ words.t('account.signIn.entering') }}</p>
      }
    </main>
  `,
})
export class ProviderBackPage {
  protected readonly words = inject(Words);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  protected readonly trouble = signal<WordKey | null>(null);

  constructor() {
    showPageName(() => this.words.t('account.signIn.title'));
    void this.finish(globalThis.location.search);
  }

  private async finish(query: string): Promise<void> {
    try {
      const answer = await askServer('/api/v1/sign-in/provider', { method: 'POST', body: { query } });
      const { next } = readAnswer(providerSignedInShape, answer);
      this.me.reload();
      // What the provider said of them stays in no history.
      await this.router.navigateByUrl(pageAfter(next), { replaceUrl: true });
    } catch (error) {
      const code = error instanceof ServerSaidNo ? error.code : '';
      this.trouble.set(refusals[code] ?? 'account.signIn.failed');
    }
  }
}

import { Component, effect, type ElementRef, inject, input, signal, viewChild } from '@angular/core';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { writtenIn } from '../shell/sender';

/** For who forgot the password: asks for a link by mail; the answer is the same whether anybody has the address. */
@Component({
  selector: 'vg-forgotten-link',
  styles: `
    form {
      margin-top: 4px;
      padding-top: 16px;
      border-top: 1px solid var(--line);
    }
    h2 {
      font-size: 15px;
    }
    /* Its words stand under those above it. */
    .link {
      margin-left: -6px;
    }
  `,
  template: `
    @if (isOpen()) {
      <form #form class="fields" novalidate (submit)="ask($event, form)">
        <h2>{{ words.t('account.forgotten.title') }}</h2>
        <label>
          {{ words.t('account.signIn.email') }}
          <small>{{ words.t('account.forgotten.about') }}</small>
          <input
            #field
            type="email"
            name="email"
            autocomplete="username"
            maxlength="254"
            required
            aria-describedby="told"
          />
        </label>
        <p id="told" role="status" [class.act]="isWrong()">
          @if (told(); as key) {
            {{ words.t(key) }}
          }
        </p>
        <p class="do">
          <button type="submit" class="button" [disabled]="busy()">
            {{ words.t('account.forgotten.send') }}
          </button>
        </p>
      </form>
    } @else {
      <button type="button" class="link" (click)="isOpen.set(true)">
        {{ words.t('account.forgotten.title') }}
      </button>
    }
  `,
})
export class ForgottenLink {
  /** The centre; undefined where the installation has one. */
  readonly tenant = input<string>();

  protected readonly words = inject(Words);
  protected readonly isOpen = signal(false);
  protected readonly busy = signal(false);
  protected readonly told = signal<WordKey | null>(null);
  protected readonly isWrong = signal(false);

  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');

  constructor() {
    effect(() => {
      this.field()?.nativeElement.focus();
    });
  }

  protected async ask(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const email = writtenIn(new FormData(form))('email').trim();
    if (email === '') return this.say('account.forgotten.needed');
    this.busy.set(true);
    try {
      await askServer('/api/v1/links/ask', { method: 'POST', body: { email, tenant: this.tenant() } });
      this.told.set('account.forgotten.sent');
      this.isWrong.set(false);
    } catch (error) {
      this.say(troubleOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  private say(key: WordKey): void {
    this.told.set(key);
    this.isWrong.set(true);
  }
}

function troubleOf(error: unknown): WordKey {
  if (!(error instanceof ServerSaidNo)) return 'account.signIn.failed';
  if (error.code === 'no_mail_server') return 'account.signIn.forgotten';
  if (error.code === 'tenant_required') return 'account.forgotten.whichTenant';
  if (error.status === 429) return 'account.forgotten.wait';
  return error.status === 400 ? 'account.forgotten.needed' : 'account.signIn.failed';
}

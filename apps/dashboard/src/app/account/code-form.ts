import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';

type Trouble = 'wrong' | 'failed' | { readonly waitSeconds: number };

/** The second step of signing in: the code of an application, or a recovery code. */
@Component({
  selector: 'vg-code-form',
  styles: `
    :host,
    form {
      display: grid;
      gap: 14px;
    }
    .said {
      min-height: 20px;
      font-size: 13.5px;
    }
    .link {
      justify-self: start;
    }
  `,
  template: `
    <form #form class="fields" novalidate (submit)="enter($event, form)">
      <label>
        {{ words.t(byRecovery() ? 'account.code.recovery' : 'account.code.code') }}
        <small>{{ words.t(byRecovery() ? 'account.code.recoveryAbout' : 'account.code.about') }}</small>
        <input
          #field
          name="code"
          autocomplete="one-time-code"
          autocapitalize="off"
          spellcheck="false"
          maxlength="64"
          required
          [attr.inputmode]="byRecovery() ? 'text' : 'numeric'"
          [attr.aria-invalid]="said() === null ? null : true"
          aria-describedby="said"
        />
      </label>
      <p class="said act" id="said" role="alert">{{ said() }}</p>
      <button type="submit" class="button main" [disabled]="busy()">
        {{ words.t(busy() ? 'account.signIn.entering' : 'account.signIn.enter') }}
      </button>
    </form>
    <button type="button" class="link" (click)="turn()">
      {{ words.t(byRecovery() ? 'account.code.useCode' : 'account.code.useRecovery') }}
    </button>
    <p class="muted">{{ words.t('account.code.lost') }}</p>
  `,
})
export class CodeForm {
  /** The code was taken: somebody is signed in. */
  readonly entered = output();
  /** The password was given too long ago. */
  readonly late = output();

  protected readonly words = inject(Words);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly byRecovery = signal(false);
  protected readonly busy = signal(false);
  private readonly trouble = signal<Trouble | null>(null);
  protected readonly said = computed(() => {
    const trouble = this.trouble();
    if (trouble === null) return null;
    if (typeof trouble !== 'string') return this.words.n('account.signIn.wait', trouble.waitSeconds);
    return this.words.t(trouble === 'wrong' ? 'account.code.wrong' : 'account.signIn.failed');
  });

  constructor() {
    afterNextRender(() => {
      this.field().nativeElement.focus();
    });
  }

  protected turn(): void {
    this.byRecovery.update((was) => !was);
    this.trouble.set(null);
    this.field().nativeElement.focus();
  }

  protected async enter(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const code = writtenIn(new FormData(form))('code').trim();
    if (code === '') return this.trouble.set('wrong');
    this.busy.set(true);
    this.trouble.set(null);
    try {
      await askServer('/api/v1/sign-in/code', { method: 'POST', body: { code } });
      this.entered.emit();
    } catch (error) {
      if (error instanceof ServerSaidNo && error.code === 'sign_in_again') this.late.emit();
      else this.trouble.set(troubleOf(error));
      this.field().nativeElement.select();
    } finally {
      this.busy.set(false);
    }
  }
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ServerSaidNo)) return 'failed';
  if (error.status === 429) return { waitSeconds: Math.max(1, error.retryAfterSeconds ?? 60) };
  return error.code === 'code_wrong' || error.status === 400 ? 'wrong' : 'failed';
}

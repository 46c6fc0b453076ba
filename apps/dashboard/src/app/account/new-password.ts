import { Component, inject, input } from '@angular/core';

import { ServerSaidNo } from '../shell/ask-server';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';

/** The least number of characters the server takes. */
const shortest = 12;

/** What is wrong with a password chosen twice, before it is sent; null when nothing is. */
export function wrongChoice(password: string, again: string): WordKey | null {
  if ([...password].length < shortest) return 'account.welcome.short';
  return password === again ? null : 'account.welcome.differ';
}

/** Whether the server finds the password too easy to guess. */
export function isWeak(error: unknown): boolean {
  return error instanceof ServerSaidNo && error.code === 'weak_password';
}

/** A password chosen twice: the fields `password` and `again` of the form it stands in. */
@Component({
  selector: 'vg-new-password',
  host: { class: 'fields' },
  template: `
    <label>
      {{ words.t('account.welcome.password') }}
      <small>{{ words.t('account.welcome.rule') }}</small>
      <input
        type="password"
        name="password"
        autocomplete="new-password"
        maxlength="256"
        required
        [attr.aria-invalid]="wrong() ? true : null"
        [attr.aria-describedby]="said()"
      />
    </label>
    <label>
      {{ words.t('account.welcome.again') }}
      <input
        type="password"
        name="again"
        autocomplete="new-password"
        maxlength="256"
        required
        [attr.aria-invalid]="wrong() ? true : null"
        [attr.aria-describedby]="said()"
      />
    </label>
  `,
})
export class NewPassword {
  /** Whether what was chosen was not taken. */
  readonly wrong = input(false);
  /** The id of the element that says why. */
  readonly said = input.required<string>();

  protected readonly words = inject(Words);
}

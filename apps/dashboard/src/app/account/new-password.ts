import { Component, inject, input } from '@angular/core';

import { Words } from '../shell/words';

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

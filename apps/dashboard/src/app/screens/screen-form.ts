import { afterNextRender, Component, type ElementRef, inject, output, viewChild } from '@angular/core';
import type { MadeWallLink, MakeWallLink } from '@vigie/contracts';

import { ScopeFields } from '../people/scope-fields';
import { sender, type ChangeFailure } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreScreens } from './centre-screens';

/** Makes the link of a television: where it hangs, what it shows, and whether clinics are named. */
@Component({
  selector: 'vg-screen-form',
  imports: [ScopeFields],
  styleUrl: '../people/people-form.css',
  template: `
    <h2>{{ words.t('screens.add') }}</h2>
    <form
      class="fields"
      novalidate
      (submit)="send($event, name.value, names.checked)"
      (keydown.escape)="left.emit()"
    >
      <label>
        {{ words.t('screens.where') }}
        <small>{{ words.t('screens.whereAbout') }}</small>
        <input #first #name name="name" maxlength="80" required autocomplete="off" />
      </label>
      <vg-scope-fields />
      <label class="check">
        <input #names type="checkbox" name="namesClinics" />
        <span>
          {{ words.t('screens.names') }}
          <small>{{ words.t('screens.namesAbout') }}</small>
        </span>
      </label>
      <p class="act" role="alert">
        @if (failure(); as why) {
          {{ words.t('screens.failed', { why: words.t(whyKey(why)) }) }}
        }
      </p>
      <p class="do">
        <button type="submit" class="button main" [disabled]="sending()">
          {{ words.t('screens.make') }}
        </button>
        <button type="button" class="link" (click)="left.emit()">
          {{ words.t('account.people.cancel') }}
        </button>
      </p>
    </form>
  `,
})
export class ScreenForm {
  readonly made = output<MadeWallLink>();
  readonly left = output();

  protected readonly words = inject(Words);
  private readonly screens = inject(CentreScreens);
  private readonly scope = viewChild.required(ScopeFields);
  private readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');
  private readonly sender = sender();
  protected readonly sending = this.sender.sending;
  protected readonly failure = this.sender.failure;

  constructor() {
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
  }

  protected whyKey(why: ChangeFailure): `screens.why.${ChangeFailure}` {
    return `screens.why.${why}`;
  }

  protected async send(event: Event, name: string, namesClinics: boolean): Promise<void> {
    event.preventDefault();
    const scope = this.scope().given() as MakeWallLink['scope'] | null;
    if (scope === null || name.trim() === '') return this.failure.set('invalid');
    await this.sender.send(async () => {
      this.made.emit(await this.screens.make({ name: name.trim(), scope, namesClinics }));
    });
  }
}

import { afterNextRender, Component, type ElementRef, inject, output, viewChild } from '@angular/core';
import type { InvitedView, InvitePerson } from '@vigie/contracts';

import { Language } from '../shell/language';
import { sender, type ChangeFailure } from '../shell/sender';
import { Words } from '../shell/words';
import { CentrePeople } from './centre-people';
import { RoleFields } from './role-fields';

/** Invites somebody: who, with which role, over what. */
@Component({
  selector: 'vg-invite-form',
  imports: [RoleFields],
  styleUrl: './people-form.css',
  template: `
    <h2>{{ words.t('account.people.invite') }}</h2>
    <form
      class="fields"
      novalidate
      (submit)="send($event, person.value, email.value, agent.value)"
      (keydown.escape)="left.emit()"
    >
      <label>
        {{ words.t('account.people.name') }}
        <input #first #person name="name" maxlength="80" required autocomplete="off" />
      </label>
      <label>
        {{ words.t('account.people.email') }}
        <input #email name="email" type="email" maxlength="254" required autocomplete="off" />
      </label>
      <vg-role-fields #fields />
      <label>
        {{ words.t('account.people.agentId') }}
        <input #agent name="agentId" maxlength="128" autocomplete="off" />
      </label>
      <p class="act" role="alert">
        @if (failure(); as why) {
          {{ said(why) }}
        }
      </p>
      <p class="do">
        <button type="submit" class="button main" [disabled]="sending()">
          {{ words.t('account.people.send') }}
        </button>
        <button type="button" class="link" (click)="left.emit()">
          {{ words.t('account.people.cancel') }}
        </button>
      </p>
    </form>
  `,
})
export class InviteForm {
  readonly invited = output<InvitedView>();
  readonly left = output();

  protected readonly words = inject(Words);
  private readonly people = inject(CentrePeople);
  private readonly language = inject(Language);
  private readonly fields = viewChild.required(RoleFields);
  private readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');
  private readonly sender = sender();
  protected readonly sending = this.sender.sending;
  protected readonly failure = this.sender.failure;

  constructor() {
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
  }

  protected said(why: ChangeFailure): string {
    return this.words.t('account.people.failed', { why: this.words.t(`account.people.why.${why}`) });
  }

  protected async send(event: Event, name: string, email: string, agentId: string): Promise<void> {
    event.preventDefault();
    const given = this.fields().given();
    if (given === null || name.trim() === '' || email.trim() === '') return this.failure.set('invalid');
    // The server holds the role against its own list; ours only offers what it takes.
    const memberships = [given] as unknown as InvitePerson['memberships'];
    const agent = agentId.trim() === '' ? null : agentId.trim();
    const language = this.language.active();
    const asked = { name: name.trim(), email: email.trim(), language, agentId: agent, memberships };
    await this.sender.send(async () => {
      this.invited.emit(await this.people.invite(asked));
    });
  }
}

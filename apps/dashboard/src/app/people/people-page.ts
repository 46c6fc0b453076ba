import { Component, computed, inject, signal } from '@angular/core';
import type { InvitedView, MadeLinkView, PersonView } from '@vigie/contracts';

import { reachInWords, roleInWords } from '../account/access-sentence';
import { KnownNames } from '../account/known-names';
import { nameMatches } from '../live/live-filters';
import { Address } from '../shell/address';
import { Language } from '../shell/language';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { Words } from '../shell/words';
import { CentrePeople } from './centre-people';
import { FactorRuleForm } from './factor-rule-form';
import { InviteForm } from './invite-form';
import { MadeLink } from './made-link';
import { PersonCard } from './person-card';

/** The people of the centre, and what each of them may. */
@Component({
  selector: 'vg-people-page',
  imports: [FactorRuleForm, InviteForm, MadeLink, PageState, PersonCard],
  styleUrl: './people-page.css',
  templateUrl: './people-page.html',
})
export class PeoplePage {
  protected readonly words = inject(Words);
  private readonly names = inject(KnownNames);
  protected readonly people = inject(CentrePeople);
  protected readonly me = inject(Me);
  private readonly language = inject(Language);
  private readonly address = inject(Address);

  protected readonly typed = signal('');
  protected readonly inviting = signal(false);
  /** Who was just invited, and the link to be handed over. */
  protected readonly invited = signal<{ readonly link: MadeLinkView; readonly person: PersonView } | null>(
    null,
  );
  protected readonly isDemo = computed(() => this.me.who()?.tenant.demo ?? false);
  protected readonly mayManage = computed(() => this.me.may('people.manage'));
  /** By name, as the language of the page sorts it. */
  private readonly sorted = computed(() => {
    const { compare } = new Intl.Collator(this.language.active());
    return (this.people.all() ?? []).toSorted((a, b) => compare(a.name, b.name));
  });
  protected readonly rows = computed(() =>
    this.sorted()
      .filter(({ name, email }) => this.typed() === '' || nameMatches(`${name} ${email}`, this.typed()))
      .map((person) => ({
        person,
        roles: person.memberships.map(({ role }) => roleInWords(this.words, role)).join(', '),
        over: [
          ...new Set(person.memberships.map((held) => reachInWords(this.words, held, this.names.of))),
        ].join(', '),
        state: this.words.t(person.hasPassword ? 'account.people.active' : 'account.people.waits'),
      })),
  );
  protected readonly shown = computed<PersonView | null>(() => {
    const wanted = this.address.value('person');
    const all = this.sorted();
    return all.find(({ id }) => id === wanted) ?? all[0] ?? null;
  });
  protected readonly counted = computed(() => {
    const all = this.people.all() ?? [];
    const waiting = all.filter(({ hasPassword }) => !hasPassword).length;
    const count = this.words.n('account.people.count', all.length);
    return waiting === 0 || this.isDemo()
      ? count
      : `${count}, ${this.words.n('account.people.invited', waiting)}`;
  });

  constructor() {
    showPageName(() => this.words.t('account.people.title'));
  }

  protected show(id: string | null): void {
    this.inviting.set(false);
    this.invited.set(null);
    void this.address.set({ person: id });
  }

  protected greet({ link, person }: InvitedView): void {
    this.inviting.set(false);
    // By mail, there is nothing to hand over: what became of the letter stands with the person.
    this.invited.set(link === null ? null : { link, person });
    void this.address.set({ person: person.id });
  }
}

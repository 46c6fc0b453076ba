import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import type { MadeLinkView, PersonView } from '@vigie/contracts';

import { AccessLists } from '../account/access-lists';
import { reachInWords, roleInWords } from '../account/access-sentence';
import { KnownNames } from '../account/known-names';
import { Formats } from '../shell/formats';
import { sender, type ChangeFailure } from '../shell/sender';
import { Words } from '../shell/words';
import { CentrePeople, type GivenRole } from './centre-people';
import { MadeLink } from './made-link';
import { RoleFields } from './role-fields';

/** One of the people: in one sentence what is theirs, what they see and do, their roles, and how to change that. */
@Component({
  selector: 'vg-person-card',
  imports: [AccessLists, MadeLink, RoleFields],
  styleUrls: ['./people-form.css', './person-card.css'],
  templateUrl: './person-card.html',
})
export class PersonCard {
  readonly person = input.required<PersonView>();
  /** Whether the viewer may change anything. */
  readonly mayManage = input.required<boolean>();
  /** The account was ended. */
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly names = inject(KnownNames);
  protected readonly formats = inject(Formats);
  private readonly people = inject(CentrePeople);
  private readonly personId = computed(() => this.person().id);
  private readonly forThisPerson = <T>(first: T) =>
    linkedSignal<string, T>({ source: this.personId, computation: () => first });
  protected readonly adding = this.forThisPerson(false);
  protected readonly ending = this.forThisPerson(false);
  protected readonly resettingCode = this.forThisPerson(false);
  protected readonly codeReset = this.forThisPerson(false);
  protected readonly link = this.forThisPerson<MadeLinkView | null>(null);
  protected readonly signedOut = this.forThisPerson<number | null>(null);
  private readonly sender = sender(this.forThisPerson<ChangeFailure | null>(null));
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;

  protected readonly sentence = computed(() => {
    const { name, memberships } = this.person();
    if (memberships.length === 0) return this.words.t('account.people.sentenceNone', { name });
    const scopes = [...new Set(memberships.map((held) => reachInWords(this.words, held, this.names.of)))];
    return this.words.t('account.people.sentence', { name, scope: scopes.join(', ') });
  });
  protected readonly since = computed(() => {
    const first = this.person().memberships[0];
    if (first === undefined) return '';
    const roles = this.person().memberships.map(({ role }) => roleInWords(this.words, role));
    return this.words.t('account.people.since', {
      role: roles.join(', '),
      day: this.formats.day(first.since),
    });
  });
  /** What became of the last link that was sent by mail. */
  protected readonly letter = computed(() => {
    const { letter, email } = this.person();
    if (letter === null) return null;
    const at = this.formats.moment(letter.at);
    const isLost = letter.state === 'bounced' || letter.state === 'given_up';
    return { isLost, text: this.words.t(`account.people.letter.${letter.state}`, { email, at }) };
  });
  protected readonly roleNames = computed(() => this.person().memberships.map(({ role }) => role));
  protected readonly roles = computed(() =>
    this.person().memberships.map((held) => ({
      role: held.role,
      name: roleInWords(this.words, held.role),
      over: reachInWords(this.words, held, this.names.of),
    })),
  );

  protected async addRole(given: GivenRole | null): Promise<void> {
    if (given === null) return this.failure.set('invalid');
    await this.sender.send(async () => {
      const others = this.given().filter(({ role }) => role !== given.role);
      await this.people.setRoles(this.personId(), [...others, given]);
      this.adding.set(false);
    });
  }

  protected async removeRole(role: string): Promise<void> {
    await this.sender.send(async () => {
      const left = this.given().filter((one) => one.role !== role);
      await this.people.setRoles(this.personId(), left);
    });
  }

  protected async sendLink(): Promise<void> {
    await this.sender.send(async () => {
      await this.people.sendLink(this.personId());
    });
  }

  protected async makeLink(): Promise<void> {
    await this.sender.send(async () => {
      this.link.set(await this.people.newLink(this.personId()));
    });
  }

  protected async signOut(): Promise<void> {
    await this.sender.send(async () => {
      this.signedOut.set(await this.people.signOut(this.personId()));
    });
  }

  protected async resetCode(): Promise<void> {
    await this.sender.send(async () => {
      await this.people.resetSecondFactor(this.personId());
      this.resettingCode.set(false);
      this.codeReset.set(true);
    });
  }

  protected async end(): Promise<void> {
    await this.sender.send(async () => {
      await this.people.end(this.personId());
      this.closed.emit();
    });
  }

  private given(): readonly GivenRole[] {
    return this.person().memberships.map(({ role, scope }) => ({ role, scope }));
  }
}

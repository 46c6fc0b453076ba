import { DestroyRef, inject, Service } from '@angular/core';
import type { InvitedView, InvitePerson, MadeLinkView, PersonView, ScopeView } from '@vigie/contracts';

import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { endedShape } from '../account/account-answers';
import { invitedShape, madeLinkShape, peopleShape, personShape } from './people-answers';

/** One role over one scope, as it is given. */
export type GivenRole = { readonly role: string; readonly scope: ScopeView };

const root = '/api/v1/people';
const sentWithinMs = 4_000;

/** The people of the centre: read once, and again after each change. */
@Service()
export class CentrePeople {
  private readonly read = readOfCentre(root, peopleShape);

  private later: ReturnType<typeof setTimeout> | undefined;

  readonly isReading = this.read.isReading;
  readonly all = this.read.value;
  readonly failure = this.read.failure;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.later);
    });
  }

  /** Reads again, as after a failure. */
  reload(): void {
    this.read.reload();
  }

  /** Invites somebody; the link of the answer is shown this once. Each of these throws what the server refused with. */
  async invite(person: InvitePerson): Promise<InvitedView> {
    const invited = readAnswer(invitedShape, await this.read.change(root, 'POST', person));
    if (invited.link === null) this.readLater();
    return invited;
  }

  async setRoles(personId: string, memberships: readonly GivenRole[]): Promise<PersonView> {
    const path = `${this.pathOf(personId)}/memberships`;
    return readAnswer(personShape, await this.read.change(path, 'PUT', { memberships }));
  }

  /** A link to choose another password; it is shown this once. */
  async newLink(personId: string): Promise<MadeLinkView> {
    const path = `${this.pathOf(personId)}/links`;
    return readAnswer(madeLinkShape, await this.read.change(path, 'POST'));
  }

  /** Sends a link by mail; what became of it is read again a little later. */
  async sendLink(personId: string): Promise<void> {
    await this.read.change(`${this.pathOf(personId)}/letters`, 'POST');
    this.readLater();
  }

  /** Signs them out everywhere; how many sessions that were. */
  async signOut(personId: string): Promise<number> {
    const path = `${this.pathOf(personId)}/sessions`;
    return readAnswer(endedShape, await this.read.change(path, 'DELETE')).ended;
  }

  /** Asks them for no code any more. */
  async resetSecondFactor(personId: string): Promise<void> {
    await this.read.change(`${this.pathOf(personId)}/second-factor`, 'DELETE');
  }

  /** Ends the account. */
  async end(personId: string): Promise<void> {
    await this.read.change(this.pathOf(personId), 'DELETE');
  }

  /** A letter is sent within seconds where the mail server answers. */
  private readLater(): void {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.read.reload(), sentWithinMs);
  }

  private pathOf(personId: string): string {
    return `${root}/${encodeURIComponent(personId)}`;
  }
}

import { DestroyRef, inject, Service } from '@angular/core';
import type { InvitedView, InvitePerson, MadeLinkView, PersonView, ScopeView } from '@vigie/contracts';

import { addressOf, askServer, failureOf, ServerSaidNo, type AskFailure } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { Tenants } from '../shell/tenants';
import { endedShape } from '../account/account-answers';
import { invitedShape, madeLinkShape, peopleShape, personShape } from './people-answers';

/** One role over one scope, as it is given. */
export type GivenRole = { readonly role: string; readonly scope: ScopeView };

/** Why a change was not made. */
export type ChangeFailure = AskFailure | 'invalid' | 'conflict';

/** What an error of a change means to whoever made it. */
export function changeFailureOf(error: unknown): ChangeFailure {
  if (error instanceof ServerSaidNo && error.status === 400) return 'invalid';
  if (error instanceof ServerSaidNo && error.status === 409) return 'conflict';
  return failureOf(error);
}

const root = '/api/v1/people';
const sentWithinMs = 4_000;

/** The people of the centre: read once, and again after each change. */
@Service()
export class CentrePeople {
  private readonly tenants = inject(Tenants);
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

  /** Invites somebody; the link of the answer is shown this once. Each of these throws what {@link askServer} does. */
  async invite(person: InvitePerson): Promise<InvitedView> {
    const invited = await this.changed(root, 'POST', person, (answer) => readAnswer(invitedShape, answer));
    if (invited.link === null) this.readLater();
    return invited;
  }

  async setRoles(personId: string, memberships: readonly GivenRole[]): Promise<PersonView> {
    const path = `${this.pathOf(personId)}/memberships`;
    return this.changed(path, 'PUT', { memberships }, (answer) => readAnswer(personShape, answer));
  }

  /** A link to choose another password; it is shown this once. */
  async newLink(personId: string): Promise<MadeLinkView> {
    const path = `${this.pathOf(personId)}/links`;
    return this.changed(path, 'POST', undefined, (answer) => readAnswer(madeLinkShape, answer));
  }

  /** Sends a link by mail; what became of it is read again a little later. */
  async sendLink(personId: string): Promise<void> {
    await this.changed(`${this.pathOf(personId)}/letters`, 'POST', undefined, () => null);
    this.readLater();
  }

  /** Signs them out everywhere; how many sessions that were. */
  async signOut(personId: string): Promise<number> {
    const path = `${this.pathOf(personId)}/sessions`;
    return this.changed(path, 'DELETE', undefined, (answer) => readAnswer(endedShape, answer).ended);
  }

  /** Asks them for no code any more. */
  async resetSecondFactor(personId: string): Promise<void> {
    await this.changed(`${this.pathOf(personId)}/second-factor`, 'DELETE', undefined, () => null);
  }

  /** Ends the account. */
  async end(personId: string): Promise<void> {
    await this.changed(this.pathOf(personId), 'DELETE', undefined, () => null);
  }

  /** A letter is sent within seconds where the mail server answers. */
  private readLater(): void {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.read.reload(), sentWithinMs);
  }

  private pathOf(personId: string): string {
    return `${root}/${encodeURIComponent(personId)}`;
  }

  private async changed<T>(
    path: string,
    method: 'POST' | 'PUT' | 'DELETE',
    body: unknown,
    read: (answer: unknown) => T,
  ): Promise<T> {
    const address = addressOf(path, { tenant: this.tenants.chosen() });
    const answer = await askServer(address, body === undefined ? { method } : { method, body });
    this.read.reload();
    return read(answer);
  }
}

import { Component, computed, inject, input, signal } from '@angular/core';
import {
  callingRoles,
  isDialled,
  type CallWayTest,
  type CallingRole,
  type CallWayView,
} from '@vigie/contracts';

import { askServer, addressOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { sender } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { callWaysShape, callWayTestShape, madeCallWayShape } from './telephony-answers';

const root = '/api/v1/call-ways';
const faults = [
  'unreachable',
  'unknown',
  'not_believed',
  'certificate_wrong',
  'not_allowed',
  'address_wrong',
  'system_failed',
] as const;

/** A form as it stands: of a source that has a way, or of a new one. */
type Draft = { readonly source: string; readonly url: string; readonly roles: readonly CallingRole[] };

/** How each telephone system is asked to call patients, tried here, and to whom that is given. */
@Component({
  selector: 'vg-call-ways',
  styleUrls: ['../people/people-form.css', './call-ways.css'],
  templateUrl: './call-ways.html',
})
export class CallWays {
  readonly mayManage = input.required<boolean>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly read = readOfCentre(root, callWaysShape);
  protected readonly all = this.read.value;
  protected readonly ways = computed(() => this.read.value()?.ways ?? []);
  protected readonly roles = callingRoles;
  protected readonly draft = signal<Draft | null>(null);
  protected readonly isNew = signal(false);
  protected readonly secret = signal<string | null>(null);
  protected readonly password = signal('');
  protected readonly isDialled = computed(() => isDialled(this.draft()?.url ?? ''));
  protected readonly said = signal('');
  protected readonly tested = signal<CallWayTest | null>(null);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;
  protected readonly verdict = computed(() => {
    const test = this.tested();
    if (test === null) return '';
    if (test.ok) return this.words.t('telephony.calling.works', { time: this.formats.number(test.tookMs) });
    const known = faults.find((one) => one === test.fault);
    return this.words.t(`telephony.calling.faults.${known ?? 'refused'}`);
  });

  protected given({ roles }: CallWayView): string {
    if (roles.length === 0) return this.words.t('telephony.calling.nobody');
    return roles.map((role) => this.words.t(`telephony.calling.roles.${role}`)).join(', ');
  }

  protected begin(way: CallWayView | null): void {
    const free = this.all()?.sources.find((source) => !this.ways().some((one) => one.source === source));
    this.isNew.set(way === null);
    this.draft.set(way ?? { source: free ?? '', url: '', roles: [] });
    this.password.set('');
    this.forget();
  }

  protected leave(): void {
    this.draft.set(null);
    this.forget();
  }

  protected give(role: CallingRole, isGiven: boolean): void {
    this.draft.update(
      (draft) =>
        draft && {
          ...draft,
          roles: callingRoles.filter((one) => (one === role ? isGiven : draft.roles.includes(one))),
        },
    );
  }

  /** Keeps it; a new way, or one whose secret is to be another, is answered with it this once. */
  protected async keep(
    event: Event | null,
    { source, url, roles }: Draft,
    renewSecret = false,
  ): Promise<void> {
    event?.preventDefault();
    this.forget();
    await this.sender.send(async () => {
      const password = this.isDialled() && this.password() !== '' && { password: this.password() };
      const body = { source: source.trim(), url: url.trim(), roles, renewSecret, ...password };
      const made = readAnswer(madeCallWayShape, await this.read.change(root, 'PUT', body));
      this.draft.set(made.way);
      this.isNew.set(false);
      this.password.set('');
      this.secret.set(made.secret);
      this.said.set(this.words.t('telephony.calling.kept'));
    });
  }

  protected async test({ source }: Draft): Promise<void> {
    this.forget();
    await this.sender.send(async () => {
      const address = addressOf(`${root}/test`, { tenant: this.tenants.chosen() });
      const answer = await askServer(address, { method: 'POST', body: { source } });
      this.tested.set(readAnswer(callWayTestShape, answer));
    });
  }

  protected async remove({ source }: Draft): Promise<void> {
    this.forget();
    await this.sender.send(async () => {
      await this.read.change(`${root}/remove`, 'POST', { source });
      this.draft.set(null);
      this.said.set(this.words.t('telephony.calling.removed'));
    });
  }

  private forget(): void {
    this.secret.set(null);
    this.tested.set(null);
    this.said.set('');
    this.failure.set(null);
  }
}

import { Component, computed, inject, resource, signal } from '@angular/core';
import type { NewSecondFactor } from '@vigie/contracts';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import type { WordKey } from '../words/dictionary';
import { newSecondFactorShape, recoveryCodesShape, secondFactorShape } from './account-answers';
import { QrPicture } from './qr-picture';

type Said = { readonly key: WordKey; readonly isWrong: boolean } | null;

const root = '/api/v1/me/second-factor';

/** A code beside the password: set up, its recovery codes, and how to do without it again. */
@Component({
  selector: 'vg-second-factor-card',
  imports: [QrPicture],
  styleUrl: './second-factor-card.css',
  templateUrl: './second-factor-card.html',
})
export class SecondFactorCard {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly me = inject(Me);
  private readonly read = resource({
    loader: async ({ abortSignal }) =>
      readAnswer(secondFactorShape, await askServer(root, { signal: abortSignal })),
  });
  protected readonly state = computed(() => (this.read.hasValue() ? this.read.value() : null));
  /** What the application is to take in; null: nothing is being set up. */
  protected readonly made = signal<NewSecondFactor | null>(null);
  /** By fours, as it is read aloud or typed. */
  protected readonly key = computed(
    () =>
      this.made()
        ?.secret.match(/.{1,4}/gu)
        ?.join(' ') ?? '',
  );
  /** Shown this once. */
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly busy = signal(false);
  protected readonly said = signal<Said>(null);

  protected async begin(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    await this.doing(null, async () => {
      const body = this.passwordIn(form);
      this.made.set(readAnswer(newSecondFactorShape, await askServer(root, { method: 'POST', body })));
    });
  }

  protected async confirm(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    await this.doing('account.secondFactor.nowOn', async () => {
      const body = { code: writtenIn(new FormData(form))('code').trim() };
      const answer = readAnswer(recoveryCodesShape, await askServer(root, { method: 'PUT', body }));
      this.made.set(null);
      this.codes.set(answer.recoveryCodes);
      this.read.reload();
      // What their role is refused without it is theirs now.
      this.me.reload();
    });
  }

  protected async renew(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    await this.doing(null, async () => {
      const body = this.passwordIn(form);
      const answer = await askServer(`${root}/recovery-codes`, { method: 'POST', body });
      this.codes.set(readAnswer(recoveryCodesShape, answer).recoveryCodes);
      form.reset();
      this.read.reload();
    });
  }

  protected async switchOff(form: HTMLFormElement): Promise<void> {
    await this.doing('account.secondFactor.nowOff', async () => {
      await askServer(`${root}/switch-off`, { method: 'POST', body: this.passwordIn(form) });
      this.codes.set(null);
      this.read.reload();
      this.me.reload();
    });
  }

  private passwordIn(form: HTMLFormElement): { readonly password: string } {
    return { password: writtenIn(new FormData(form))('password') };
  }

  private async doing(done: WordKey | null, work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.said.set(null);
    try {
      await work();
      this.said.set(done === null ? null : { key: done, isWrong: false });
    } catch (error) {
      this.said.set({ key: troubleOf(error), isWrong: true });
    } finally {
      this.busy.set(false);
    }
  }
}

function troubleOf(error: unknown): WordKey {
  if (!(error instanceof ServerSaidNo)) return 'account.signIn.failed';
  if (error.code === 'code_wrong') return 'account.secondFactor.wrongCode';
  // An empty field is no password either.
  const isPassword = error.code === 'sign_in_failed' || error.status === 400;
  return isPassword ? 'account.profile.wrong' : 'account.profile.failed';
}

import { Component, computed, inject, resource, signal } from '@angular/core';
import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import type { WordKey } from '../words/dictionary';
import { passkeyOptionsShape, passkeysShape } from './account-answers';
import { isTurnedDown, whyNoPasskeys } from './passkey-button';

type Said = { readonly key: WordKey; readonly isWrong: boolean } | null;

const root = '/api/v1/me/passkeys';

/** One's own passkeys: which there are, when each was used, another one, and none of one that was lost. */
@Component({
  selector: 'vg-passkeys-card',
  styleUrl: './passkeys-card.css',
  templateUrl: './passkeys-card.html',
})
export class PasskeysCard {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly me = inject(Me);
  protected readonly whyNone = whyNoPasskeys();
  private readonly read = resource({
    loader: async ({ abortSignal }) =>
      readAnswer(passkeysShape, await askServer(root, { signal: abortSignal })),
  });
  protected readonly all = computed(() => (this.read.hasValue() ? this.read.value() : []));
  /** The one that is being called something else. */
  protected readonly renaming = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly said = signal<Said>(null);

  protected async add(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const written = writtenIn(new FormData(form));
    const name = written('name').trim();
    if (name === '') return this.said.set({ key: 'account.passkeys.named', isWrong: true });
    await this.doing('account.passkeys.added', async () => {
      const password = written('password');
      const body = password === '' ? {} : { password };
      const answer = await askServer(`${root}/begin`, { method: 'POST', body });
      const optionsJSON = readAnswer(passkeyOptionsShape, answer)
        .options as PublicKeyCredentialCreationOptionsJSON;
      const credential = await startRegistration({ optionsJSON });
      await askServer(root, { method: 'POST', body: { name, credential } });
      form.reset();
      // Their role may have waited for it.
      this.me.reload();
    });
  }

  protected async rename(event: Event, id: string, name: string): Promise<void> {
    event.preventDefault();
    await this.doing('account.profile.saved', async () => {
      await askServer(`${root}/${encodeURIComponent(id)}`, { method: 'PATCH', body: { name: name.trim() } });
      this.renaming.set(null);
    });
  }

  protected async remove(id: string): Promise<void> {
    await this.doing('account.passkeys.removed', async () => {
      await askServer(`${root}/${encodeURIComponent(id)}`, { method: 'DELETE' });
    });
  }

  private async doing(done: WordKey, work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.said.set(null);
    try {
      await work();
      this.said.set({ key: done, isWrong: false });
    } catch (error) {
      this.said.set({ key: troubleOf(error), isWrong: true });
    } finally {
      this.busy.set(false);
      this.read.reload();
    }
  }
}

function troubleOf(error: unknown): WordKey {
  if (isTurnedDown(error)) return 'account.passkeys.turnedDown';
  // What the browser says of a key that it has made before for the same person.
  const isThere = error instanceof Error && error.name === 'InvalidStateError';
  const code = error instanceof ServerSaidNo ? error.code : '';
  if (isThere || code === 'passkey_taken') return 'account.passkeys.there';
  if (code === 'sign_in_failed') return 'account.profile.wrong';
  return code === 'passkeys_off' ? 'account.passkeys.off' : 'account.profile.failed';
}

import { Component, inject, output, signal } from '@angular/core';
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser';

import { askServer, ServerSaidNo } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { passkeyOptionsShape } from './account-answers';

/** Made of numbers: `192.0.2.7`, `[2001:db8::1]`. */
const numbers = /^\[.*\]$|^\d+(\.\d+){3}$/u;

/** Why passkeys cannot be used at this address or in this browser; null when they can. */
export function whyNoPasskeys(host = globalThis.location.hostname): 'noHost' | 'noBrowser' | null {
  if (numbers.test(host)) return 'noHost';
  return browserSupportsWebAuthn() ? null : 'noBrowser';
}

/** Whether somebody turned away from the browser's question, or let it wait too long. */
export function isTurnedDown(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}

const root = '/api/v1/sign-in/passkey';

/** Signing in without a word typed, by a passkey; where there can be none it is not shown. */
@Component({
  selector: 'vg-passkey-button',
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
    .said {
      min-height: 20px;
      font-size: 13.5px;
    }
  `,
  template: `
    @if (isOffered) {
      <button type="button" class="button" [disabled]="busy()" (click)="enter()">
        {{ words.t('account.passkeys.enter') }}
      </button>
      <p class="said act" role="alert">
        @if (trouble(); as key) {
          {{ words.t(key) }}
        }
      </p>
    }
  `,
})
export class PasskeyButton {
  /** Somebody is signed in. */
  readonly entered = output();

  protected readonly words = inject(Words);
  protected readonly isOffered = whyNoPasskeys() === null;
  protected readonly busy = signal(false);
  protected readonly trouble = signal<WordKey | null>(null);

  protected async enter(): Promise<void> {
    this.busy.set(true);
    this.trouble.set(null);
    try {
      const answer = await askServer(`${root}/begin`, { method: 'POST', body: {} });
      const optionsJSON = readAnswer(passkeyOptionsShape, answer)
        .options as PublicKeyCredentialRequestOptionsJSON;
      await askServer(root, { method: 'POST', body: await startAuthentication({ optionsJSON }) });
      this.entered.emit();
    } catch (error) {
      this.trouble.set(troubleOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}

function troubleOf(error: unknown): WordKey {
  if (isTurnedDown(error)) return 'account.passkeys.turnedDown';
  if (!(error instanceof ServerSaidNo)) return 'account.signIn.failed';
  if (error.code === 'passkeys_off') return 'account.passkeys.off';
  return error.status === 401 ? 'account.passkeys.unknown' : 'account.signIn.failed';
}

import { Component, computed, inject, resource, Service, signal } from '@angular/core';

import { Address } from '../shell/address';
import { askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { providerAddressShape, signInWaysShape } from './account-answers';

/** Leaves the pages for an address of somebody else. */
@Service()
export class Leaving {
  go: (url: string) => void = (url) => {
    globalThis.location.assign(url);
  };
}

const root = '/api/v1/sign-in';

/** Signing in by the identity provider of the organisation; not shown where there is none. */
@Component({
  selector: 'vg-provider-button',
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
  `,
  template: `
    @if (name(); as name) {
      <button type="button" class="button" [disabled]="busy()" (click)="leave()">
        {{ words.t('account.provider.enter', { name }) }}
      </button>
      @if (hasFailed()) {
        <p class="act" role="alert">{{ words.t('account.provider.unreachable') }}</p>
      }
    }
  `,
})
export class ProviderButton {
  protected readonly words = inject(Words);
  private readonly address = inject(Address);
  private readonly leaving = inject(Leaving);
  private readonly ways = resource({
    loader: async ({ abortSignal }) =>
      readAnswer(signInWaysShape, await askServer(`${root}/ways`, { signal: abortSignal })),
  });
  protected readonly name = computed(() =>
    this.ways.hasValue() ? (this.ways.value().provider?.name ?? null) : null,
  );
  protected readonly busy = signal(false);
  protected readonly hasFailed = signal(false);

  protected async leave(): Promise<void> {
    this.busy.set(true);
    this.hasFailed.set(false);
    try {
      const body = { next: this.address.value('next') ?? undefined };
      const answer = await askServer(`${root}/provider/begin`, { method: 'POST', body });
      this.leaving.go(readAnswer(providerAddressShape, answer).url);
    } catch {
      this.hasFailed.set(true);
      this.busy.set(false);
    }
  }
}

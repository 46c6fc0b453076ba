import { computed, inject, Service, signal } from '@angular/core';

import { addressOf, askServer, failureOf, type AskFailure } from '../shell/ask-server';
import { Me } from '../shell/me';
import { remember, remembered } from '../shell/remembered';
import { LiveStore } from './live-store';

const nameKey = 'name';

/**
 * "I am on it": says to all who deals with a clinic, under the name of whoever is signed in; who looks at the
 * demonstration as nobody in particular types one, once per browser. What is shown is what the server's board says.
 */
@Service()
export class Claims {
  private readonly me = inject(Me);
  private readonly store = inject(LiveStore);
  /** The name this browser signs with; null until one was typed. */
  readonly name = signal(remembered(nameKey));
  /** The clinic for which a name is being asked. */
  readonly asking = signal<string | null>(null);
  readonly failure = signal<AskFailure | null>(null);
  private readonly signs = computed(() => this.me.who()?.person?.name ?? this.name());

  /** Claims a clinic, or asks for a name first. */
  async claim(clinicId: string): Promise<void> {
    const name = this.signs();
    if (name === null) this.asking.set(clinicId);
    else await this.send(clinicId, 'claim', { by: name });
  }

  /** Keeps the name typed and claims with it. */
  async sign(name: string): Promise<void> {
    const clinicId = this.asking();
    const signed = name.trim();
    this.asking.set(null);
    if (clinicId === null || signed === '') return;
    this.name.set(signed);
    remember(nameKey, signed);
    await this.send(clinicId, 'claim', { by: signed });
  }

  /** Whether what was said under a name was said by whoever looks. */
  isMine(by: string): boolean {
    return by === this.signs();
  }

  async release(clinicId: string): Promise<void> {
    await this.send(clinicId, 'release');
  }

  private async send(clinicId: string, what: 'claim' | 'release', body?: object): Promise<void> {
    this.failure.set(null);
    const path = `/api/v1/live/clinics/${encodeURIComponent(clinicId)}/${what}`;
    const tenant = this.store.centre()?.tenantId;
    try {
      await askServer(addressOf(path, { tenant }), {
        method: 'POST',
        ...(body !== undefined && { body }),
      });
    } catch (error) {
      this.failure.set(failureOf(error));
    }
  }
}

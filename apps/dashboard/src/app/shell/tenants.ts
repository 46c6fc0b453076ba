import { computed, effect, inject, resource, Service, untracked } from '@angular/core';
import type { TenantView } from '@vigie/contracts';

import { tenantsShape } from './page-answers';
import { Address } from './address';
import { readAnswer } from './read-answer';

async function readTenants(signal: AbortSignal): Promise<readonly TenantView[]> {
  const answer = await fetch('/api/v1/tenants', { signal, headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  return readAnswer(tenantsShape, await answer.json());
}

/** The centres this viewer may switch between; the address names the one watched. */
@Service()
export class Tenants {
  private readonly address = inject(Address);
  private readonly read = resource({ loader: async ({ abortSignal }) => readTenants(abortSignal) });
  readonly list = computed<readonly TenantView[]>(() => (this.read.hasValue() ? this.read.value() : []));
  /** The centre the address names; undefined leaves the choice to the server. */
  readonly chosen = computed(() => this.address.value('tenant') ?? undefined);

  /** Calls `watch` with the chosen centre, and again when another is chosen. To be called where effects may be made. */
  follow(watch: (tenant: string | undefined) => void): void {
    effect(() => {
      const tenant = this.chosen();
      untracked(() => {
        watch(tenant);
      });
    });
  }

  async choose(id: string): Promise<void> {
    await this.address.set({ tenant: id, team: null, open: null, q: null });
  }
}

import { computed, inject, resource, Service } from '@angular/core';

import { addressOf, askServer } from '../shell/ask-server';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { centreNamesShape } from './account-answers';

/** What clinics and teams are called, for whoever may see the settings; else, and until it is known, their ids stand for them. */
@Service()
export class KnownNames {
  private readonly me = inject(Me);
  private readonly tenants = inject(Tenants);
  private readonly read = resource({
    params: () => (this.me.may('settings.see') ? { tenant: this.tenants.chosen() } : undefined),
    loader: async ({ params, abortSignal }) =>
      readAnswer(
        centreNamesShape,
        await askServer(addressOf('/api/v1/settings', params), { signal: abortSignal }),
      ),
  });
  private readonly names = computed(() => {
    const known = this.read.hasValue() ? this.read.value() : { clinics: [], teams: [] };
    const byId = (all: readonly { readonly id: string; readonly name: string }[]) =>
      new Map(all.map(({ id, name }) => [id, name]));
    return { clinics: byId(known.clinics), teams: byId(known.teams) };
  });

  /** What the clinic or team of an id is called. */
  readonly of = (kind: 'clinics' | 'teams', id: string): string => this.names()[kind].get(id) ?? id;
}

import { inject, Service } from '@angular/core';
import type { IncidentDetail, IncidentEnd } from '@vigie/contracts';

import { Claims } from '../live/claims';
import { addressOf, askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { incidentDetailShape } from './incident-answers';

/** What a supervisor does about an urgent call. */
export type IncidentActRequest =
  | { readonly what: 'take'; readonly over: boolean }
  | { readonly what: 'notes' | 'review'; readonly note: string }
  | { readonly what: 'end'; readonly note: string; readonly outcome: IncidentEnd };

/** Reads one urgent call and says what is done about it, under the name of whoever is signed in. */
@Service()
export class IncidentActs {
  private readonly tenants = inject(Tenants);
  private readonly claims = inject(Claims);

  async read(id: string, signal: AbortSignal): Promise<IncidentDetail> {
    return readAnswer(incidentDetailShape, await askServer(this.addressOf(id), { signal }));
  }

  /** As it stands after it. Throws as {@link askServer}. */
  async do(id: string, { what, ...said }: IncidentActRequest): Promise<IncidentDetail> {
    const name = this.claims.name();
    const body = { ...said, ...(name !== null && { by: name }) };
    return readAnswer(
      incidentDetailShape,
      await askServer(this.addressOf(`${id}/${what}`), { method: 'POST', body }),
    );
  }

  private addressOf(path: string): string {
    return addressOf(`/api/v1/incidents/${path}`, { tenant: this.tenants.chosen() });
  }
}

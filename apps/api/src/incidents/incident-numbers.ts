import { foldIncident } from '@vigie/calls';
import type { IncidentNumbers } from '@vigie/contracts';
import { incidentFigures, type CountedIncident } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { ownersOf, seesCall } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { daysOf } from '../callbacks/callback-figures';
import { CallStore, type StoredCall } from '../fold/call-store';
import { Database } from '../platform/database';
import { TenantSettings } from '../settings/tenant-settings';
import { allFacts, openedIncidents, type IncidentRange } from './incident-store';
import { countedOf } from './incident-views';

/** Calls are read so many at a time: a range may be of years. */
const mostAtOnce = 1_000;

/** What became of the urgent calls that were marked first in a range. */
@Injectable()
export class IncidentNumbersReader {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
  ) {}

  /** Of the viewer's scope, by local days of the centre. */
  ofDays(
    { tenantId, scope }: Pick<Viewer, 'tenantId' | 'scope'>,
    days: Readonly<{ from: string; to: string }>,
    clinicIds?: readonly string[],
  ): Promise<IncidentNumbers> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const range = daysOf(days, this.settings.current(tenantId).timezone);
      return this.of(tx, tenantId, { scope, ...range, clinicIds });
    });
  }

  async of(tx: EntityManager, tenantId: string, asked: IncidentRange): Promise<IncidentNumbers> {
    const keys = await openedIncidents(tx, tenantId, asked);
    const counted: CountedIncident[] = [];
    for (let first = 0; first < keys.length; first += mostAtOnce)
      counted.push(...(await this.counted(tx, tenantId, asked, keys.slice(first, first + mostAtOnce))));
    return incidentFigures(counted);
  }

  private async counted(
    tx: EntityManager,
    tenantId: string,
    asked: IncidentRange,
    keys: readonly string[],
  ): Promise<readonly CountedIncident[]> {
    const facts = await allFacts(tx, tenantId, keys);
    const stored = await this.calls.callsByKey(tx, tenantId, keys);
    return stored.flatMap(({ callKey, call }) => {
      const incident = foldIncident(facts.get(callKey) ?? []);
      return incident === undefined || !isAsked(call, asked) ? [] : [countedOf({ call, incident })];
    });
  }
}

/** A caller who was told of at two clinics is of one of them by now. */
function isAsked(call: StoredCall['call'], { scope, clinicIds }: IncidentRange): boolean {
  const isOfClinics = clinicIds === undefined || clinicIds.includes(call.clinicId ?? '');
  return !call.test && isOfClinics && seesCall(scope, ownersOf(call));
}

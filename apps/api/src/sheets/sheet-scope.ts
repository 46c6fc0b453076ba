import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../access/scope-reach';
import type { Asking, ViewerScope } from '../access/viewer';
import { notFound } from '../platform/problems';
import { TenantSettings, type KnownClinic } from '../settings/tenant-settings';
import { clinicsOfQueues } from './sheets-query';

/** Which clinics' sheets somebody reads: those of the scope, and to a team those for which it answers. */
@Injectable()
export class SheetScope {
  constructor(private readonly settings: TenantSettings) {}

  /** Every known clinic of the scope. Settings are loaded afterwards. */
  async clinicsOf(tx: EntityManager, tenantId: string, scope: ViewerScope): Promise<readonly KnownClinic[]> {
    const { clinics, queues } = await this.settings.known(tx, tenantId);
    if (scope.kind !== 'teams') return clinics.filter(({ id }) => seesAllOfClinic(scope, id));
    const settings = this.settings.current(tenantId);
    const own = queues.filter(({ id }) => scope.teamIds.includes(settings.teamOfQueue(id)));
    const given = own.flatMap(({ id }) => settings.queue(id).clinicId ?? []);
    const ids = clinics.map(({ id }) => id);
    const taken = await clinicsOfQueues(
      tx,
      tenantId,
      ids,
      own.map(({ id }) => id),
    );
    const theirs = new Set([...given, ...taken, ...own.map(({ id }) => id)]);
    return clinics.filter(({ id }) => theirs.has(id));
  }

  /** Throws the 404 of a clinic that nobody knows for one of which the viewer reads nothing. */
  async require(tx: EntityManager, { tenantId, scope }: Asking, clinicId: string): Promise<void> {
    const clinics = await this.clinicsOf(tx, tenantId, scope);
    if (!clinics.some(({ id }) => id === clinicId)) throw notFound('There is no such clinic.');
  }
}

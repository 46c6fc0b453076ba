import type { StaffNoticeRequest, StaffNoticeSetting, StaffNoticeView } from '@vigie/contracts';
import { todayOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import { keepVersions } from './keep-versions';
import { listCentreChanges } from './settings-change-store';
import { newestOf } from './settings-items';
import { lockSettings, readVersions } from './settings-store';
import { changedFrom, usualFrom } from './settings-versions';
import { TenantSettings } from './tenant-settings';

/** When staff were informed of what is told of each by name, and what they were told: a part of the settings. */
@Injectable()
export class StaffNotices {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  read(tenantId: string): Promise<StaffNoticeView> {
    return this.database.withTenant(tenantId, (tx) => this.view(tx, tenantId));
  }

  /** Records it from today on. Rejects with 400 `not_yet_informed` for a day to come. */
  record(
    { tenantId, personId, name }: Pick<Viewer, 'tenantId' | 'personId' | 'name'>,
    wanted: StaffNoticeRequest,
  ): Promise<StaffNoticeView> {
    return this.database.withTenant(tenantId, async (tx) => {
      await lockSettings(tx, tenantId);
      const today = await this.today(tx, tenantId);
      if (wanted.informedOn > today) throw badRequest('not_yet_informed', '`informedOn` is a day to come.');
      const versions = await readVersions(tx, tenantId);
      const at = this.clock.now();
      const fromAt = usualFrom(versions, this.settings.current(tenantId).timezone, at);
      const changed = changedFrom(versions, fromAt, (document) => ({
        ...document,
        centre: { ...document.centre, staffNotice: { ...wanted } },
      }));
      const by = { id: personId, name: name ?? '' };
      await keepVersions(tx, tenantId, { versions, wanted: changed, at, by });
      return this.view(tx, tenantId);
    });
  }

  private async view(tx: EntityManager, tenantId: string): Promise<StaffNoticeView> {
    const today = await this.today(tx, tenantId);
    const notice = newestOf(await readVersions(tx, tenantId)).centre?.staffNotice;
    const changes = await listCentreChanges(tx, tenantId, 'staffNotice');
    const [last] = changes;
    const recorded = last === undefined ? null : { at: last.at, by: last.by };
    return { ...switchesOf(notice), today, recorded, changes };
  }

  private async today(tx: EntityManager, tenantId: string): Promise<string> {
    await this.settings.ensureLoaded(tx, tenantId);
    return todayOf(this.settings.current(tenantId).timezone, this.clock.now());
  }
}

/** Off where nothing is said. */
function switchesOf(
  notice: StaffNoticeSetting | undefined,
): Omit<StaffNoticeView, 'today' | 'recorded' | 'changes'> {
  if (notice === undefined) {
    return { informedOn: null, text: '', whoCouldBeFreed: false, figuresByAgent: false, pastAgents: false };
  }
  const { whoCouldBeFreed = false, figuresByAgent = false, pastAgents = false } = notice;
  return { informedOn: notice.informedOn, text: notice.text, whoCouldBeFreed, figuresByAgent, pastAgents };
}

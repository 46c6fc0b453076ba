import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import type { RoundRun } from '../../platform/rounds/round';
import { Rounds } from '../../platform/rounds/rounds';
import { TenantSettings } from '../../settings/tenant-settings';
import { CampaignReader, nobody } from './campaign-reader';
import { eraseList, findCampaign, listCampaigns } from './campaign-store';
import { runOf } from './campaign-time';

const hourMs = 3_600_000;

/** How long after the end of a campaign its list is kept: the clinic may still ask what became of whom. */
export const listKeptMs = 30 * 24 * hourMs;

/** Takes the lists of campaigns away that have been over for long enough; what became of everybody stays as sums. */
@Injectable()
export class ListErasure {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly reader: CampaignReader,
    private readonly clock: Clock,
    rounds: Rounds,
  ) {
    const run = (tenantId: string, round: RoundRun): Promise<void> => this.run(tenantId, round);
    rounds.add({ kind: 'leased', name: 'campaign lists', everyMs: hourMs, run });
  }

  async run(tenantId: string, { isStopping }: RoundRun): Promise<void> {
    const now = this.clock.now();
    const over = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.current(tenantId);
      return (await listCampaigns(tx, tenantId)).filter(
        (one) =>
          one.listErasedAt === null && runOf(one, settings.clinic(one.clinicId)).to + listKeptMs <= now,
      );
    });
    for (const { id } of over) {
      if (isStopping()) return;
      await this.database.withTenant(tenantId, async (tx) => {
        const campaign = await findCampaign(tx, tenantId, id, true);
        if (campaign === undefined || campaign.listErasedAt !== null) return;
        const sums = (await this.reader.listSums(tx, tenantId, [campaign])).get(id) ?? nobody;
        await eraseList(tx, tenantId, id, { at: now, sums });
      });
    }
  }
}

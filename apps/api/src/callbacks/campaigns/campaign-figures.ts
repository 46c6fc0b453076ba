import type { CampaignFigures } from '@vigie/contracts';
import { campaignAcceptedRate, campaignOffered, type CampaignTally } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Asking } from '../../access/viewer';
import { Database } from '../../platform/database';
import { TenantSettings } from '../../settings/tenant-settings';
import { daysOf } from '../callback-figures';
import { seesClinic } from '../callback-scope';
import { saidByDay, type SaidRow } from './campaign-notes-query';
import { listCampaigns } from './campaign-store';

export const campaignGroupings = ['none', 'day', 'clinic', 'campaign'] as const;
export type CampaignGrouping = (typeof campaignGroupings)[number];
type Figures = CampaignFigures['total'];

/** What campaigns offered and what was answered, of the registry of `libs/metrics`, of the scope of who asks. */
@Injectable()
export class CampaignFiguresReader {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
  ) {}

  /** By local day of the centre, clinic or campaign, and in all; of some clinics alone where they are named. */
  of(
    { tenantId, scope }: Asking,
    asked: Readonly<{ from?: unknown; to?: unknown }>,
    by: CampaignGrouping = 'none',
    clinicIds?: readonly string[],
  ): Promise<CampaignFigures> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const { timezone } = settings;
      const clinicOf = await clinicsOfCampaigns(
        tx,
        tenantId,
        (id) => (clinicIds?.includes(id) ?? true) && seesClinic(scope, settings, id),
      );
      const said = await saidByDay(tx, tenantId, {
        ...{ campaignIds: [...clinicOf.keys()], timezone },
        ...daysOf(asked, timezone),
      });
      const keyOf = { none: () => '', day: dayOf, campaign: idOf, clinic: clinic(clinicOf) }[by];
      const groups = by === 'none' ? [] : [...Map.groupBy(said, keyOf)];
      return {
        timezone,
        rows: groups.map(([key, rows]) => figuresOf(key, rows)).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
        total: figuresOf('', said),
      };
    });
  }
}

const dayOf = ({ day }: SaidRow): string => day;
const idOf = ({ campaignId }: SaidRow): string => campaignId;
const clinic =
  (clinicOf: ReadonlyMap<string, string>) =>
  ({ campaignId }: SaidRow): string =>
    clinicOf.get(campaignId) ?? '';

/** The clinic of each campaign that is seen. */
async function clinicsOfCampaigns(
  tx: EntityManager,
  tenantId: string,
  isSeen: (clinicId: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const all = await listCampaigns(tx, tenantId);
  return new Map(all.filter(({ clinicId }) => isSeen(clinicId)).map(({ id, clinicId }) => [id, clinicId]));
}

const figuresOf = (key: string, rows: readonly SaidRow[]): Figures => {
  const tally = campaignTally(rows);
  return {
    ...{ key, campaignOffered: campaignOffered(tally), ...tally },
    campaignAcceptedRate: campaignAcceptedRate(tally),
  };
};

/** The sums of what was said. */
export function campaignTally(rows: readonly SaidRow[]): CampaignTally {
  const sum = (of: readonly SaidRow[], part: 'accepted' | 'refused' | 'notOffered'): number =>
    of.reduce((total, row) => total + row[part], 0);
  const [inCalls, byList] = [true, false].map((isOfCall) => rows.filter(({ ofCall }) => ofCall === isOfCall));
  return {
    campaignAccepted: sum(rows, 'accepted'),
    campaignRefused: sum(rows, 'refused'),
    campaignNotOffered: sum(rows, 'notOffered'),
    campaignOfferedInCalls: sum(inCalls ?? [], 'accepted') + sum(inCalls ?? [], 'refused'),
    campaignOfferedByList: sum(byList ?? [], 'accepted') + sum(byList ?? [], 'refused'),
  };
}

import { missingFields } from '@vigie/calls';
import type { HandoverNumbers } from '@vigie/contracts';
import { handoverNumbers, noHandovers, type HandoverTally } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { TenantSettings } from '../../settings/tenant-settings';
import {
  countHandovers,
  mediansToAcknowledged,
  type HandoverCountRow,
  type HandoverRange,
  type OpenHandoverRow,
} from './handover-query';

/** What became of the messages of one clinic that were first told of within a range; undefined where none was. */
export async function clinicHandovers(
  tx: EntityManager,
  settings: TenantSettings,
  { tenantId, clinicId }: { readonly tenantId: string; readonly clinicId: string },
  range: HandoverRange,
): Promise<HandoverNumbers | undefined> {
  const rows = await countHandovers(tx, tenantId, range, {
    beginnings: settings.beginnings(tenantId),
    clinicId,
  });
  if (rows.length === 0) return undefined;
  const medians = await mediansToAcknowledged(tx, tenantId, range, { by: 'clinic', clinicIds: [clinicId] });
  const tally = handoverTally(settings, tenantId, rows);
  return { ...handoverNumbers(tally), medianToAcknowledgedMs: medians.get(null) ?? null };
}

/** The sum of counted messages. */
export function handoverTally(
  settings: TenantSettings,
  tenantId: string,
  rows: readonly HandoverCountRow[],
): HandoverTally {
  return rows.reduce((sum, row) => {
    const isComplete = row.writtenAt !== null && lackingOf(settings, tenantId, row)?.length === 0;
    return {
      handovers: sum.handovers + row.handovers,
      handoversWritten: sum.handoversWritten + (row.writtenAt === null ? 0 : row.handovers),
      handoversComplete: sum.handoversComplete + (isComplete ? row.handovers : 0),
      handoversSent: sum.handoversSent + row.sent,
      handoversDelivered: sum.handoversDelivered + row.delivered,
      handoversAcknowledged: sum.handoversAcknowledged + row.acknowledged,
      referrals: sum.referrals + row.referrals,
      referralsAcknowledged: sum.referralsAcknowledged + row.referralsAcknowledged,
    };
  }, noHandovers);
}

/** What a message's clinic required when it was written, and it lacks; null: nobody said what it holds. */
export function lackingOf(
  settings: TenantSettings,
  tenantId: string,
  { clinicId, writtenAt, fields }: Pick<OpenHandoverRow, 'clinicId' | 'writtenAt' | 'fields'>,
): string[] | null {
  if (writtenAt === null) return null;
  const { messageFields } = settings.at(tenantId, writtenAt).clinic(clinicId);
  return [...missingFields(messageFields, { fields })];
}

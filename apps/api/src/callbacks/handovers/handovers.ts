import type { Instant } from '@vigie/calls';
import type { HandoverFigures, HandoverList, OpenHandover } from '@vigie/contracts';
import { handoverNumbers } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import type { Asking } from '../../access/viewer';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { TenantSettings } from '../../settings/tenant-settings';
import { daysOf } from '../callback-figures';
import { seesClinic } from '../callback-scope';
import { referenceOf } from '../callback-views';
import { handoverTally, lackingOf } from './clinic-handovers';
import {
  countHandovers,
  mediansToAcknowledged,
  openHandovers,
  type HandoverCountRow,
  type OpenHandoverRow,
} from './handover-query';

export const handoverGroupings = ['none', 'day', 'clinic'] as const;
export type HandoverGrouping = (typeof handoverGroupings)[number];

const hourMs = 3_600_000;
/** Nobody reads further; how many there are is told apart. */
const mostListed = 200;

/** Messages for clinics: which of them nobody acknowledged, and what became of those of a range. */
@Injectable()
export class Handovers {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** Those that are open, of the clinics of the scope. */
  open({ tenantId, scope }: Asking): Promise<HandoverList> {
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      const names = new Map(clinics.map(({ id, name }) => [id, name]));
      const settings = this.settings.current(tenantId);
      const now = this.clock.now();
      const rows = (await openHandovers(tx, tenantId, now)).filter(({ clinicId }) =>
        seesClinic(scope, settings, clinicId),
      );
      const olderThan = (hours: number): number =>
        rows.filter(({ openedAt }) => now - openedAt > hours * hourMs).length;
      return {
        at: iso(now),
        open: rows.length,
        openReferrals: rows.filter(({ isReferral }) => isReferral).length,
        overHour: olderThan(1),
        overFourHours: olderThan(4),
        overDay: olderThan(24),
        handovers: rows
          .slice(0, mostListed)
          .map((row) => this.view(tenantId, row, names.get(row.clinicId) ?? row.clinicId)),
      };
    });
  }

  /** By local day of the centre or clinic, and in all; of some clinics alone where they are named. */
  figures(
    { tenantId, scope }: Asking,
    asked: Readonly<{ from?: unknown; to?: unknown }>,
    by: HandoverGrouping = 'none',
    clinicIds?: readonly string[],
  ): Promise<HandoverFigures> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const range = { ...daysOf(asked, settings.timezone), timezone: settings.timezone };
      const all = await countHandovers(tx, tenantId, range, {
        beginnings: this.settings.beginnings(tenantId),
      });
      const rows = all.filter(
        ({ clinicId }) => (clinicIds?.includes(clinicId) ?? true) && seesClinic(scope, settings, clinicId),
      );
      const medians = await mediansToAcknowledged(tx, tenantId, range, {
        by: by === 'clinic' ? 'clinic' : 'day',
        clinicIds: [...new Set(rows.map(({ clinicId }) => clinicId))],
      });
      const figuresOf = (key: string, of: readonly HandoverCountRow[], median: string | null) => ({
        ...{ key, ...handoverNumbers(handoverTally(this.settings, tenantId, of)) },
        medianToAcknowledgedMs: medians.get(median) ?? null,
      });
      const groups =
        by === 'none' ? [] : [...Map.groupBy(rows, (row) => (by === 'day' ? row.day : row.clinicId))];
      return {
        timezone: settings.timezone,
        rows: groups.map(([key, of]) => figuresOf(key, of, key)).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
        total: figuresOf('', rows, null),
      };
    });
  }

  private view(tenantId: string, row: OpenHandoverRow, clinicName: string): OpenHandover {
    return {
      id: row.key,
      reference: row.reference ?? referenceOf(row.key),
      clinicId: row.clinicId,
      clinicName,
      referral: row.isReferral,
      openedAt: iso(row.openedAt),
      sentAt: row.sentAt === null ? null : iso(row.sentAt),
      deliveredAt: row.deliveredAt === null ? null : iso(row.deliveredAt),
      missing: lackingOf(this.settings, tenantId, row),
    };
  }
}

const iso = (at: Instant): string => new Date(at).toISOString();

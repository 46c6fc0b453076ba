import type { Instant } from '@vigie/calls';
import type { SettingsFile } from '@vigie/contracts';
import { parseMoment } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { keepVersions } from './keep-versions';
import type { TenantRow } from './resolved-settings';
import { readSettingsCsv } from './settings-csv';
import type { SettingsProblem } from './settings-problem';
import {
  lockSettings,
  readSettingsState,
  readVersions,
  type SettingsTx,
  type SettingsVersion,
} from './settings-store';
import { documentAt, usualFrom } from './settings-versions';
import { readSettingsYaml, type ReadSettings } from './settings-yaml';
import { UnknownTenant } from './tenant-settings';

/** A settings file as it was found, and from when it is meant to hold (a date, an instant, or not said). */
export type SettingsRequest = {
  readonly format: 'yaml' | 'csv';
  readonly text: string;
  readonly from?: string | undefined;
};

/** A request that can be kept. */
type Understood = {
  readonly fromAt: Instant;
  readonly timezone: string;
  readonly document: SettingsFile;
};

export type Registration =
  | { readonly result: 'refused'; readonly problems: readonly SettingsProblem[] }
  | (Understood & {
      readonly result: 'unchanged' | 'registered';
      /** Whether calls that arrived since `fromAt` have to be folded again. */
      readonly refolds: boolean;
      /** When a version that is there already takes over from this one. */
      readonly nextAt: Instant | null;
    });

/** Takes settings files in: checks them and keeps each as a version that holds from a time on. */
@Injectable()
export class SettingsRegistrar {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers a file, or says why not; a file that says what already holds changes nothing. Without `from` the first
   * settings of a tenant hold from the beginning, later ones from the start of the centre's present day. What must be
   * folded again is marked in the same transaction. Throws {@link UnknownTenant}.
   */
  register(tenantId: string, request: SettingsRequest): Promise<Registration> {
    return this.database.withTenant(tenantId, async (tx) => {
      const state = await readSettingsState(tx, tenantId);
      if (state === undefined) throw new UnknownTenant(tenantId);
      await lockSettings(tx, tenantId);
      const versions = await readVersions(tx, tenantId);
      const asked = this.understand(request, versions, state.tenant);
      return 'problems' in asked
        ? { result: 'refused', problems: asked.problems }
        : keep(tx, tenantId, versions, { ...asked, now: this.clock.now() });
    });
  }

  private understand(
    request: SettingsRequest,
    versions: readonly SettingsVersion[],
    tenant: TenantRow,
  ): Understood | { readonly problems: readonly SettingsProblem[] } {
    const first = read(request, versions.at(-1)?.document ?? {});
    if (!first.ok) return first;
    const fromAt = this.fromAt(request, versions, tenant, first.document);
    if (fromAt === undefined) return { problems: [badFrom] };
    // A table is put on what holds at that time, which is only now known.
    const settled = request.format === 'csv' ? read(request, documentAt(versions, fromAt)) : first;
    if (!settled.ok) return settled;
    const { document } = settled;
    return { fromAt, document, timezone: document.centre?.timezone ?? tenant.timezone };
  }

  private fromAt(
    request: SettingsRequest,
    versions: readonly SettingsVersion[],
    tenant: TenantRow,
    document: SettingsFile,
  ): Instant | undefined {
    const timezone = document.centre?.timezone ?? tenant.timezone;
    if (request.from !== undefined) return parseMoment(request.from, timezone);
    return usualFrom(versions, timezone, this.clock.now());
  }
}

const badFrom: SettingsProblem = {
  line: null,
  where: '--from',
  message: 'must be a date such as 2026-11-22 or an instant such as 2026-11-22T08:00:00+01:00',
};

function read({ format, text }: SettingsRequest, base: SettingsFile): ReadSettings {
  return format === 'csv' ? readSettingsCsv(text, base) : readSettingsYaml(text);
}

async function keep(
  tx: SettingsTx,
  tenantId: string,
  versions: readonly SettingsVersion[],
  { now: at, ...asked }: Understood & { readonly now: Instant },
): Promise<Registration> {
  const { fromAt, document } = asked;
  const nextAt = versions.find((version) => version.fromAt > fromAt)?.fromAt ?? null;
  const wanted = [{ fromAt, document }];
  const { isChanged, refolds } = await keepVersions(tx, tenantId, { versions, wanted, at, by: null });
  return { result: isChanged ? 'registered' : 'unchanged', refolds, nextAt, ...asked };
}

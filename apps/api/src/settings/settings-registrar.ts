import type { Instant } from '@vigie/calls';
import { settingsSchema, type SettingsFile } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import { markStale } from '../fold/cursor-store';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { TenantRow } from './resolved-settings';
import { readSettingsCsv } from './settings-csv';
import type { SettingsProblem } from './settings-problem';
import {
  lockSettings,
  readSettingsState,
  readVersions,
  saveVersion,
  type SettingsTx,
  type SettingsVersion,
} from './settings-store';
import { readSettingsYaml, type ReadSettings } from './settings-yaml';
import { parseFrom } from './settings-from';
import { UnknownTenant } from './unknown-tenant';
import { zoneOf } from './wall-clock';

/** A settings file as it was found, and from when it is meant to hold (a date, an instant, or not said). */
export type SettingsRequest = {
  readonly format: 'yaml' | 'csv';
  readonly text: string;
  readonly from?: string | undefined;
};

export type Registration =
  | { readonly result: 'refused'; readonly problems: readonly SettingsProblem[] }
  | {
      readonly result: 'unchanged' | 'registered';
      readonly fromAt: Instant;
      readonly timezone: string;
      readonly document: SettingsFile;
      readonly warnings: readonly SettingsProblem[];
      /** Whether calls that arrived since `fromAt` have to be folded again. */
      readonly refolds: boolean;
      /** A version that takes over later than this one, if there is one. */
      readonly nextAt: Instant | null;
    };

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
      const newest = versions.at(-1)?.document ?? {};
      const asked = read(request, newest);
      if (!asked.ok) return { result: 'refused', problems: asked.problems };
      const fromAt = this.fromAt(request, versions, state.tenant, asked.document);
      if (fromAt === undefined) return { result: 'refused', problems: [badFrom] };
      const held = documentAt(versions, fromAt);
      // A table is put on what holds at that time, which is only now known.
      const settled = request.format === 'csv' ? read(request, held) : asked;
      if (!settled.ok) return { result: 'refused', problems: settled.problems };
      const result = await keep(tx, tenantId, held, { fromAt, document: settled.document });
      const nextAt = versions.find((version) => version.fromAt > fromAt)?.fromAt ?? null;
      const timezone = settled.document.centre?.timezone ?? state.tenant.timezone;
      return { ...result, fromAt, timezone, document: settled.document, warnings: settled.warnings, nextAt };
    });
  }

  private fromAt(
    request: SettingsRequest,
    versions: readonly SettingsVersion[],
    tenant: TenantRow,
    document: SettingsFile,
  ): Instant | undefined {
    const zone = zoneOf(document.centre?.timezone ?? tenant.timezone);
    if (request.from !== undefined) return parseFrom(request.from, zone);
    return versions.length === 0 ? 0 : zone.startOfDay(zone.wallClock(this.clock.now()).day);
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

function documentAt(versions: readonly SettingsVersion[], at: Instant): SettingsFile {
  return versions.findLast((version) => version.fromAt <= at)?.document ?? {};
}

async function keep(
  tx: SettingsTx,
  tenantId: string,
  held: SettingsFile,
  version: SettingsVersion,
): Promise<{ result: 'unchanged' | 'registered'; refolds: boolean }> {
  if (same(held, version.document)) return { result: 'unchanged', refolds: false };
  await saveVersion(tx, tenantId, version);
  const refolds = foldedText(held) !== foldedText(version.document);
  if (refolds) await markStale(tx, tenantId, version.fromAt);
  return { result: 'registered', refolds };
}

/** Parsing puts the fields in the order of the schema, whatever the order they were stored or written in. */
function same(one: SettingsFile, other: SettingsFile): boolean {
  return JSON.stringify(settingsSchema.parse(one)) === JSON.stringify(settingsSchema.parse(other));
}

/** What a folded call or an agent's day depends on; names, targets and a clinic's own hours are not in it. */
function foldedText(file: SettingsFile): string {
  const { centre = {}, teams = [], clinics = [], queues = [] } = settingsSchema.parse(file);
  const { timezone, shortAbandonSeconds, dayStart, testNumbers } = centre;
  return JSON.stringify({
    centre: { timezone, shortAbandonSeconds, dayStart, testNumbers },
    teams: teams.map(({ id, queues: own, members }) => ({ id, own, members })),
    clinics: clinics.map((clinic) => ({ ...clinic, ...unfolded })),
    queues: queues.map(({ id, clinicId, callbackKeys }) => ({ id, clinicId, callbackKeys })),
  });
}

const unfolded = {
  name: undefined,
  shortName: undefined,
  kind: undefined,
  hours: undefined,
  lines: undefined,
  answerRateTarget: undefined,
};

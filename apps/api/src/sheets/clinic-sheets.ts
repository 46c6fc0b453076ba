import { type ClinicSheet, type Sheet, type SheetList, type SheetVersionText } from '@vigie/contracts';
import { todayOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { notFound, Problem } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { SheetReadings } from './readings/sheet-readings';
import { SheetScope } from './sheet-scope';
import { heldVersion, isOpen, listRow, standingOf, versionView } from './sheet-standing';
import {
  insertVersion,
  listVersions,
  lockVersions,
  noteApproval,
  noteRefusal,
  noteTaking,
  readSheet,
  type SignedBy,
  type StoredVersion,
} from './sheet-store';
import { summarise } from './sheets-query';

/** A version as a form sends it. */
export type WrittenVersion = Readonly<{ basedOn: number; sheet: Sheet; note: string }>;

type Asking = Pick<Viewer, 'tenantId' | 'scope' | 'scopeOf' | 'personId' | 'name'>;
type Changing = Readonly<{
  tx: EntityManager;
  viewer: Asking;
  clinicId: string;
  versions: readonly StoredVersion[];
}>;

/** What is said for each clinic, version by version: the centre and the clinic each have their say in it (ADR 0088). */
@Injectable()
export class ClinicSheets {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly scope: SheetScope,
    private readonly readings: SheetReadings,
    private readonly clock: Clock,
  ) {}

  /** The clinics of the viewer's scope, by name, and how the sheet of each stands. */
  list(viewer: Asking): Promise<SheetList> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const clinics = await this.scope.clinicsOf(tx, tenantId, viewer.scope);
      const summaries = new Map((await summarise(tx, tenantId)).map((one) => [one.clinicId, one]));
      return clinics
        .filter(({ id, isImplied }) => !isImplied || summaries.has(id))
        .map((clinic) => listRow(clinic, summaries.get(clinic.id), this.todayAt(tenantId, clinic.id)))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
    });
  }

  /** Rejects with 404 outside the viewer's scope. */
  read(viewer: Asking, clinicId: string): Promise<ClinicSheet> {
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      await this.scope.require(tx, viewer, clinicId);
      return this.view(tx, viewer, clinicId);
    });
  }

  /** Rejects with 404 outside the viewer's scope, and for a version that is not there. */
  version(viewer: Asking, clinicId: string, version: number): Promise<SheetVersionText> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      await this.scope.require(tx, viewer, clinicId);
      const stored = versionOf(await listVersions(tx, tenantId, clinicId), version);
      const sheet = await readSheet(tx, tenantId, clinicId, version);
      if (sheet === undefined) throw noVersion();
      return { version: versionView(stored), sheet: sheet };
    });
  }

  /** The sheet that secretaries have, else the newest proposal. Rejects with 404 where nobody wrote one. */
  text(viewer: Asking, clinicId: string): Promise<Sheet> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      await this.scope.require(tx, viewer, clinicId);
      const versions = await listVersions(tx, tenantId, clinicId);
      const version = heldVersion(versions) ?? versions[0];
      const sheet = version && (await readSheet(tx, tenantId, clinicId, version.version));
      if (sheet === undefined) throw notFound('This clinic has no sheet yet.');
      return sheet;
    });
  }

  /** What secretaries have of a clinic, to whoever was let in for it; null: nothing yet. */
  held(tenantId: string, clinicId: string): Promise<SheetVersionText | null> {
    return this.database.withTenant(tenantId, async (tx) => {
      const version = heldVersion(await listVersions(tx, tenantId, clinicId));
      const sheet = version && (await readSheet(tx, tenantId, clinicId, version.version));
      return version === undefined || sheet === undefined ? null : { version: versionView(version), sheet };
    });
  }

  /**
   * Keeps a new version: the centre's holds at once and waits for the clinic's approval, the clinic's is approved and
   * waits for the centre. Rejects with 409 `sheet_changed` when it was begun with another version than the newest.
   */
  write(viewer: Asking, clinicId: string, { basedOn, sheet, note }: WrittenVersion): Promise<ClinicSheet> {
    return this.change(viewer, clinicId, async ({ tx, versions }) => {
      const isCentre = this.isOf(viewer, 'sheets.manage', clinicId);
      const at = this.clock.now();
      const isKept =
        (versions[0]?.version ?? 0) === basedOn &&
        (await insertVersion(tx, viewer.tenantId, clinicId, {
          version: basedOn + 1,
          at,
          by: signedBy(viewer),
          side: isCentre ? 'centre' : 'clinic',
          note,
          sheet,
          heldFrom: isCentre ? at : null,
          isApproved: !isCentre,
        }));
      if (!isKept) throw changedMeanwhile();
    });
  }

  /** The clinic agrees to the version that holds. Rejects with 409 for another one. */
  approve(viewer: Asking, clinicId: string, version: number): Promise<ClinicSheet> {
    return this.change(viewer, clinicId, async ({ tx, versions }) => {
      versionOf(versions, version);
      if (heldVersion(versions)?.version !== version) throw changedMeanwhile();
      const of = { tenantId: viewer.tenantId, clinicId, version };
      await noteApproval(tx, of, { at: this.clock.now(), by: signedBy(viewer) });
    });
  }

  /**
   * The same by the link of a letter, which lets in for this clinic alone; false where it was approved before. Rejects
   * with 409 `sheet_changed` for another version than secretaries have.
   */
  approveByLink(
    tenantId: string,
    clinicId: string,
    version: number,
    by: SignedBy & { readonly recipient: number },
  ): Promise<boolean> {
    return this.database.withTenant(tenantId, async (tx) => {
      await lockVersions(tx, tenantId, clinicId);
      if (heldVersion(await listVersions(tx, tenantId, clinicId))?.version !== version)
        throw changedMeanwhile();
      return noteApproval(tx, { tenantId, clinicId, version }, { at: this.clock.now(), by });
    });
  }

  /** The centre takes the clinic's proposal over. Rejects with 409 where a newer version stands on it, or it was answered. */
  take(viewer: Asking, clinicId: string, version: number): Promise<ClinicSheet> {
    return this.change(viewer, clinicId, async ({ tx, versions }) => {
      const stored = versionOf(versions, version);
      if (!isOpen(stored) || versions[0]?.version !== version) throw changedMeanwhile();
      await noteTaking(tx, { tenantId: viewer.tenantId, clinicId, version }, this.clock.now());
    });
  }

  /** The centre does not take it over, and says why. Rejects with 409 for one that was answered. */
  decline(viewer: Asking, clinicId: string, version: number, why: string): Promise<ClinicSheet> {
    return this.change(viewer, clinicId, async ({ tx, versions }) => {
      if (!isOpen(versionOf(versions, version))) throw changedMeanwhile();
      const of = { tenantId: viewer.tenantId, clinicId, version };
      await noteRefusal(tx, of, { at: this.clock.now(), by: signedBy(viewer), why });
    });
  }

  /** Whoever changes a sheet sees everything of its clinic. */
  private change(
    viewer: Asking,
    clinicId: string,
    work: (changing: Changing) => Promise<void>,
  ): Promise<ClinicSheet> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      if (!seesAllOfClinic(viewer.scope, clinicId)) throw notFound('There is no such clinic.');
      await this.settings.requireClinic(tx, tenantId, clinicId);
      await lockVersions(tx, tenantId, clinicId);
      await work({ tx, viewer, clinicId, versions: await listVersions(tx, tenantId, clinicId) });
      return this.view(tx, viewer, clinicId);
    });
  }

  private async view(tx: EntityManager, viewer: Asking, clinicId: string): Promise<ClinicSheet> {
    const { tenantId } = viewer;
    const versions = await listVersions(tx, tenantId, clinicId);
    const latest = versions[0]?.version ?? 0;
    const held = heldVersion(versions)?.version ?? null;
    const { clinics } = await this.settings.known(tx, tenantId);
    return {
      clinicId,
      name: clinics.find(({ id }) => id === clinicId)?.name ?? clinicId,
      state: standingOf(versions),
      today: this.todayAt(tenantId, clinicId),
      held,
      latest,
      sheet: (await readSheet(tx, tenantId, clinicId, latest)) ?? null,
      versions: versions.map(versionView),
      readers: held === null ? null : await this.readings.toldTo(tx, viewer, { clinicId, version: held }),
      may: {
        write: this.isOf(viewer, 'sheets.write', clinicId),
        manage: this.isOf(viewer, 'sheets.manage', clinicId),
        approve: this.isOf(viewer, 'sheets.approve', clinicId),
      },
    };
  }

  private isOf(
    { scopeOf }: Asking,
    permission: 'sheets.write' | 'sheets.manage' | 'sheets.approve',
    clinicId: string,
  ): boolean {
    return seesAllOfClinic(scopeOf(permission), clinicId);
  }

  private todayAt(tenantId: string, clinicId: string): string {
    return todayOf(this.settings.current(tenantId).clinic(clinicId).timezone, this.clock.now());
  }
}

function versionOf(versions: readonly StoredVersion[], version: number): StoredVersion {
  const found = versions.find((one) => one.version === version);
  if (found === undefined) throw noVersion();
  return found;
}

const signedBy = ({ personId, name }: Asking): SignedBy => ({ id: personId, name: name ?? '' });

const noVersion = (): Problem => notFound('There is no such version.');

function changedMeanwhile(): Problem {
  const detail = 'It was changed or answered meanwhile: look at it again.';
  return new Problem({ code: 'sheet_changed', status: 409, detail });
}

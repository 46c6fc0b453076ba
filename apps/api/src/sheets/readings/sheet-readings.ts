import { sheetChanges, type ChangedSheets, type ClinicSheet } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { heldMemberships } from '../../access/people/membership-store';
import { listPeople } from '../../access/people/person-store';
import { seesAllOfClinic } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import type { KnownClinic } from '../../settings/tenant-settings';
import { SheetScope } from '../sheet-scope';
import { heldVersion } from '../sheet-standing';
import { inOrder, listVersions } from '../sheet-store';
import { forgetReadings, noteReading, readersOf, unreadSheets } from './reading-store';

const dayMs = 86_400_000;
/** A change is news for so long; whoever comes later reads the sheet as it is. */
const newsMs = 30 * dayMs;
const keptMs = 366 * dayMs;

type Asking = Pick<Viewer, 'tenantId' | 'scope' | 'personId'>;
type Readers = NonNullable<ClinicSheet['readers']>;

/** What changed in the sheets since somebody said that they had read them. Nobody is ranked by it, and no history is kept. */
@Injectable()
export class SheetReadings {
  constructor(
    private readonly database: Database,
    private readonly scope: SheetScope,
    private readonly clock: Clock,
  ) {}

  /** The sheets of the viewer's scope that changed, by name; nothing for a program. */
  changed(viewer: Asking): Promise<ChangedSheets> {
    const { tenantId, personId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      if (personId === null) return [];
      return this.changedFor(tx, tenantId, personId, await this.clinicsOf(tx, viewer));
    });
  }

  /**
   * The viewer has read the version that secretaries have; twice is once. Rejects with 404 outside the scope, and with
   * 409 `sheet_changed` for another version: its changes were not shown.
   */
  seen(viewer: Asking, clinicId: string, version: number): Promise<ChangedSheets> {
    const { tenantId, personId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const clinics = await this.clinicsOf(tx, viewer);
      if (personId === null || !clinics.some(({ id }) => id === clinicId))
        throw notFound('There is no such clinic.');
      if (heldVersion(await listVersions(tx, tenantId, clinicId))?.version !== version) throw changed();
      await noteReading(tx, tenantId, { personId, clinicId, version, at: this.clock.now() });
      return this.changedFor(tx, tenantId, personId, clinics);
    });
  }

  /** Who has read the version that holds: to the centre alone, and by name to who is told of secretaries. */
  async toldTo(
    tx: EntityManager,
    { tenantId, scopeOf }: Pick<Viewer, 'tenantId' | 'scopeOf'>,
    of: Readonly<{ clinicId: string; version: number }>,
  ): Promise<ClinicSheet['readers']> {
    const seesNames = seesAllOfClinic(scopeOf('agents.see'), of.clinicId);
    if (!seesNames && !seesAllOfClinic(scopeOf('sheets.manage'), of.clinicId)) return null;
    const readers = await this.readers(tx, tenantId, of);
    return { ...readers, unread: seesNames ? [...readers.unread] : null };
  }

  /** How many of the secretaries who answer for a clinic have read a version of its sheet, and who has not, by name. */
  private async readers(
    tx: EntityManager,
    tenantId: string,
    of: Readonly<{ clinicId: string; version: number }>,
  ): Promise<Readers & { readonly unread: readonly string[] }> {
    const read = await readersOf(tx, tenantId, of);
    const people = new Map((await listPeople(tx, tenantId)).map((person) => [person.personId, person.name]));
    const memberships = await heldMemberships(tx, tenantId);
    const secretaries = new Set<string>();
    // A hundred secretaries are a few teams: each is asked for once.
    const answersFor = new Map<string, boolean>();
    for (const { personId, role, scope } of memberships) {
      if (role !== 'secretary' || !people.has(personId) || secretaries.has(personId)) continue;
      const named = JSON.stringify(scope);
      if (!answersFor.has(named)) {
        const clinics = await this.scope.clinicsOf(tx, tenantId, scope);
        answersFor.set(
          named,
          clinics.some(({ id }) => id === of.clinicId),
        );
      }
      if (answersFor.get(named) === true) secretaries.add(personId);
    }
    const unread = [...secretaries].filter((id) => !read.has(id)).map((id) => people.get(id) ?? '');
    return {
      of: secretaries.size,
      read: secretaries.size - unread.length,
      unread: unread.toSorted((a, b) => a.localeCompare(b, 'fr')),
    };
  }

  forget(tenantId: string): Promise<void> {
    return this.database.withTenant(tenantId, (tx) =>
      forgetReadings(tx, tenantId, this.clock.now() - keptMs),
    );
  }

  private clinicsOf(tx: EntityManager, { tenantId, scope }: Asking): Promise<readonly KnownClinic[]> {
    return this.scope.clinicsOf(tx, tenantId, scope);
  }

  private async changedFor(
    tx: EntityManager,
    tenantId: string,
    personId: string,
    clinics: readonly KnownClinic[],
  ): Promise<ChangedSheets> {
    const names = new Map(clinics.map(({ id, name }) => [id, name]));
    const since = this.clock.now() - newsMs;
    const unread = await unreadSheets(tx, tenantId, { personId, clinicIds: [...names.keys()], since });
    return unread
      .map(({ clinicId, version, heldFrom, before, after }) => ({
        clinicId,
        name: names.get(clinicId) ?? clinicId,
        version,
        heldFrom: new Date(heldFrom).toISOString(),
        changes: [...sheetChanges(inOrder(before), inOrder(after))],
      }))
      .filter(({ changes }) => changes.length > 0)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
  }
}

function changed(): Problem {
  const detail = 'Secretaries have another version by now: read what changed.';
  return new Problem({ code: 'sheet_changed', status: 409, detail });
}

import type {
  ChangedSettings,
  SettingsChanges,
  SettingsFile,
  SettingsItem,
  SettingsKind,
  SettingsView,
} from '@vigie/contracts';
import { todayOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { changedMeanwhile, changeItem, startOf } from './change-item';
import { listChanges, toldChange } from './settings-change-store';
import type { SettingsItemValues } from './settings-diff';
import { itemsOf, newestOf, revisionOf, type ItemChanges, type ItemOf } from './settings-items';
import { fieldsOf, proposedFieldsOf, requireSeen, requireTheirs } from './settings-rights';
import { itemsSeen } from './settings-scope';
import { lockSettings, readVersions, type SettingsVersion } from './settings-store';
import { TenantSettings } from './tenant-settings';

/** A change as a form sends it. */
export type FormChange = Readonly<{ revision: string; from: string; changes: ItemChanges }>;

type Asking = Pick<Viewer, 'tenantId' | 'scopeOf' | 'personId' | 'name'>;
type Named = ReadonlyMap<string, string>;

const mostChangesShown = 50;

/** The settings as forms show and change them: one clinic, queue, team or agent at a time, each in a version of its day. */
@Injectable()
export class SettingsForms {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** What of the newest settings, and of what events named, is of the viewer's scope. */
  view(viewer: Asking): Promise<SettingsView> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const known = await this.settings.known(tx, tenantId);
      const versions = await readVersions(tx, tenantId);
      const { timezone } = this.settings.current(tenantId);
      const names: Readonly<Record<SettingsKind, Named>> = {
        clinics: namesOf(known.clinics.filter(({ isImplied }) => !isImplied)),
        queues: namesOf(known.queues),
        teams: new Map(),
        agents: namesOf(known.agents),
      };
      const listOf = (kind: SettingsKind): SettingsItem[] => itemViews(viewer, versions, kind, names[kind]);
      return {
        today: todayOf(timezone, this.clock.now()),
        timezone,
        isWhole: viewer.scopeOf('settings.see').kind === 'all',
        clinics: listOf('clinics'),
        queues: listOf('queues'),
        teams: listOf('teams'),
        agents: listOf('agents'),
      };
    });
  }

  /** What was changed of an item, newest first. Rejects with 404 for one that is not of the viewer's scope. */
  changes(viewer: Asking, item: ItemOf): Promise<SettingsChanges> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const versions = await readVersions(tx, tenantId);
      requireSeen(viewer, versions, item);
      const kept = await listChanges(tx, tenantId, item, mostChangesShown);
      return kept.map(toldChange);
    });
  }

  /** The newest settings whole, for a file. */
  document(tenantId: string): Promise<SettingsFile> {
    return this.database.withTenant(tenantId, async (tx) => newestOf(await readVersions(tx, tenantId)));
  }

  /**
   * Changes one item from a day on. Rejects with 404 outside the viewer's scope, 403 for a field that is not theirs to
   * change, 409 when it was changed since the form began, 400 with what is wrong at which field.
   */
  change(viewer: Asking, item: ItemOf, { revision, from, changes }: FormChange): Promise<ChangedSettings> {
    const { tenantId, personId, name } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      await lockSettings(tx, tenantId);
      await this.settings.ensureLoaded(tx, tenantId);
      const versions = await readVersions(tx, tenantId);
      requireSeen(viewer, versions, item);
      requireTheirs(viewer, versions, item, Object.keys(changes));
      if (revisionOf(versions, item) !== revision) throw changedMeanwhile();
      const fromAt = startOf(from, this.settings.current(tenantId).timezone);
      const signed = { at: this.clock.now(), by: { id: personId, name: name ?? '' } };
      const { refolds } = await changeItem(tx, tenantId, { versions, item, fromAt, changes }, signed);
      // Read again: the revision is that of the item as it is stored.
      return { item: itemViewer(viewer, await readVersions(tx, tenantId), item.kind)(item.id), refolds };
    });
  }
}

function itemViews(
  viewer: Asking,
  versions: readonly SettingsVersion[],
  kind: SettingsKind,
  names: Named,
): SettingsItem[] {
  const file = newestOf(versions);
  const sees = itemsSeen(viewer.scopeOf('settings.see'), file);
  const view = itemViewer(viewer, versions, kind, names);
  return [...new Set([...itemsOf(file, kind).map(({ id }) => id), ...names.keys()])]
    .filter((id) => sees({ kind, id }))
    .map(view)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** How items of a kind are shown; without a name of its own one that is set goes by its id. */
function itemViewer(
  viewer: Asking,
  versions: readonly SettingsVersion[],
  kind: SettingsKind,
  names: Named = new Map(),
): (id: string) => SettingsItem {
  const file = newestOf(versions);
  const mayChange = fieldsOf(viewer, file, kind);
  const mayPropose = proposedFieldsOf(viewer, file, kind);
  const set = new Map(itemsOf(file, kind).map((item) => [item.id, item]));
  return (id) => {
    const values: SettingsItemValues = set.get(id) ?? { id };
    const name = typeof values['name'] === 'string' ? values['name'] : (names.get(id) ?? id);
    const revision = revisionOf(versions, { kind, id });
    return {
      id,
      name,
      isSet: set.has(id),
      revision,
      values,
      mayChange: mayChange(id),
      mayPropose: mayPropose(id),
    };
  };
}

const namesOf = (all: readonly { readonly id: string; readonly name: string }[]): Named =>
  new Map(all.map(({ id, name }) => [id, name]));

import type { SettingsFile, SettingsKind } from '@vigie/contracts';

import type { Viewer } from '../access/viewer';
import { notFound, Problem } from '../platform/problems';
import { newItem, newestOf, revisionOf, type ItemOf } from './settings-items';
import { daily, itemsSeen, proposable } from './settings-scope';
import type { SettingsVersion } from './settings-store';

type Asking = Pick<Viewer, 'scopeOf'>;
type Proposing = Asking & Pick<Viewer, 'personId'>;

/** Which fields of an item a viewer may change; `*` is every one. */
export function fieldsOf(viewer: Asking, file: SettingsFile, kind: SettingsKind): (id: string) => string[] {
  const managed = itemsSeen(viewer.scopeOf('settings.manage'), file);
  const changed = itemsSeen(viewer.scopeOf('settings.change'), file);
  return (id) => {
    if (managed({ kind, id })) return ['*'];
    return changed({ kind, id }) ? [...daily[kind]] : [];
  };
}

/** Which fields of an item a viewer may propose to change: none that is theirs to change. A proposal is somebody's. */
export function proposedFieldsOf(
  viewer: Proposing,
  file: SettingsFile,
  kind: SettingsKind,
): (id: string) => string[] {
  const sees = itemsSeen(viewer.scopeOf('settings.propose'), file);
  const mayChange = fieldsOf(viewer, file, kind);
  return (id) => {
    const own = mayChange(id);
    if (viewer.personId === null || own.includes('*') || !sees({ kind, id })) return [];
    return proposable[kind].filter((field) => !own.includes(field));
  };
}

/** Throws the 404 of what nobody knows for what is not of the viewer's scope. */
export function requireSeen(viewer: Asking, versions: readonly SettingsVersion[], item: ItemOf): void {
  if (!itemsSeen(viewer.scopeOf('settings.see'), newestOf(versions))(item))
    throw notFound('There is nothing of that name.');
}

/** Throws a 403 for a field, or a new item, that is not the viewer's to change. */
export function requireTheirs(
  viewer: Asking,
  versions: readonly SettingsVersion[],
  { kind, id }: ItemOf,
  fields: readonly string[],
): void {
  const theirs = fieldsOf(viewer, newestOf(versions), kind)(id);
  const foreign = theirs.includes('*') ? undefined : fields.find((field) => !theirs.includes(field));
  const isNew = revisionOf(versions, { kind, id }) === newItem;
  if (foreign === undefined && (!isNew || theirs.includes('*'))) return;
  const detail = `${foreign ?? 'This'} is not yours to change.`;
  throw new Problem({ code: 'forbidden', status: 403, detail });
}

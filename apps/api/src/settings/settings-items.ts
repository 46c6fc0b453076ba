import { hash } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import type { SettingsFile, SettingsKind } from '@vigie/contracts';

import type { SettingsItemValues } from './settings-diff';
import type { SettingsVersion } from './settings-store';
import { changedFrom } from './settings-versions';

/** One item of one of the lists that settings are made of. */
export type ItemOf = Readonly<{ kind: SettingsKind; id: string }>;

/** Fields as a form sends them: null takes one away. */
export type ItemChanges = Readonly<Record<string, unknown>>;

/** The items of a kind, as the file has them. */
export function itemsOf(file: SettingsFile, kind: SettingsKind): readonly SettingsItemValues[] {
  return file[kind] ?? [];
}

/** What the last version says, also where it holds only from a day to come. */
export const newestOf = (versions: readonly SettingsVersion[]): SettingsFile =>
  versions.at(-1)?.document ?? {};

/** The revision of an item that no version has. */
export const newItem = 'new';

/** Changes whenever anything of the item does, in any version. */
export function revisionOf(versions: readonly SettingsVersion[], { kind, id }: ItemOf): string {
  const told = versions.flatMap(({ fromAt, document }) => {
    const item = itemsOf(document, kind).find((one) => one.id === id);
    return item === undefined ? [] : [[fromAt, item]];
  });
  return told.length === 0 ? newItem : hash('sha256', JSON.stringify(told), 'hex').slice(0, 24);
}

/** The versions that a change of an item makes. A form shows what is said last, and changes what holds from its day on. */
export function changedVersions(
  versions: readonly SettingsVersion[],
  item: ItemOf,
  { fromAt, changes }: Readonly<{ fromAt: Instant; changes: ItemChanges }>,
): readonly SettingsVersion[] {
  return changedFrom(versions, fromAt, (document) => withChanges(document, item, changes));
}

/** What a form sent is of any shape: the document is held against the schema before anything is kept. */
function withChanges(file: SettingsFile, { kind, id }: ItemOf, changes: ItemChanges): SettingsFile {
  const items = itemsOf(file, kind);
  const isThere = items.some((item) => item.id === id);
  const all = isThere ? items : [...items, { id }];
  const changed = all.map((item) => (item.id === id ? { ...merged(item, changes), id } : item));
  return { ...file, [kind]: changed };
}

function merged(item: SettingsItemValues, changes: ItemChanges): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries({ ...item, ...changes }).filter(([, value]) => value !== null));
}

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

/** What a file says of an item; nothing where it does not name it. */
export function valuesIn(file: SettingsFile, { kind, id }: ItemOf): Readonly<Record<string, unknown>> {
  return itemsOf(file, kind).find((one) => one.id === id) ?? {};
}

/** What the last version says, also where it holds only from a day to come. */
export const newestOf = (versions: readonly SettingsVersion[]): SettingsFile =>
  versions.at(-1)?.document ?? {};

/** The revision of an item that no version has. */
export const newItem = 'new';

/** Changes whenever anything of the item does, in any version; not by a version that says of it what the one before said. */
export function revisionOf(versions: readonly SettingsVersion[], item: ItemOf): string {
  const said = versions.map(({ fromAt, document }) => {
    const found = itemsOf(document, item.kind).find((one) => one.id === item.id);
    return { fromAt, text: JSON.stringify(found ?? null) };
  });
  const told = said.filter(({ text }, index) => text !== (said[index - 1]?.text ?? 'null'));
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

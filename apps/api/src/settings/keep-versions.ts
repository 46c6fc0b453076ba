import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { markStale } from '../event-log/log-progress-store';
import { eraseNumbersExceptOf } from '../privacy/number-vault-store';
import { insertChanges, type ChangedBy } from './settings-change-store';
import { changesBetween } from './settings-diff';
import { saveVersion, type SettingsVersion } from './settings-store';
import { documentAt, foldedText, sameSettings } from './settings-versions';

/** A change of the settings: the versions there are, those that are wanted, oldest first, and who wants them when. */
type WantedVersions = Readonly<{
  versions: readonly SettingsVersion[];
  wanted: readonly SettingsVersion[];
  at: Instant;
  by: ChangedBy;
}>;

/** What came of it. */
export type KeptVersions = Readonly<{
  /** Whether anything is other than it was. */
  isChanged: boolean;
  /** Whether calls have to be folded again. */
  refolds: boolean;
}>;

/**
 * Keeps the wanted versions that say something other than what holds, with their history and what must be folded again.
 * For who holds the lock on the settings.
 */
export async function keepVersions(
  tx: EntityManager,
  tenantId: string,
  { versions, wanted, at, by }: WantedVersions,
): Promise<KeptVersions> {
  const changed = wanted
    .map(({ fromAt, document }) => ({ fromAt, document, held: documentAt(versions, fromAt) }))
    .filter(({ held, document }) => !sameSettings(held, document));
  for (const { fromAt, document } of changed) await saveVersion(tx, tenantId, { fromAt, document });
  const [first] = changed;
  if (first === undefined) return { isChanged: false, refolds: false };
  // Told once, from its day on: in the versions that begin later it is the same change.
  const { fromAt } = first;
  await insertChanges(tx, tenantId, { at, fromAt, by }, changesBetween(first.held, first.document));
  const stale = changed.find(({ held, document }) => foldedText(held) !== foldedText(document));
  if (stale !== undefined) await markStale(tx, tenantId, stale.fromAt);
  await eraseUnkept(tx, tenantId, [...versions, ...changed], at);
  return { isChanged: true, refolds: stale !== undefined };
}

/** A clinic that wants no numbers kept any more, or is gone, has none from this commit on. */
async function eraseUnkept(
  tx: EntityManager,
  tenantId: string,
  versions: readonly SettingsVersion[],
  at: Instant,
): Promise<void> {
  const keepers = ({ document }: Pick<SettingsVersion, 'document'>): string[] =>
    (document.clinics ?? []).flatMap(({ id, keptNumbers }) => (keptNumbers === undefined ? [] : [id]));
  if (versions.every((version) => keepers(version).length === 0)) return;
  // Of two of the same day the later one in the list is the changed one.
  const inOrder = versions.toSorted((one, other) => one.fromAt - other.fromAt);
  await eraseNumbersExceptOf(tx, tenantId, keepers({ document: documentAt(inOrder, at) }));
}

import type { Instant } from '@vigie/calls';
import { parseMoment } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { badRequest, Problem } from '../platform/problems';
import { judgeSettings } from './judge-settings';
import { keepVersions, type KeptVersions } from './keep-versions';
import type { ChangedBy } from './settings-change-store';
import { changedVersions, itemsOf, type ItemChanges, type ItemOf } from './settings-items';
import { pathText, type SettingsFault } from './settings-problem';
import type { SettingsVersion } from './settings-store';

/** A change of one item, and the versions there are. */
export type ItemChanged = Readonly<{
  versions: readonly SettingsVersion[];
  item: ItemOf;
  fromAt: Instant;
  changes: ItemChanges;
}>;

/** The versions that a change makes; throws 400 with what is wrong with it, at which field. */
export function judgedChange({ versions, item, ...change }: ItemChanged): readonly SettingsVersion[] {
  return changedVersions(versions, item, change).map((version) => judged(version, item));
}

/** Makes a change of one item, for who holds the lock on the settings. Rejects with 400 as {@link judgedChange}. */
export function changeItem(
  tx: EntityManager,
  tenantId: string,
  change: ItemChanged,
  { at, by }: Readonly<{ at: Instant; by: ChangedBy }>,
): Promise<KeptVersions> {
  const { versions } = change;
  return keepVersions(tx, tenantId, { versions, wanted: judgedChange(change), at, by });
}

/** When a day of the centre begins; throws 400 for what is none. */
export function startOf(day: string, timezone: string): Instant {
  const at = parseMoment(day, timezone);
  if (at === undefined) throw badRequest('invalid_body', 'from: is no day.');
  return at;
}

/** The refusal of who began with another state of an item than there is now. */
export function changedMeanwhile(): Problem {
  const detail = 'It was changed since the form began: look at it again.';
  return new Problem({ code: 'settings_changed', status: 409, detail });
}

/** The version if it can be kept; throws what is wrong with it, at the fields of the item where it is of the item. */
function judged({ fromAt, document }: SettingsVersion, { kind, id }: ItemOf): SettingsVersion {
  const verdict = judgeSettings(document);
  if (verdict.ok) return { fromAt, document: verdict.document };
  const index = itemsOf(document, kind).findIndex((item) => item.id === id);
  const faults = verdict.faults.map((fault) => atField(fault, kind, index));
  throw new Problem({
    code: 'invalid_settings',
    status: 400,
    detail: faults
      .slice(0, 3)
      .map(({ field, message }) => `${field}: ${message}.`)
      .join(' '),
    faults: faults.slice(0, 50),
  });
}

function atField(
  { path, message }: SettingsFault,
  kind: ItemOf['kind'],
  index: number,
): { field: string; message: string } {
  const isOwn = path[0] === kind && path[1] === index;
  return { field: pathText(isOwn ? path.slice(2) : path), message };
}

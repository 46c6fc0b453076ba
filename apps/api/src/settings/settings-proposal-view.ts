import type { SettingsProposal } from '@vigie/contracts';

import type { Viewer } from '../access/viewer';
import { newestOf, revisionOf, valuesIn, type ItemOf } from './settings-items';
import type { KeptProposal } from './settings-proposal-store';
import { itemsSeen } from './settings-scope';
import type { SettingsVersion } from './settings-store';

/** What a proposal is about. */
export const itemOf = ({ kind, itemId }: Pick<KeptProposal, 'kind' | 'itemId'>): ItemOf => ({
  kind,
  id: itemId,
});

/** A proposal as it is told, beside what holds now. */
export function proposalView(
  viewer: Pick<Viewer, 'personId' | 'scopeOf'>,
  versions: readonly SettingsVersion[],
  proposal: KeptProposal,
  nameOf: (item: ItemOf) => string,
): SettingsProposal {
  const { id, kind, itemId, state, at, by, byId, from, note } = proposal;
  const file = newestOf(versions);
  const item = itemOf(proposal);
  const values = valuesIn(file, item);
  const fields = proposal.fields.map(({ field, before, after }) => ({
    ...{ field, before, after },
    now: values[field] ?? null,
  }));
  return {
    ...{ id, kind, itemId, itemName: nameOf(item), state, by, from, note, fields },
    at: new Date(at).toISOString(),
    isMine: viewer.personId !== null && byId === viewer.personId,
    revision: revisionOf(versions, item),
    isStale: fields.some(({ before, now }) => !isSameValue(before, now)),
    decided: decisionOf(proposal),
    mayDecide: state === 'open' && itemsSeen(viewer.scopeOf('settings.decide'), file)(item),
  };
}

/** Whether two values of a field say the same; stored, the parts of a value are in an order of their own. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, inOrder(part)] as const);
  return Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function decisionOf({ decidedAt, decidedBy, heldFrom, answer }: KeptProposal): SettingsProposal['decided'] {
  if (decidedAt === null) return null;
  const at = new Date(decidedAt).toISOString();
  return { at, by: decidedBy ?? '', from: heldFrom, answer: answer ?? '' };
}

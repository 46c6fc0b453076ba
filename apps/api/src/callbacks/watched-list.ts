import type { CallbackView } from '@vigie/contracts';

import type { ViewerScope } from '../access/viewer';
import type { Turns } from '../platform/turns';
import type { ResolvedSettings } from '../settings/resolved-settings';
import type { ListWorker } from './callback-scope';

/** Those of one tenant who watch the list, and how far its changes are told. */
export type WatchedList = {
  /** By socket. */
  readonly workers: Map<string, ListWorker>;
  readonly scopes: Map<string, WatchedScope>;
  seen: number | null;
  /** By which it is known whose callers are whose. */
  settings: ResolvedSettings | null;
  /** In which they are told. */
  readonly turns: Turns;
};

/** Those of one scope, and what they are told is open of it. */
export type WatchedScope = {
  readonly scope: ViewerScope;
  readonly sockets: Set<string>;
  readonly told: Set<string>;
  /** Read once, for all who watch the scope: with forty who come back at once nobody waits for forty lists. */
  filled: Promise<void> | undefined;
};

/** Nobody watches it yet, and nothing of it is told. */
export const newScope = (scope: ViewerScope): WatchedScope => ({
  scope,
  sockets: new Set(),
  told: new Set(),
  filled: undefined,
});

export const newWatchedList = (turns: Turns): WatchedList => ({
  workers: new Map(),
  scopes: new Map(),
  seen: null,
  settings: null,
  turns,
});

/** Those that were told and are of others now, or of nobody; what was never told is not said to be gone. */
export function goneOf(
  ids: readonly string[],
  changed: readonly CallbackView[],
  told: Set<string>,
): readonly string[] {
  const are = new Set(changed.map(({ id }) => id));
  const gone = ids.filter((id) => told.has(id) && !are.has(id));
  for (const id of gone) told.delete(id);
  for (const id of are) told.add(id);
  return gone;
}

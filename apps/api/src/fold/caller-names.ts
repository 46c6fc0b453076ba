import type { EntityManager } from 'typeorm';

import type { LoggedEvent } from '../event-log/logged-event';
import type { CallerKeyVersion } from '../privacy/caller-keys';
import { addAliases, namesOf, type CallerAlias } from './caller-names-store';

/**
 * Events with their callers as they are called in what is folded: under whichever key a caller was first heard of, as
 * long as they are known again. An event of a window tells both hashes, and that is kept; so each hash has its name when
 * the first event with it is folded, and keeps it. `versions` are those after the first.
 */
export async function withCallerNames(
  tx: EntityManager,
  tenantId: string,
  versions: readonly CallerKeyVersion[],
  events: readonly LoggedEvent[],
): Promise<readonly LoggedEvent[]> {
  if (versions.length === 0) return events;
  const told = new Map(
    events.flatMap((event) => aliasTold(event, versions)).map((one) => [one.aniHash, one]),
  );
  await addAliases(tx, tenantId, [...told.values()]);
  const hashes = new Set(events.flatMap(({ data }) => hashIn(data['aniHash'])));
  if (hashes.size === 0) return events;
  const names = await namesOf(tx, tenantId, [...hashes]);
  return names.size === 0 ? events : events.map((event) => named(event, names));
}

function aliasTold(
  { receivedAt, data }: LoggedEvent,
  versions: readonly CallerKeyVersion[],
): readonly CallerAlias[] {
  const [aniHash] = hashIn(data['aniHash']);
  const [caller] = hashIn(data['aniHashBefore']);
  const version = versions.findLast(({ since }) => since <= receivedAt)?.version;
  return aniHash === undefined || caller === undefined || version === undefined
    ? []
    : [{ aniHash, caller, version }];
}

function named(event: LoggedEvent, names: ReadonlyMap<string, string>): LoggedEvent {
  const [aniHash] = hashIn(event.data['aniHash']);
  const caller = aniHash === undefined ? undefined : names.get(aniHash);
  return caller === undefined ? event : { ...event, data: { ...event.data, aniHash: caller } };
}

const hashIn = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);

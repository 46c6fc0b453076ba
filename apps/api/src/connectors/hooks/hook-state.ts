import type { ConnectorStatus } from '@vigie/contracts';

import type { ConnectorFault } from '../connector-fault';
import type { ConnectorCounts } from '../runner/connector-counts';

/** What was delivered since it was written down last. */
export type HookNews = Readonly<{
  counts: ConnectorCounts;
  /** When it was heard last, and why the latest that was not understood or believed was not. */
  heardAt: number | null;
  refused: { readonly at: number; readonly fault: ConnectorFault } | null;
}>;

/** What is kept beside the status: of which minute the facts are counted, and when a delivery was good last. */
export type HookMarks = Readonly<{ minute: number; facts: number; heardAt: number | null }>;

const minuteMs = 60_000;
/** A refusal means something only where nothing good came for so long: anybody may send rubbish to an address. */
const doubtMs = 5 * minuteMs;
const mostNames = 50;

/** How a connector stands that is called, with what came in since. Several processes add to one. */
export function addHookNews(
  before: { readonly status: ConnectorStatus; readonly marks: HookMarks | null },
  news: HookNews,
  now: number,
): { readonly status: ConnectorStatus; readonly marks: HookMarks } {
  const { counts } = news;
  const heardAt = latest(before.marks?.heardAt ?? null, news.heardAt);
  const minute = Math.floor(now / minuteMs);
  const known = before.marks?.minute === minute ? before.marks.facts : 0;
  const lastMinute = before.marks?.minute === minute - 1 ? before.marks.facts : 0;
  const status: ConnectorStatus = {
    ...before.status,
    ...stateOf(before.status, heardAt, news),
    lastEventAt: iso(counts.lastEventAt) ?? before.status.lastEventAt,
    eventsPerMinute: before.marks?.minute === minute ? before.status.eventsPerMinute : lastMinute,
    accepted: before.status.accepted + counts.accepted,
    duplicates: before.status.duplicates + counts.duplicates,
    refused: before.status.refused + counts.refused,
    refusals: summed(before.status.refusals, counts.refusedByCode, 'code'),
    unknown: summed(before.status.unknown, counts.unknownByName, 'name'),
  };
  return { status, marks: { minute, facts: known + counts.accepted, heardAt } };
}

type Standing = Pick<ConnectorStatus, 'state' | 'since' | 'fault' | 'detail'>;

function stateOf(before: ConnectorStatus, heardAt: number | null, { refused }: HookNews): Standing {
  if (refused === null && heardAt !== null) return runningSince(before, heardAt);
  if (refused === null || !isTelling(refused, heardAt)) {
    const { state, since, fault, detail } = before;
    return { state, since, fault, detail };
  }
  const { code, message } = refused.fault;
  const since = before.state === 'failing' ? before.since : new Date(refused.at).toISOString();
  return { state: 'failing', since, fault: code, detail: message === '' ? null : message };
}

function runningSince(before: ConnectorStatus, heardAt: number): Standing {
  const since = before.state === 'running' ? before.since : new Date(heardAt).toISOString();
  return { state: 'running', since, fault: null, detail: null };
}

/** What was believed and not understood is told at once: that is no stranger's. */
function isTelling({ at, fault }: NonNullable<HookNews['refused']>, heardAt: number | null): boolean {
  return fault.code === 'mapping_incomplete' || heardAt === null || at - heardAt > doubtMs;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const latest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

function summed<K extends 'code' | 'name'>(
  before: readonly (Readonly<Record<K, string>> & { readonly count: number })[],
  more: readonly (Readonly<Record<K, string>> & { readonly count: number })[],
  key: K,
): (Readonly<Record<K, string>> & { readonly count: number })[] {
  const counts = new Map<string, number>();
  for (const one of [...before, ...more]) counts.set(one[key], (counts.get(one[key]) ?? 0) + one.count);
  return [...counts]
    .toSorted(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
    .slice(0, mostNames)
    .map(([name, count]) => ({ [key]: name, count }) as Readonly<Record<K, string>> & { count: number });
}

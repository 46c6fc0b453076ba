import type { ConnectorStatus, ConnectorsView, ConnectorTest, ConnectorView } from '@vigie/contracts';

import type { SourceGap } from '../fold/source-gaps';
import type { ConnectorKinds } from './connector-kinds';
import type { StoredConnector } from './connector-store';
import { hookPath } from './hooks/hook';
import { recordingBounds } from './recording/recording-store';
import type { KnownSources, Tried } from './connectors';

/** Nobody has said for so long how it stands: no server sees to it. */
const unwatchedMs = 60_000;
const dayMs = 86_400_000;
const minuteMs = 60_000;

type Seen = Readonly<{
  tenantId: string;
  kinds: ConnectorKinds;
  now: number;
  gaps: readonly SourceGap[];
}>;

const iso = (at: number): string => new Date(at).toISOString();

/** What is told of a connector; never its secret. */
export function connectorView(stored: StoredConnector, seen: Seen): ConnectorView {
  const { id, kind, name, source, options, secret, createdAt } = stored;
  const { tenantId, kinds, now, gaps } = seen;
  const known = kinds.find(kind);
  return {
    id,
    kind,
    name,
    source,
    options,
    hasSecret: secret !== null,
    isExperimental: known?.isExperimental ?? true,
    hookPath: known?.hook === undefined ? null : hookPath(tenantId, id),
    createdAt: iso(createdAt),
    status: known?.hook === undefined ? statusOf(stored, now) : calledStatusOf(stored, now),
    recording: recordingView(stored, now),
    gaps: gaps
      .filter((gap) => gap.source === source)
      .map(({ from, to, why }) => ({ from: iso(from), to: iso(to), why })),
  };
}

function recordingView({ recording }: StoredConnector, now: number): ConnectorView['recording'] {
  if (recording === null) return null;
  const { begunAt, until, messages, bytes } = recording;
  const isFull = messages >= recordingBounds.messages || bytes >= recordingBounds.bytes;
  return { begunAt: iso(begunAt), until: iso(until), isRunning: until > now && !isFull, messages, bytes };
}

/** All of them, and sources that send by themselves and were heard within a day. */
export function connectorsView(known: KnownSources, seen: Omit<Seen, 'gaps'>): ConnectorsView {
  const { now } = seen;
  const { connectors, gaps, sources } = known;
  const held = new Set(connectors.map(({ source }) => source));
  const others = sources.flatMap(({ source, lastEventAt, lastHeartbeatAt, offsetMs }) => {
    const lastAt = Math.max(lastEventAt ?? 0, lastHeartbeatAt ?? 0);
    if (held.has(source) || now - lastAt > dayMs) return [];
    return [{ source, lastHeardAt: iso(lastAt), offsetMs }];
  });
  return { connectors: connectors.map((one) => connectorView(one, { ...seen, gaps })), others };
}

export function testView({ steps, trial }: Tried): ConnectorTest {
  return {
    facts: trial?.facts ?? [],
    problems: trial?.problems ?? [],
    ok: steps.every(({ fault }) => fault === null),
    steps: steps.map(({ step, fault }) => ({
      step,
      ok: fault === null,
      fault: fault?.code ?? null,
      detail: fault === null || fault.message === '' ? null : fault.message,
    })),
  };
}

function statusOf({ status, saidAt, createdAt }: StoredConnector, now: number): ConnectorStatus {
  const known = status ?? startingAt(createdAt);
  const heardOfAt = saidAt ?? createdAt;
  if (now - heardOfAt <= unwatchedMs) return known;
  return { ...known, state: 'unwatched', since: iso(heardOfAt), nextTryAt: null };
}

/** Nobody watches over what calls us: it stands as it stood when it called last, however long ago. */
function calledStatusOf({ status, secret, createdAt }: StoredConnector, now: number): ConnectorStatus {
  if (secret === null) {
    const known = status ?? startingAt(createdAt);
    return { ...known, state: 'failing', fault: 'secret_missing', detail: null };
  }
  if (status === null) return startingAt(createdAt);
  const isLatest = status.lastEventAt !== null && now - Date.parse(status.lastEventAt) < 2 * minuteMs;
  return isLatest ? status : { ...status, eventsPerMinute: 0 };
}

/** As it stands before anybody has said anything of it. */
export const startingAt = (createdAt: number): ConnectorStatus => ({
  state: 'starting',
  since: iso(createdAt),
  fault: null,
  detail: null,
  tries: 0,
  nextTryAt: null,
  lastEventAt: null,
  eventsPerMinute: 0,
  offsetMs: null,
  accepted: 0,
  duplicates: 0,
  refused: 0,
  refusals: [],
  unknown: [],
});

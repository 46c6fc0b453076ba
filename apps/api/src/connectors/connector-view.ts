import type { ConnectorStatus, ConnectorsView, ConnectorTest, ConnectorView } from '@vigie/contracts';

import type { SourceGap } from '../fold/source-store';
import type { TestStep } from './connector';
import type { ConnectorKinds } from './connector-kinds';
import type { StoredConnector } from './connector-store';
import type { KnownSources } from './connectors';

/** Nobody has said for so long how it stands: no server sees to it. */
const unwatchedMs = 60_000;
const dayMs = 86_400_000;

type Seen = Readonly<{ kinds: ConnectorKinds; now: number; gaps: readonly SourceGap[] }>;

const iso = (at: number): string => new Date(at).toISOString();

/** What is told of a connector; never its secret. */
export function connectorView(stored: StoredConnector, { kinds, now, gaps }: Seen): ConnectorView {
  const { id, kind, name, source, options, secret, createdAt } = stored;
  return {
    id,
    kind,
    name,
    source,
    options,
    hasSecret: secret !== null,
    isExperimental: kinds.find(kind)?.isExperimental ?? true,
    createdAt: iso(createdAt),
    status: statusOf(stored, now),
    gaps: gaps
      .filter((gap) => gap.source === source)
      .map(({ from, to, why }) => ({ from: iso(from), to: iso(to), why })),
  };
}

/** All of them, and sources that send by themselves and were heard within a day. */
export function connectorsView(known: KnownSources, kinds: ConnectorKinds, now: number): ConnectorsView {
  const { connectors, gaps, sources } = known;
  const held = new Set(connectors.map(({ source }) => source));
  const others = sources.flatMap(({ source, lastEventAt, lastHeartbeatAt, offsetMs }) => {
    const lastAt = Math.max(lastEventAt ?? 0, lastHeartbeatAt ?? 0);
    if (held.has(source) || now - lastAt > dayMs) return [];
    return [{ source, lastHeardAt: iso(lastAt), offsetMs }];
  });
  return { connectors: connectors.map((one) => connectorView(one, { kinds, now, gaps })), others };
}

export function testView(steps: readonly TestStep[]): ConnectorTest {
  return {
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

const startingAt = (createdAt: number): ConnectorStatus => ({
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

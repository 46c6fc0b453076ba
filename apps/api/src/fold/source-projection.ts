import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { LoggedEvent } from '../event-log/logged-event';
import { serverSource } from '../event-log/server-events';
import { inSlices } from '../platform/breather';
import type { Projection } from './projection';
import { isToldByFile } from './recorded-facts';
import { fillsOf, gapsOf } from './source-gaps';
import {
  restartsOf,
  sourceGapFillTable,
  sourceGapTable,
  sourceRestartTable,
  sourceStateTable,
  SourceStore,
  type SourceState,
} from './source-store';
import type { Turn } from './turn';

/** When each telephone source was last heard, when it restarted and what was not heard of it; comes before the calls that a restart ends. */
@Injectable()
export class SourceProjection implements Projection {
  readonly name = 'sources';
  readonly version = 1;
  readonly tables = [sourceStateTable, sourceRestartTable, sourceGapTable, sourceGapFillTable];

  constructor(private readonly sources: SourceStore) {}

  /** Whatever a telephone system tells says that it is alive. */
  takes(type: string): boolean {
    return !isToldByFile(type);
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const { tenantId } = turn.place;
    const heard = new Map<string, SourceState>();
    await inSlices(tenantId, events, (event) => {
      if (event.source !== serverSource) heard.set(event.source, hearing(heard.get(event.source), event));
    });
    turn.restarts.push(...(await this.sources.addRestarts(tx, tenantId, restartsOf(events))));
    await this.sources.addGaps(tx, tenantId, gapsOf(events));
    await this.sources.addFills(tx, tenantId, fillsOf(events));
    const written = await this.sources.heard(tx, tenantId, [...heard.values()]);
    for (const key of written) turn.changes.push({ kind: 'source', key });
  }

  forget(tx: EntityManager, tenantId: string): Promise<void> {
    return this.sources.forget(tx, tenantId);
  }
}

/** A clock that leads ours by more is told; an event that came within the other of our time says that it does not. */
const toldLeadMs = 2_000;
const freshMs = 10_000;

/** Sources are heard by our clock: when the event came, not when it says it happened. */
function hearing(known: SourceState | undefined, event: LoggedEvent): SourceState {
  const { source, type, receivedAt, at, data } = event;
  if (type !== 'source.heartbeat') {
    const { lastHeartbeatAt = null, offsetMs = null } = known ?? {};
    const measured = lastHeartbeatAt === null ? leadOf(event, offsetMs) : offsetMs;
    return { source, lastEventAt: receivedAt, lastHeartbeatAt, offsetMs: measured };
  }
  const told = data['offsetMs'];
  const offsetMs = typeof told === 'number' ? told : at - receivedAt;
  return { source, lastEventAt: known?.lastEventAt ?? null, lastHeartbeatAt: receivedAt, offsetMs };
}

/** No event comes before it happens: one that seems to tells by how much its source's clock is ahead, at least. */
function leadOf({ at, receivedAt, data }: LoggedEvent, known: number | null): number | null {
  const { skewMs } = data;
  const lead = at + (typeof skewMs === 'number' ? skewMs : 0) - receivedAt;
  if (lead > toldLeadMs) return lead;
  return lead >= -freshMs ? null : known;
}

import { mergeHandovers, type Handover } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, eventHash, pairText, uuidText, type LoggedEvent } from '../event-log/logged-event';
import { serverSource, sourceOfCall } from '../event-log/server-events';
import { keptHandovers, writeHandovers, type HandoverRow } from './handover-store';
import { ObligationStore } from './obligation-store';
import type { Projection } from './projection';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';
import type { Turn } from './turn';

/** Also the server's own, of a person of the clinic on our page: `handoverKey` and `callKey` are the message and its call. */
export const handoverAcknowledged = 'handover.acknowledged';

const handoverTable: FoldedTable = {
  name: 'handover',
  compared: {
    key: 'handover_key::text',
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1 AND ${atOrAfter('opened_at', callsFrom)}`,
  },
};

/**
 * Messages for clinics: what each holds by the names of its fields, and how far it came; one row a message. Whose clinic it
 * is, where no event names it, may still move with its call, so it is asked when it is read.
 */
@Injectable()
export class HandoverProjection implements Projection {
  readonly name = 'handovers';
  readonly version = 1;
  readonly tables = [handoverTable];

  constructor(private readonly calls: ObligationStore) {}

  takes(type: string): boolean {
    return type.startsWith('handover.');
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const { tenantId, kept } = turn.place;
    const told = events.flatMap((event) => handoverOf(event) ?? []);
    const callKeys = [...new Set(told.map((row) => row.callKey))];
    // What is told of a call that was kept as long as it may be is of nobody.
    const gone = (kept?.callsFrom ?? null) === null ? null : await this.calls.gone(tx, tenantId, callKeys);
    const rows = told.filter((row) => gone?.has(row.callKey) !== true);
    if (rows.length === 0) return;
    const keys = [...new Set(rows.map(({ key }) => key))];
    const merged = new Map<string, HandoverRow>();
    for (const row of [...(await keptHandovers(tx, tenantId, keys)), ...rows])
      merged.set(row.key, mergeRows(merged.get(row.key), row));
    await writeHandovers(tx, tenantId, [...merged.values()]);
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query('DELETE FROM handover WHERE tenant_id = $1', [tenantId]);
  }
}

const mergeRows = (one: HandoverRow | undefined, other: HandoverRow): HandoverRow =>
  one === undefined ? other : { ...other, handover: mergeHandovers(one.handover, other.handover) };

/** What one event tells of a message; undefined where it tells nothing of one. */
function handoverOf(event: LoggedEvent): HandoverRow | undefined {
  const { source, id, type, at, data } = event;
  const { handoverId } = data;
  const reference = typeof handoverId === 'string' ? handoverId : null;
  const { key, ofCall } = keysOf(event, reference);
  const nothing: Handover = {
    openedAt: at,
    written: null,
    sentAt: null,
    deliveredAt: null,
    acknowledgedAt: null,
  };
  const row = (handover: Partial<Handover>): HandoverRow => ({
    ...{ key, callKey: ofCall, reference },
    handover: { ...nothing, ...handover },
  });
  if (type === 'handover.sent') return row({ sentAt: at });
  if (type === 'handover.delivered') return row({ deliveredAt: at });
  if (type === handoverAcknowledged) return row({ acknowledgedAt: at });
  if (type !== 'handover.written') return undefined;
  const tie = uuidText(eventHash(pairText(source, id)).toString('hex'));
  return row({ written: { at, tie, ...textOf(data) } });
}

/** The message, by how its sender calls it within its call; the server's own events name both as they are kept. */
function keysOf(
  event: LoggedEvent,
  reference: string | null,
): { readonly key: string; readonly ofCall: string } {
  const { handoverKey, callKey: named } = event.data;
  if (event.source === serverSource && typeof handoverKey === 'string' && typeof named === 'string')
    return { key: handoverKey, ofCall: named };
  const ofCall = callKey(sourceOfCall(event), event.subject);
  return { key: uuidText(eventHash(pairText(ofCall, reference ?? '')).toString('hex')), ofCall };
}

function textOf({ fields, referral, clinicId }: LoggedEvent['data']) {
  const names: readonly unknown[] = Array.isArray(fields) ? fields : [];
  return {
    fields: [...new Set(names.filter((name) => typeof name === 'string'))].sort(),
    isReferral: referral === true,
    clinicId: typeof clinicId === 'string' ? clinicId : null,
  };
}

import { mergeGreetings, noGreeting, type HeardGreeting } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, eventHash, pairText, uuidText, type LoggedEvent } from '../event-log/logged-event';
import { sourceOfCall } from '../event-log/server-events';
import { keptGreetings, writeGreetings, type GreetingRow } from './greeting-store';
import { ObligationStore } from './obligation-store';
import type { Projection } from './projection';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';
import type { Turn } from './turn';

const greetingTable: FoldedTable = {
  name: 'call_greeting',
  compared: {
    key: 'call_key::text',
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1
         AND ${atOrAfter('least(started_at, ended_at, announced_at)', callsFrom)}`,
  },
};
const types: ReadonlySet<string> = new Set([
  'call.greeting_started',
  'call.greeting_ended',
  'call.wait_announced',
]);

/** The greeting of each call as it was heard: one row a call, merged from whatever is told of it. */
@Injectable()
export class GreetingProjection implements Projection {
  readonly name = 'greetings';
  readonly version = 1;
  readonly tables = [greetingTable];

  constructor(private readonly calls: ObligationStore) {}

  takes(type: string): boolean {
    return types.has(type);
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const { tenantId, kept } = turn.place;
    const told = new Map<string, HeardGreeting>();
    for (const { key, heard } of events.flatMap((event) => greetingOf(event) ?? []))
      told.set(key, mergeGreetings(told.get(key) ?? noGreeting, heard));
    // What is told of a call that was kept as long as it may be is of nobody.
    if ((kept?.callsFrom ?? null) !== null)
      for (const key of await this.calls.gone(tx, tenantId, [...told.keys()])) told.delete(key);
    if (told.size === 0) return;
    for (const { key, heard } of await keptGreetings(tx, tenantId, [...told.keys()]))
      told.set(key, mergeGreetings(heard, told.get(key) ?? noGreeting));
    await writeGreetings(
      tx,
      tenantId,
      [...told].map(([key, heard]) => ({ key, heard })),
    );
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query('DELETE FROM call_greeting WHERE tenant_id = $1', [tenantId]);
  }
}

/** What one event tells of its call's greeting; undefined where it tells nothing. */
function greetingOf(event: LoggedEvent): GreetingRow | undefined {
  const { source, id, subject, type, at, data } = event;
  const key = callKey(sourceOfCall(event), subject);
  const told = { at, tie: uuidText(eventHash(pairText(source, id)).toString('hex')) };
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const { messageId, after, completed, waitMs } = data;
  if (type === 'call.greeting_started')
    return {
      key,
      heard: { ...noGreeting, started: { ...told, messageId: text(messageId), after: text(after) } },
    };
  if (type === 'call.greeting_ended') {
    const isCompleted = typeof completed === 'boolean' ? completed : null;
    return { key, heard: { ...noGreeting, ended: { ...told, completed: isCompleted } } };
  }
  if (typeof waitMs !== 'number') return undefined;
  return { key, heard: { ...noGreeting, announced: { ...told, waitMs } } };
}

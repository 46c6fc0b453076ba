import { randomUUID } from 'node:crypto';

import { decodeFacts, encodeFacts, type CallFact } from '@vigie/calls';
import { Injectable } from '@nestjs/common';

import { waitForCursor } from '../event-log/log-progress-store';
import { callKey } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent, settingsApplied } from '../event-log/server-events';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { blankCall, blankEvents, callsOfCallers, forgetOwed, tellingCalls } from './caller-erasure-store';
import { ChangeStore } from './change-store';

/** What was blanked of callers. */
export type BlankedCallers = {
  /** Events that told one of them. */
  readonly events: number;
  /** Their calls. */
  readonly callKeys: readonly string[];
};

/** Takes callers out of the log and out of what is folded from it. Every figure stays: none is of a caller. */
@Injectable()
export class FoldedCallers {
  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly changes: ChangeStore,
    private readonly clock: Clock,
  ) {}

  /** The calls of which log or fold tells these callers: known until {@link blank} is done. */
  async callKeysOf(tenantId: string, hashes: readonly string[]): Promise<readonly string[]> {
    const calls = await this.database.asOwner((tx) => callsOfCallers(tx, tenantId, hashes));
    return calls.map(({ source, callId }) => callKey(source, callId));
  }

  /** By their hashes; done again it changes nothing. Boards that show one of the calls read it anew. */
  async blank(tenantId: string, hashes: readonly string[]): Promise<BlankedCallers> {
    const calls = await this.database.asOwner((tx) => callsOfCallers(tx, tenantId, hashes));
    if (calls.length === 0) return { events: 0, callKeys: [] };
    // The log first: a fold that read it before has committed by the time its cursor is ours.
    const events = await this.database.asOwner((tx) => blankEvents(tx, tenantId, calls, hashes));
    const callKeys = calls.map(({ source, callId }) => callKey(source, callId));
    await this.blankCalls(tenantId, callKeys, new Set(hashes));
    return { events, callKeys };
  }

  private blankCalls(
    tenantId: string,
    callKeys: readonly string[],
    hashes: ReadonlySet<string>,
  ): Promise<void> {
    return this.database.withTenant(
      tenantId,
      async (tx) => {
        const cursor = await waitForCursor(tx, tenantId);
        if (cursor === undefined) return;
        for (const { key, facts } of await tellingCalls(tx, tenantId, callKeys)) {
          const left = decodeFacts(facts).map((fact) => withoutCaller(fact, hashes));
          const aniHash = left.find((fact) => fact.aniHash !== undefined)?.aniHash ?? null;
          await blankCall(tx, tenantId, { key, facts: encodeFacts(left), aniHash });
        }
        await forgetOwed(tx, tenantId, [...hashes]);
        // Told after what was folded before, so that nobody who read that far misses it.
        const changes = callKeys.map((key) => ({ kind: 'call' as const, key }));
        await this.changes.add(tx, tenantId, cursor.seq + 1, changes);
        const id = `callers-erased-${randomUUID()}`;
        const at = this.clock.now();
        await this.log.append(tx, tenantId, [
          serverEvent({ type: settingsApplied, at, subject: tenantId, id }),
        ]);
      },
      'fold',
    );
  }
}

/** The mask goes from every fact of the call: it may have been told apart from the hash. */
function withoutCaller(fact: CallFact, hashes: ReadonlySet<string>): CallFact {
  const { aniHash, aniMask, ...rest } = fact;
  if (aniHash === undefined && aniMask === undefined) return fact;
  return aniHash === undefined || hashes.has(aniHash) ? rest : { ...rest, aniHash };
}

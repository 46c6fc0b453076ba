import { decodeFacts, encodeFacts, type CallFact } from '@vigie/calls';
import { Injectable } from '@nestjs/common';

import { waitForCursor } from '../event-log/log-progress-store';
import { callKey } from '../event-log/logged-event';
import { Database } from '../platform/database';
import { forgetSharedCallers } from '../settings/shared-caller-store';
import {
  blankEvents,
  blankNotes,
  callsOfCallers,
  forgetNotes,
  forgetOwed,
  forgetPatients,
  keepCaller,
  plannedFor,
  tellingCalls,
} from './caller-erasure-store';
import { forgetAliases, hashesOfCallers } from './caller-names-store';
import { forgetContacts, keepMarksOfCalls } from './campaign-caller-store';
import { ObligationRefold } from './obligation-refold';

/** What was blanked of callers. */
export type BlankedCallers = {
  /** Events that told one of them. */
  readonly events: number;
  /** Their calls. */
  readonly callKeys: readonly string[];
};

/**
 * Takes callers out of the log and out of what is folded from it. Every figure of calls stays: none is of a caller. Who
 * is owed a call is a caller: of nobody, a message or a wish is owed one as a call by itself, and a call that nobody
 * answered is owed none, as ever when the number is withheld.
 */
@Injectable()
export class FoldedCallers {
  constructor(
    private readonly database: Database,
    private readonly owed: ObligationRefold,
  ) {}

  /** Every hash under which these callers are known, their own among them. */
  hashesOf(tenantId: string, hashes: readonly string[]): Promise<readonly string[]> {
    return this.database.withTenant(tenantId, (tx) => hashesOfCallers(tx, tenantId, hashes));
  }

  /** The calls of which log or fold tells these callers: known until {@link blank} is done. */
  async callKeysOf(tenantId: string, hashes: readonly string[]): Promise<readonly string[]> {
    const calls = await this.database.asOwner((tx) => callsOfCallers(tx, tenantId, hashes));
    return calls.map(({ source, callId }) => callKey(source, callId));
  }

  /** By their hashes; done again it changes nothing. Boards that show one of the calls read it anew. */
  async blank(tenantId: string, hashes: readonly string[]): Promise<BlankedCallers> {
    const calls = await this.database.asOwner((tx) => callsOfCallers(tx, tenantId, hashes));
    // The log first: a fold that read it before has committed by the time its cursor is ours.
    const events = await this.database.asOwner((tx) => blankEvents(tx, tenantId, calls, hashes));
    const callKeys = calls.map(({ source, callId }) => callKey(source, callId));
    const planned = await this.database.withTenant(tenantId, (tx) => plannedFor(tx, tenantId, hashes));
    await this.database.asOwner((tx) => blankNotes(tx, tenantId, [...callKeys, ...planned]));
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
        if ((await waitForCursor(tx, tenantId)) === undefined) return;
        await keepMarksOfCalls(tx, tenantId, callKeys);
        await forgetContacts(tx, tenantId, [...hashes]);
        await forgetSharedCallers(tx, tenantId, [...hashes]);
        for (const { key, facts } of await tellingCalls(tx, tenantId, callKeys)) {
          const left = decodeFacts(facts).map((fact) => withoutCaller(fact, hashes));
          const aniHash = left.find((fact) => fact.aniHash !== undefined)?.aniHash ?? null;
          await keepCaller(tx, tenantId, { key, facts: encodeFacts(left), aniHash });
        }
        await forgetAliases(tx, tenantId, [...hashes]);
        const planned = await forgetPatients(tx, tenantId, [...hashes]);
        await forgetNotes(tx, tenantId, [...callKeys, ...planned]);
        const gone = await forgetOwed(tx, tenantId, [...hashes]);
        await this.owed.ofCalls(tx, tenantId, { callKeys, planned, gone });
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

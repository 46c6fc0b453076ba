import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { waitForCursor } from '../event-log/log-progress-store';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent, settingsApplied } from '../event-log/server-events';
import { Clock } from '../platform/clock';
import { TenantSettings } from '../settings/tenant-settings';
import { callKeysOfCallers } from './caller-names-store';
import { ChangeStore, type Change } from './change-store';
import { ObligationProjection } from './obligation-projection';
import { lineOfRow } from './obligation-store';
import type { EndedObligation } from './retention-store';
import { Turn } from './turn';
import { Upgrade } from './upgrade';

/** What was of a caller: calls, the keys of follow-ups, and obligations, by id. */
type WithoutCaller = {
  readonly callKeys: readonly string[];
  readonly planned: readonly string[];
  readonly gone: readonly string[];
};

type Refold = (turn: Turn) => Promise<void>;

/**
 * Folds again what callers are owed where calls were changed, or taken away, beside the log: what is stored then is what
 * a rebuild gives. The caller holds the tenant's cursor; those who watch the calls and the list read them anew.
 */
@Injectable()
export class ObligationRefold {
  constructor(
    private readonly settings: TenantSettings,
    private readonly upgrade: Upgrade,
    private readonly obligations: ObligationProjection,
    private readonly changes: ChangeStore,
    private readonly log: PgEventLog,
    private readonly clock: Clock,
  ) {}

  /** After these calls, and what was planned, have lost their caller; `gone` is what the caller was owed. */
  ofCalls(tx: EntityManager, tenantId: string, { callKeys, planned, gone }: WithoutCaller): Promise<void> {
    const changed = [...callKeys.map(ofKind('call')), ...gone.map(ofKind('obligation'))];
    const refold: Refold = async (turn) => {
      await this.obligations.foldCallsAnew(tx, turn, callKeys);
      await this.obligations.foldPlannedAnew(tx, turn, planned);
    };
    return this.run(tx, tenantId, { id: 'callers-erased', changed }, refold);
  }

  /** After these have ended with the call that opened them. */
  ofEnded(tx: EntityManager, tenantId: string, ended: readonly EndedObligation[]): Promise<void> {
    const changed = ended.map(({ id }) => id).map(ofKind('obligation'));
    const lines = ended.map(lineOfRow);
    const refold: Refold = (turn) => this.obligations.foldLinesAnew(tx, turn, lines);
    return this.run(tx, tenantId, { id: 'obligations-ended', changed }, refold);
  }

  /**
   * After it was decided whether these callers are many people with one number; nothing else of their calls changes.
   * False where it has to be done later, since obligations are being folded again from the log.
   */
  async ofCallers(tx: EntityManager, tenantId: string, hashes: readonly string[]): Promise<boolean> {
    const cursor = await waitForCursor(tx, tenantId);
    if (cursor === undefined || this.upgrade.behind(cursor).has(this.obligations.name)) return false;
    const callKeys = await callKeysOfCallers(tx, tenantId, hashes);
    const refold: Refold = async (turn) => {
      await this.obligations.foldCallersAnew(tx, turn, hashes);
      await this.obligations.foldCallsAnew(tx, turn, callKeys);
    };
    await this.run(tx, tenantId, { id: 'callers-shared', changed: [] }, refold);
    return true;
  }

  private async run(
    tx: EntityManager,
    tenantId: string,
    { id, changed }: { readonly id: string; readonly changed: readonly Omit<Change, 'seq'>[] },
    refold: Refold,
  ): Promise<void> {
    const cursor = await waitForCursor(tx, tenantId);
    if (cursor === undefined) return;
    await this.settings.ensureLoaded(tx, tenantId);
    const standings = this.upgrade.behind(cursor);
    // Told after what was folded before, so that nobody who read that far misses it.
    const turn = new Turn({ tenantId, seq: cursor.seq + 1, kept: cursor.kept }, standings);
    // What is behind is folded again from the log.
    if (!standings.has(this.obligations.name)) await refold(turn);
    const all = [...changed, ...turn.changes];
    if (all.length === 0) return;
    await this.changes.add(tx, tenantId, cursor.seq + 1, all);
    const at = this.clock.now();
    const told = { type: settingsApplied, at, subject: tenantId, id: `${id}-${randomUUID()}` };
    await this.log.append(tx, tenantId, [serverEvent(told)]);
  }
}

const ofKind =
  (kind: Change['kind']) =>
  (key: string): Omit<Change, 'seq'> => ({ kind, key });

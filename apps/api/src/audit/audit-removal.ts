import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { RoundRun } from '../platform/rounds/round';
import { actAs } from '../platform/transaction';
import { Keyring } from '../privacy/keyring';
import { hashOfEntry, theServer, type AuditHead, type KeptEntry } from './audit-entry';
import { AuditHeads } from './audit-heads';
import { appendEntries, keepAfter, lockHead, oldPiece, type OldPiece } from './audit-store';

const removalAction = 'retention.audit';

/**
 * Takes away the beginning of a tenant's audit log, piece by piece. Each piece leaves an entry in the same transaction
 * that says where the log begins from then on: a beginning that no entry tells of was taken away by somebody else.
 */
@Injectable()
export class AuditRemoval {
  /** How many entries one transaction takes away at most. */
  pace = 20_000;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly heads: AuditHeads,
  ) {}

  /**
   * Takes away what was written before an instant (ms); how many entries that were. Nothing of a log that is not the one
   * whose end was noted outside the database.
   */
  async run(tenantId: string, before: number, { isStopping }: Pick<RoundRun, 'isStopping'>): Promise<number> {
    const advanced = await this.heads.advance(tenantId);
    if (advanced === undefined || advanced.contradicted !== null) return 0;
    let total = 0;
    while (!isStopping()) {
      const count = await this.piece(tenantId, before);
      total += count;
      if (count < this.pace) break;
    }
    return total;
  }

  /** With the owner's rights: nobody else takes anything out of the log. */
  private piece(tenantId: string, before: number): Promise<number> {
    return this.database.asOwner(async (tx) => {
      await actAs(tx, tenantId);
      const head = await lockHead(tx, tenantId);
      const piece = await oldPiece(tx, tenantId, before, this.pace);
      if (piece === undefined) return 0;
      const entry = this.proof(head, before, piece);
      const hash = hashOfEntry(this.keyring.keyOf(tenantId, 'audit chain'), head.hash, entry);
      await appendEntries(tx, tenantId, [{ ...entry, hash }]);
      await keepAfter(tx, tenantId, piece.last);
      return piece.count;
    });
  }

  private proof({ seq }: AuditHead, before: number, { count, last }: OldPiece): KeptEntry {
    const subject = `before=${new Date(before).toISOString()} count=${count} ${beginningText(last)}`;
    const what = { actor: theServer, action: removalAction, subject };
    return { ...what, seq: seq + 1, at: this.clock.now(), requestId: null, address: null, times: 1 };
  }
}

/** Whether an entry says that the log begins after this one. */
export function tellsOfBeginning({ actor, action, subject }: KeptEntry, start: AuditHead): boolean {
  const isRemoval = actor.kind === 'server' && action === removalAction;
  return isRemoval && subject?.endsWith(` ${beginningText(start)}`) === true;
}

const beginningText = ({ seq, hash }: AuditHead): string => `after=${seq}:${hash.toString('hex')}`;

import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { errorFields } from '../platform/logging';
import { theServer, type AuditHead } from './audit-entry';
import { AuditHeads } from './audit-heads';
import { AuditLog } from './audit-log';
import { keptChain } from './audit-store';
import {
  beginVerification,
  endVerification,
  readVerification,
  touchVerification,
  type StoredVerification,
} from './audit-verification-store';
import { AuditVerifier, type AuditVerdict } from './audit-verifier';

/** Whoever tells nothing for so long is no longer at it. */
const silenceMs = 60_000;
/** How many entries are read between two words of how far it has come. */
const toldEvery = 10_000;

/** Verifies audit logs and remembers what was found: in the database, and in the log itself. */
@Injectable()
export class AuditVerifications {
  private readonly logger = new Logger('Audit');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: AuditLog,
    private readonly heads: AuditHeads,
    private readonly verifier: AuditVerifier,
  ) {}

  /**
   * Reads the whole log, against the end that was noted outside the database and those that are given as `known`.
   * Undefined while another one is at it.
   */
  async run(tenantId: string, known: readonly AuditHead[] = []): Promise<AuditVerdict | undefined> {
    return (await this.begin(tenantId)) ? this.finish(tenantId, known) : undefined;
  }

  /** Begins one that goes on by itself, unless one is under way. */
  async start(tenantId: string): Promise<void> {
    if (await this.begin(tenantId))
      void this.finish(tenantId, []).catch((error: unknown) => {
        this.logger.warn({ tenantId, ...(error instanceof Error && errorFields(error)) });
      });
  }

  /** What the last one found, and how far the one under way has come; `touchedAt` is null while none is. */
  async state(tenantId: string): Promise<StoredVerification | undefined> {
    const found = await this.database.withTenant(tenantId, (tx) => readVerification(tx, tenantId));
    const isSilent = (found?.touchedAt ?? 0) < this.clock.now() - silenceMs;
    return found === undefined || !isSilent ? found : { ...found, touchedAt: null };
  }

  private async begin(tenantId: string): Promise<boolean> {
    await this.log.flush(tenantId);
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      const chain = await keptChain(tx, tenantId);
      const of = chain === undefined ? 0 : chain.head.seq - chain.start.seq;
      return beginVerification(tx, tenantId, { now, silentSince: now - silenceMs, of });
    });
  }

  private async finish(tenantId: string, known: readonly AuditHead[]): Promise<AuditVerdict> {
    let found: AuditVerdict | null = null;
    try {
      const noted = await this.heads.noted(tenantId);
      const ends = noted === undefined ? known : [...known, noted];
      found = await this.verifier.verify(tenantId, ends, (read) => this.told(tenantId, read));
      if (found.firstBreak === null) await this.heads.note(tenantId, found.head);
      else this.logger.error({ tenantId, auditBreak: found.firstBreak });
      this.log.record(tenantId, { actor: theServer, action: 'audit.verified', subject: textOf(found) });
      return found;
    } finally {
      await this.end(tenantId, found);
    }
  }

  private async told(tenantId: string, read: number): Promise<void> {
    if (read % toldEvery !== 0) return;
    const now = this.clock.now();
    await this.database.withTenant(tenantId, (tx) => touchVerification(tx, tenantId, now, read));
  }

  private async end(tenantId: string, found: AuditVerdict | null): Promise<void> {
    const verdict = found === null ? null : { ...found, at: this.clock.now(), head: headText(found.head) };
    await this.database.withTenant(tenantId, (tx) => endVerification(tx, tenantId, verdict));
  }
}

/** `NUMBER:HASH` */
export const headText = ({ seq, hash }: AuditHead): string => `${seq}:${hash.toString('hex')}`;

function textOf({ entries, head, firstBreak }: AuditVerdict): string {
  const result = firstBreak === null ? 'whole' : `${firstBreak.kind}=${firstBreak.seq}`;
  return `${result} entries=${entries} head=${head.seq}`;
}

import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { Keyring } from '../privacy/keyring';
import { hashOfEntry, noHead, type AuditHead } from './audit-chain';
import { chainHead, entriesAfter, type ChainedEntry } from './audit-store';

/** The first thing that is wrong with a chain. */
export type AuditBreak = Readonly<{
  /** Of the entry it is about. */
  seq: number;
  /**
   * `altered`: the entry is not what was written. `missing`: it is not there, though later ones are. `cut`: the log ends
   * before it, though the end of the chain, or an end that was noted elsewhere, says that it was there. `forged`: it is
   * there, and an end that was noted elsewhere says that another one was.
   */
  kind: 'altered' | 'missing' | 'cut' | 'forged';
}>;

/** What verifying found. */
export type AuditVerdict = Readonly<{
  /** How many entries were read. */
  entries: number;
  /** The last one that is whole: to be noted elsewhere, and given when verifying again. */
  head: AuditHead;
  firstBreak: AuditBreak | null;
}>;

const pageLength = 2_000;

/** Computes a tenant's chain anew from what is stored. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** `known`: ends that were noted outside the database; what they say must be found in it. */
  async verify(tenantId: string, known: readonly AuditHead[] = []): Promise<AuditVerdict> {
    const end = await this.database.withTenant(tenantId, (tx) => chainHead(tx, tenantId));
    const key = this.keyring.keyOf(tenantId, 'audit chain');
    let head = noHead;
    let entries = 0;
    for await (const entry of this.allEntries(tenantId)) {
      const kind = faultOf(entry, head, key) ?? forgery(entry, known);
      if (kind !== null)
        return { entries, head, firstBreak: { seq: kind === 'missing' ? head.seq + 1 : entry.seq, kind } };
      head = { seq: entry.seq, hash: entry.hash };
      entries += 1;
    }
    const promised = Math.max(end?.seq ?? 0, ...known.map(({ seq }) => seq));
    return { entries, head, firstBreak: promised > head.seq ? { seq: head.seq + 1, kind: 'cut' } : null };
  }

  private async *allEntries(tenantId: string): AsyncGenerator<ChainedEntry> {
    for (let last: number | undefined = 0; last !== undefined;) {
      const from: number = last;
      const page = await this.database.withTenant(tenantId, (tx) =>
        entriesAfter(tx, tenantId, from, pageLength),
      );
      yield* page;
      last = page.at(-1)?.seq;
    }
  }
}

function faultOf(entry: ChainedEntry, before: AuditHead, key: Buffer): 'altered' | 'missing' | null {
  if (entry.seq !== before.seq + 1) return 'missing';
  return hashOfEntry(key, before.hash, entry).equals(entry.hash) ? null : 'altered';
}

function forgery(entry: ChainedEntry, known: readonly AuditHead[]): 'forged' | null {
  return known.some(({ seq, hash }) => seq === entry.seq && !hash.equals(entry.hash)) ? 'forged' : null;
}

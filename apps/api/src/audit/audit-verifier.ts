import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { Keyring } from '../privacy/keyring';
import { hashOfEntry, noHead, type AuditHead } from './audit-entry';
import { tellsOfBeginning } from './audit-removal';
import { entriesAfter, keptChain, type ChainedEntry, type KeptChain } from './audit-store';

/** The first thing that is wrong with a chain. */
export type AuditBreak = Readonly<{
  /** Of the entry it is about. */
  seq: number;
  /**
   * `altered`: the entry is not what was written. `missing`: it is not there, though later ones are, and no entry tells
   * that it was taken away after its time. `cut`: the log ends
   * before it, though the end of the chain, or an end that was noted elsewhere, says that it was there. `forged`: it is
   * there, and an end that was noted elsewhere says that another one was.
   */
  kind: 'altered' | 'missing' | 'cut' | 'forged';
}>;

/** What verifying found. */
export type AuditVerdict = Readonly<{
  /** How many entries were read. */
  entries: number;
  /** The first entry that is kept, its instant in ms; null when none is. */
  from: Readonly<{ seq: number; at: number }> | null;
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

  /**
   * `known`: ends that were noted outside the database; what they say must be found in it. `told` is waited for after
   * each entry that is whole, with how many those are.
   */
  async verify(
    tenantId: string,
    known: readonly AuditHead[] = [],
    told: (read: number) => Promise<void> = async () => undefined,
  ): Promise<AuditVerdict> {
    const chain = await this.database.withTenant(tenantId, (tx) => keptChain(tx, tenantId));
    const verdict = await this.walk(tenantId, chain, known, told);
    // What is kept long enough may go while it is being read; then the chain begins later.
    const after = await this.database.withTenant(tenantId, (tx) => keptChain(tx, tenantId));
    const isMoved = chain?.start.seq !== after?.start.seq;
    return verdict.firstBreak !== null && isMoved ? this.walk(tenantId, after, known, told) : verdict;
  }

  private async walk(
    tenantId: string,
    chain: KeptChain | undefined,
    known: readonly AuditHead[],
    told: (read: number) => Promise<void>,
  ): Promise<AuditVerdict> {
    const key = this.keyring.keyOf(tenantId, 'audit chain');
    const start = chain?.start ?? noHead;
    let head = start;
    let isBeginningTold = start.seq === 0;
    let from: AuditVerdict['from'] = null;
    let entries = 0;
    for await (const entry of this.entriesAfter(tenantId, head.seq)) {
      const firstBreak = breakAt(entry, head, key) ?? forgery(entry, known);
      if (firstBreak !== null) return { entries, from, head, firstBreak };
      isBeginningTold ||= tellsOfBeginning(entry, start);
      head = { seq: entry.seq, hash: entry.hash };
      from ??= { seq: entry.seq, at: entry.at };
      entries += 1;
      await told(entries);
    }
    const ends = chain === undefined ? known : [...known, chain.head];
    return { entries, from, head, firstBreak: cutAfter(head, ends) ?? untold(start, isBeginningTold) };
  }

  private async *entriesAfter(tenantId: string, after: number): AsyncGenerator<ChainedEntry> {
    for (let last: number | undefined = after; last !== undefined;) {
      const from: number = last;
      const page = await this.database.withTenant(tenantId, (tx) =>
        entriesAfter(tx, tenantId, from, pageLength),
      );
      yield* page;
      last = page.at(-1)?.seq;
    }
  }
}

function breakAt(entry: ChainedEntry, before: AuditHead, key: Buffer): AuditBreak | null {
  const seq = before.seq + 1;
  if (entry.seq !== seq) return { seq, kind: 'missing' };
  return hashOfEntry(key, before.hash, entry).equals(entry.hash) ? null : { seq, kind: 'altered' };
}

function forgery(entry: ChainedEntry, known: readonly AuditHead[]): AuditBreak | null {
  const isAnother = known.some(({ seq, hash }) => seq === entry.seq && !hash.equals(entry.hash));
  return isAnother ? { seq: entry.seq, kind: 'forged' } : null;
}

/** The log ends before one of the ends that were told of. */
function cutAfter({ seq }: AuditHead, ends: readonly AuditHead[]): AuditBreak | null {
  return ends.some((end) => end.seq > seq) ? { seq: seq + 1, kind: 'cut' } : null;
}

/** What is missing at the beginning is told of by the entry that its removal left. */
function untold({ seq }: AuditHead, isTold: boolean): AuditBreak | null {
  return isTold ? null : { seq, kind: 'missing' };
}

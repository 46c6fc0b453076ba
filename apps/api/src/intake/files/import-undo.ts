import { Injectable } from '@nestjs/common';

import { Bell } from '../../platform/bell';
import { ImportLedger } from './import-ledger';
import { Retractions } from './retractions';

/** What became of taking an import back. */
export type UndoAnswer =
  | { readonly found: false }
  | {
      readonly found: true;
      readonly alreadyUndone: boolean;
      /** Rows whose events were taken back now. */
      readonly takenBack: number;
      /** Rows whose events are no longer in the log: what they contributed stays. */
      readonly sealed: number;
    };

/**
 * Takes back what an import brought, so that every call is what it would be had the file never been read; corrections
 * by other files stand.
 */
@Injectable()
export class ImportUndo {
  constructor(
    private readonly ledger: ImportLedger,
    private readonly retractions: Retractions,
    private readonly bell: Bell,
  ) {}

  /** Broken off, it goes on where it was when it is asked again. */
  async undo(tenantId: string, importId: number): Promise<UndoAnswer> {
    const begun = { tenantId, importId };
    // From here on nothing more is taken in from the file, should it still be read.
    const known = await this.ledger.close(begun);
    if (known === undefined) return { found: false };
    let takenBack = 0;
    let sealed = 0;
    for (;;) {
      const { rows, events } = await this.retractions.step(begun);
      if (rows === 0) break;
      takenBack += events;
      sealed += rows - events;
      this.bell.ring(tenantId);
    }
    return { found: true, alreadyUndone: known.undoneAt !== null, takenBack, sealed };
  }
}

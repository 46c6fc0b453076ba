import { Injectable } from '@nestjs/common';
import type { RejectionCode } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { uuidText } from '../event-log/event-identity';
import { Clock } from '../platform/clock';
import { Keyring } from '../privacy/keyring';
import {
  forgetRefused,
  forgetRefusedBefore,
  keepRefused,
  listRefused,
  readSealed,
  type QuarantineEntry,
  type QuarantineRow,
} from './quarantine-store';
import { idOfText, openText, sealText } from '../privacy/sealed-text';

/** A refused event with the text it came in. */
export type Refused = Readonly<{ code: RejectionCode; message: string; text: string }>;

/** A refused text that can be tried again. */
export type Retriable = Readonly<{ id: string; text: string }>;

const keptDays = 30;
const msPerDay = 86_400_000;
/** Of a longer text only the beginning is kept: enough to see what was sent. */
const maxTextLength = 262_144;
const firstId = '00000000-0000-0000-0000-000000000000';

/** Where refused events wait, encrypted, for thirty days: to be looked into and, once there is a cure, tried again. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Keeps them in the transaction that answers for their batch. */
  async keep(tx: EntityManager, tenantId: string, refused: readonly Refused[]): Promise<void> {
    const rows = new Map<string, QuarantineRow>();
    for (const one of refused) {
      const row = this.seal(tenantId, one);
      rows.set(row.id, { ...row, times: (rows.get(row.id)?.times ?? 0) + 1 });
    }
    await keepRefused(tx, tenantId, [...rows.values()], this.clock.now());
  }

  list(tx: EntityManager, tenantId: string, limit: number): Promise<QuarantineEntry[]> {
    return listRefused(tx, tenantId, limit);
  }

  /** The next texts to try again, by id; one that does not open (another installation's key) is left out. */
  async next(
    tx: EntityManager,
    tenantId: string,
    after: string = firstId,
    limit = 100,
  ): Promise<{ readonly found: readonly Retriable[]; readonly last: string | null }> {
    const entries = await readSealed(tx, tenantId, after, limit);
    const key = this.keyring.keyOf(tenantId, 'quarantine');
    const found = entries.flatMap(({ id, sealed }) => {
      const text = openText(sealed, key, `${tenantId} ${id}`);
      return text === null ? [] : [{ id, text }];
    });
    return { found, last: entries.at(-1)?.id ?? null };
  }

  forget(tx: EntityManager, tenantId: string, ids: readonly string[]): Promise<void> {
    return forgetRefused(tx, tenantId, ids);
  }

  /** Forgets what has waited for thirty days. */
  forgetOld(tx: EntityManager, tenantId: string): Promise<void> {
    return forgetRefusedBefore(tx, tenantId, this.clock.now() - keptDays * msPerDay);
  }

  private seal(tenantId: string, { code, message, text }: Refused): QuarantineRow {
    const id = uuidText(idOfText(text, this.keyring.keyOf(tenantId, 'quarantine ids')));
    const truncated = text.length > maxTextLength;
    const kept = truncated ? text.slice(0, maxTextLength) : text;
    const sealed = sealText(kept, this.keyring.keyOf(tenantId, 'quarantine'), `${tenantId} ${id}`);
    return { id, code, message, truncated, sealed, times: 1 };
  }
}

import { Injectable } from '@nestjs/common';
import type { RejectionCode } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { uuidText } from '../event-log/logged-event';
import { Clock } from '../platform/clock';
import { Keyring } from '../privacy/keyring';
import {
  forgetRefused,
  forgetRefusedBefore,
  keepRefused,
  keptBytes,
  listRefused,
  listRefusedOf,
  readSealed,
  type QuarantineEntry,
  type QuarantineRow,
  type SealedEntry,
} from './quarantine-store';
import { countUnkept } from './intake-instruments';
import { idOfText, openText, sealText } from '../privacy/sealed-text';

/** A refused event with the text it came in, and how often that came. */
export type Refused = Readonly<{ code: RejectionCode; message: string; text: string; times?: number }>;

/** A refused text that can be tried again. */
export type Retriable = Readonly<{ id: string; text: string }>;

/** How long a refused event is kept. */
export const keptDays = 30;
const msPerDay = 86_400_000;
/** Of a longer text only the beginning is kept: enough to see what was sent. */
const maxTextLength = 262_144;
/** All that is kept of one tenant: a sender cannot fill the disk with what it is refused. */
const mostBytes = 67_108_864;
/** How long what is known of that may be old. */
const sizeFreshMs = 60_000;
const firstId = '00000000-0000-0000-0000-000000000000';

/** Where refused events wait, encrypted, for thirty days: to be looked into and, once there is a cure, tried again. */
@Injectable()
export class Quarantine {
  private readonly sizes = new Map<string, { bytes: number; readonly until: number }>();

  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps them in the transaction that answers for their batch. Doubles are joined before any is sealed; once a tenant's
   * share of the disk is full, what comes new is not kept.
   */
  async keep(tx: EntityManager, tenantId: string, refused: readonly Refused[]): Promise<void> {
    if (refused.length === 0) return;
    const distinct = joined(refused);
    const size = await this.sizeOf(tx, tenantId);
    const rows: QuarantineRow[] = [];
    for (const one of distinct) {
      if (size.bytes >= mostBytes) break;
      const row = this.seal(tenantId, one);
      size.bytes += row.sealed.length;
      rows.push(row);
    }
    countUnkept(distinct.length - rows.length);
    await keepRefused(tx, tenantId, rows, this.clock.now());
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
    const entries = await readSealed(tx, tenantId, { after, limit });
    return { found: this.opened(tenantId, entries), last: entries.at(-1)?.id ?? null };
  }

  /** Forgets every text, cut ones too, of which `isMeant` says so; gives back how many. */
  async forgetThose(
    tx: EntityManager,
    tenantId: string,
    isMeant: (text: string) => boolean,
  ): Promise<number> {
    const ids = await this.idsOfThose(tx, tenantId, isMeant);
    await forgetRefused(tx, tenantId, ids);
    return ids.length;
  }

  /** Every text, cut ones too, of which `isMeant` says so: without the text itself. */
  async listThose(
    tx: EntityManager,
    tenantId: string,
    isMeant: (text: string) => boolean,
  ): Promise<readonly QuarantineEntry[]> {
    return listRefusedOf(tx, tenantId, await this.idsOfThose(tx, tenantId, isMeant));
  }

  private async idsOfThose(
    tx: EntityManager,
    tenantId: string,
    isMeant: (text: string) => boolean,
  ): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let after: string | undefined = firstId; after !== undefined;) {
      const page = { after, limit: 100, withCut: true };
      const entries: readonly SealedEntry[] = await readSealed(tx, tenantId, page);
      ids.push(...this.opened(tenantId, entries).flatMap(({ id, text }) => (isMeant(text) ? [id] : [])));
      after = entries.at(-1)?.id;
    }
    return ids;
  }

  forget(tx: EntityManager, tenantId: string, ids: readonly string[]): Promise<void> {
    return forgetRefused(tx, tenantId, ids);
  }

  /** Forgets what has waited for thirty days; gives back from before when, and how many. */
  async forgetOld(
    tx: EntityManager,
    tenantId: string,
  ): Promise<{ readonly before: number; readonly count: number }> {
    const before = this.clock.now() - keptDays * msPerDay;
    return { before, count: await forgetRefusedBefore(tx, tenantId, before) };
  }

  /** What a tenant's take on the disk, asked once a minute and added up meanwhile. */
  private async sizeOf(tx: EntityManager, tenantId: string): Promise<{ bytes: number }> {
    const now = this.clock.now();
    const known = this.sizes.get(tenantId);
    if (known !== undefined && now < known.until) return known;
    const size = { bytes: await keptBytes(tx, tenantId), until: now + sizeFreshMs };
    this.sizes.set(tenantId, size);
    return size;
  }

  private opened(tenantId: string, entries: readonly SealedEntry[]): readonly Retriable[] {
    const key = this.keyring.keyOf(tenantId, 'quarantine');
    return entries.flatMap(({ id, sealed }) => {
      const text = openText(sealed, key, `${tenantId} ${id}`);
      return text === null ? [] : [{ id, text }];
    });
  }

  private seal(tenantId: string, { code, message, text, times = 1 }: Refused): QuarantineRow {
    const id = uuidText(idOfText(text, this.keyring.keyOf(tenantId, 'quarantine ids')));
    const truncated = text.length > maxTextLength;
    const kept = truncated ? text.slice(0, maxTextLength) : text;
    const sealed = sealText(kept, this.keyring.keyOf(tenantId, 'quarantine'), `${tenantId} ${id}`);
    return { id, code, message, truncated, sealed, times };
  }
}

/** Each text once, with its last reason and how often it came. */
function joined(refused: readonly Refused[]): readonly Refused[] {
  const byText = new Map<string, Refused>();
  for (const one of refused) {
    const times = (byText.get(one.text)?.times ?? 0) + (one.times ?? 1);
    byText.set(one.text, { ...one, times });
  }
  return [...byText.values()];
}

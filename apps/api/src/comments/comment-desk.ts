import { randomUUID } from 'node:crypto';

import type { CommentLogEntry, CommentReason } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { wholeClinicsOf } from '../access/scope-reach';
import type { Asking } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound } from '../platform/problems';
import { Keyring } from '../privacy/keyring';
import { openText } from '../privacy/sealed-text';
import { insertLog, readLog } from './comment-log-store';
import { sealName } from './comment-keeper';
import { changeComment, commentsOfCalls, eraseOfCalls, type CommentChange } from './comment-store';

/** What a caller wrote, and with which call; the instant in ms. */
export type WrittenComment = { readonly callKey: string; readonly at: number; readonly text: string };

/** Hides, shows and erases comments, and keeps a log of it. */
@Injectable()
export class CommentDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  /** Rejects with 404 where there is none of that id in the viewer's scope whose text is still kept. */
  async change(
    { tenantId, scope }: Asking,
    id: string,
    change: CommentChange,
    reason: CommentReason | null,
  ): Promise<CommentLogEntry> {
    const now = this.clock.now();
    await this.database.withTenant(tenantId, async (tx) => {
      const found =
        isUuid(id) &&
        (await changeComment(tx, tenantId, { id, change, now, clinicIds: wholeClinicsOf(scope) }));
      if (!found) throw notFound('There is no comment of that id, or its text is erased.');
      await insertLog(tx, tenantId, [{ entryId: randomUUID(), commentId: id, action: change, reason }], now);
    });
    return { at: new Date(now).toISOString(), commentId: id, action: change, reason };
  }

  /** Erases what was written with these calls, as their caller asked; gives back how many. */
  async eraseOfCalls(tenantId: string, callKeys: readonly string[]): Promise<number> {
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      const ids = await eraseOfCalls(tx, tenantId, callKeys, now);
      const why = { action: 'erased', reason: 'asked_by_patient' } as const;
      await insertLog(
        tx,
        tenantId,
        ids.map((commentId) => ({ entryId: randomUUID(), commentId, ...why })),
        now,
      );
      return ids.length;
    });
  }

  /** What was written with these calls, as it is kept: scrubbed. One that does not open is left out. */
  async ofCalls(tenantId: string, callKeys: readonly string[]): Promise<readonly WrittenComment[]> {
    const rows = await this.database.withTenant(tenantId, (tx) => commentsOfCalls(tx, tenantId, callKeys));
    const key = this.keyring.keyOf(tenantId, 'survey comments');
    return rows.flatMap(({ id, callKey, at, sealed }) => {
      const text = openText(sealed, key, sealName(tenantId, id));
      return text === null ? [] : [{ callKey, at, text }];
    });
  }

  /** What was done, newest first. */
  log({ tenantId, scope }: Asking, limit: number): Promise<CommentLogEntry[]> {
    const clinicIds = wholeClinicsOf(scope);
    return this.database.withTenant(tenantId, (tx) => readLog(tx, tenantId, { clinicIds, limit }));
  }
}

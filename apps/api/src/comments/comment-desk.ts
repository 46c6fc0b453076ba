import { randomUUID } from 'node:crypto';

import type { CommentLogEntry, CommentReason } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { notFound } from '../platform/problems';
import { insertLog, readLog } from './comment-log-store';
import { changeComment, type CommentChange } from './comment-store';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** Hides, shows and erases comments, and keeps a log of it. */
@Injectable()
export class CommentDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Rejects with 404 where there is none of that id whose text is still kept. */
  async change(
    tenantId: string,
    id: string,
    change: CommentChange,
    reason: CommentReason | null,
  ): Promise<CommentLogEntry> {
    const now = this.clock.now();
    await this.database.withTenant(tenantId, async (tx) => {
      const found = uuid.test(id) && (await changeComment(tx, tenantId, { id, change, now }));
      if (!found) throw notFound('There is no comment of that id, or its text is erased.');
      await insertLog(tx, tenantId, [{ entryId: randomUUID(), commentId: id, action: change, reason }], now);
    });
    return { at: new Date(now).toISOString(), commentId: id, action: change, reason };
  }

  /** What was done, newest first. */
  log(tenantId: string, limit: number): Promise<CommentLogEntry[]> {
    return this.database.withTenant(tenantId, (tx) => readLog(tx, tenantId, limit));
  }
}

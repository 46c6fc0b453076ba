import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { CommentKeeper } from '../comments/comment-keeper';
import { Quarantine, type Refused } from './quarantine';
import type { TakenWords } from './read-items';

/** What of a batch is kept beside the log, in the transaction that appends it: what was refused, and free text. */
@Injectable()
export class KeptBeside {
  constructor(
    private readonly quarantine: Quarantine,
    private readonly comments: CommentKeeper,
  ) {}

  keepRefused(tx: EntityManager, tenantId: string, refused: readonly Refused[]): Promise<void> {
    return this.quarantine.keep(tx, tenantId, refused);
  }

  keepComments(tx: EntityManager, tenantId: string, taken: readonly TakenWords[]): Promise<void> {
    const comments = taken.map(({ event, comment }) => ({
      ...comment,
      source: event.source,
      callId: event.subject,
      surveyEventId: event.id,
      at: event.at,
    }));
    return this.comments.keepAll(tx, tenantId, comments);
  }
}

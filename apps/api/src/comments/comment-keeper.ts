import { unknownChannel } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, eventHash, pairText, uuidText } from '../event-log/event-identity';
import { sealText } from '../privacy/sealed-text';
import { Clock } from '../platform/clock';
import { Keyring } from '../privacy/keyring';
import type { CommentedAnswer, ToldComment } from './comment';
import { eraseOfAnswers, insertComments, type CommentRow } from './comment-store';
import { scrubComment } from './scrub/scrub-comment';

/** Under which name a comment's text is sealed: moved to another row it does not open. */
export const sealName = (tenantId: string, commentId: string): string => `${tenantId} ${commentId}`;

/** Where what patients wrote is kept: scrubbed, sealed, apart from the log. */
@Injectable()
export class CommentKeeper {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a comment in the transaction that appends its event. One that came before with the same event is kept once; one
   * of which nothing is left once names and numbers are out is not kept at all.
   */
  keep(tx: EntityManager, tenantId: string, comment: ToldComment): Promise<void> {
    return this.keepAll(tx, tenantId, [comment]);
  }

  async keepAll(tx: EntityManager, tenantId: string, comments: readonly ToldComment[]): Promise<void> {
    if (comments.length === 0) return;
    const rows = new Map<string, CommentRow>();
    for (const comment of comments) {
      const row = this.rowOf(tenantId, comment);
      if (row !== null && !rows.has(row.id)) rows.set(row.id, row);
    }
    if (rows.size > 0) await insertComments(tx, tenantId, [...rows.values()], this.clock.now());
  }

  /** Erases what was written with these answers: they were corrected, or taken back. */
  async forget(tx: EntityManager, tenantId: string, answers: readonly CommentedAnswer[]): Promise<void> {
    if (answers.length === 0) return;
    const keys = answers.map(({ source, callId, channel }) => ({
      callKey: callKey(source, callId),
      channel: channel ?? unknownChannel,
    }));
    await eraseOfAnswers(tx, tenantId, keys, this.clock.now());
  }

  private rowOf(tenantId: string, comment: ToldComment): CommentRow | null {
    const text = scrubComment(comment.text);
    if (text === '') return null;
    const { source, callId, surveyEventId, language, at } = comment;
    const id = uuidText(eventHash(pairText(source, surveyEventId)).toString('hex'));
    const key = this.keyring.keyOf(tenantId, 'survey comments');
    const sealed = sealText(text, key, sealName(tenantId, id));
    const channel = comment.channel ?? unknownChannel;
    return { id, callKey: callKey(source, callId), channel, at, language, sealed };
  }
}

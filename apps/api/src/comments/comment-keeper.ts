import { createHmac } from 'node:crypto';
import { unknownChannel } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, eventHash, pairText, uuidText } from '../event-log/logged-event';
import { Clock } from '../platform/clock';
import { inSlices } from '../platform/breather';
import { Keyring } from '../privacy/keyring';
import { openText, sealText } from '../privacy/sealed-text';
import {
  eraseOfAnswers,
  exchangeId,
  insertComments,
  nextUnkeyed,
  type CommentRow,
  type UnkeyedComment,
} from './comment-store';
import { scrubComment } from './scrub/scrub-comment';

/** Free text that came with an answer, before it is scrubbed. It may pass through memory only. */
export type ToldComment = {
  /** Source and id of the call. */
  readonly source: string;
  readonly callId: string;
  /** Id of the event the text came with, unique within its source. */
  readonly surveyEventId: string;
  readonly text: string;
  /** Of the survey, where it was told. */
  readonly language: string | null;
  /** When the patient answered, ms since 1970. */
  readonly at: number;
  /** Way of asking, as in the event; absent = unknown. */
  readonly channel?: string | undefined;
};

/** Whose comments: those that a caller gave by one way of asking. */
type CommentedAnswer = Pick<ToldComment, 'source' | 'callId' | 'channel'>;

/** A text without names and numbers, as only the keeper of comments makes it; empty where nothing is left. */
export type ScrubbedText = { readonly scrubbed: string };

/** A comment as it may be kept. */
export type ScrubbedComment = Omit<ToldComment, 'text'> & { readonly text: ScrubbedText };

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
   * Takes names and numbers out of texts, in the order given and a few milliseconds at a time. Done before the
   * transaction that keeps them: no text may hold a connection.
   */
  async scrub(tenantId: string, texts: readonly string[]): Promise<readonly ScrubbedText[]> {
    const scrubbed: ScrubbedText[] = [];
    await inSlices(tenantId, texts, (text) => scrubbed.push({ scrubbed: scrubComment(text) }));
    return scrubbed;
  }

  /**
   * Keeps comments in the transaction that appends their events. One that came before with the same event is kept once;
   * one of which nothing is left is not kept at all.
   */
  async keep(tx: EntityManager, tenantId: string, comments: readonly ScrubbedComment[]): Promise<void> {
    const rows = new Map<string, CommentRow>();
    for (const comment of comments) {
      const row = this.rowOf(tenantId, comment);
      if (row !== null && !rows.has(row.id)) rows.set(row.id, row);
    }
    if (rows.size > 0) await insertComments(tx, tenantId, [...rows.values()], this.clock.now());
  }

  /** Exchanges the next ids that anyone could make for keyed ones, in one transaction; gives back how many. */
  async keyIds(tx: EntityManager, tenantId: string, limit: number): Promise<number> {
    const unkeyed = await nextUnkeyed(tx, tenantId, limit);
    for (const comment of unkeyed) await exchangeId(tx, tenantId, this.underKeyedId(tenantId, comment));
    return unkeyed.length;
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

  private rowOf(tenantId: string, comment: ScrubbedComment): CommentRow | null {
    const text = comment.text.scrubbed;
    if (text === '') return null;
    const { source, callId, surveyEventId, language, at } = comment;
    const id = this.keyed(tenantId, uuidText(eventHash(pairText(source, surveyEventId)).toString('hex')));
    const sealed = this.seal(tenantId, id, text);
    const channel = comment.channel ?? unknownChannel;
    return { id, callKey: callKey(source, callId), channel, at, language, sealed };
  }

  private underKeyedId(tenantId: string, { id, sealed }: UnkeyedComment) {
    const newId = this.keyed(tenantId, id);
    const key = this.keyring.keyOf(tenantId, 'survey comments');
    const text = sealed === null ? null : openText(sealed, key, sealName(tenantId, id));
    // One of another installation's key stays as it is: it opens nowhere.
    return { id, newId, sealed: text === null ? sealed : this.seal(tenantId, newId, text) };
  }

  /** Who knows an event, as a sender does, must not find its comment by it: without the key the id tells nothing. */
  private keyed(tenantId: string, id: string): string {
    const key = this.keyring.keyOf(tenantId, 'comment ids');
    return uuidText(createHmac('sha256', key).update(id).digest('hex'));
  }

  private seal(tenantId: string, id: string, text: string): Buffer {
    return sealText(text, this.keyring.keyOf(tenantId, 'survey comments'), sealName(tenantId, id));
  }
}

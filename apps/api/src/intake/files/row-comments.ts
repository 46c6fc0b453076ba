import { importChannel } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { CommentKeeper, type ScrubbedComment, type ScrubbedText } from '../../comments/comment-keeper';
import type { NewVersion } from './new-versions';
import type { ToldRow } from './told-row';

/** Which answer a row's words belong to. */
export type AnswerOfRow = { readonly source: string; readonly callId: string; readonly slot: string };

/** Keeps what patients wrote in rows of files, beside the log. */
@Injectable()
export class RowComments {
  constructor(private readonly comments: CommentKeeper) {}

  /** What may be kept of the words of rows, by row; those without are not there. */
  async scrub(tenantId: string, rows: readonly ToldRow[]): Promise<ReadonlyMap<ToldRow, ScrubbedText>> {
    const commented = rows.filter(({ comment }) => comment !== undefined);
    const scrubbed = await this.comments.scrub(
      tenantId,
      commented.map(({ comment }) => comment?.text ?? ''),
    );
    return new Map(scrubbed.map((words, place) => [commented[place] as ToldRow, words]));
  }

  /** Keeps the words of new versions, in the transaction that appends their events; those that these replace go. */
  async keep(tx: EntityManager, tenantId: string, versions: readonly NewVersion[]): Promise<void> {
    const corrections = versions.filter(({ version }) => version > 1);
    await this.forget(
      tx,
      tenantId,
      corrections.map(({ row }) => row),
    );
    const standing = new Map(versions.map((version) => [`${version.callKey} ${version.slot}`, version]));
    await this.comments.keep(tx, tenantId, [...standing.values()].flatMap(commentOf));
  }

  /** Erases the words of these answers. */
  async forget(tx: EntityManager, tenantId: string, answers: readonly AnswerOfRow[]): Promise<void> {
    const commented = answers.map(({ source, callId, slot }) => ({
      source,
      callId,
      channel: channelOf(slot),
    }));
    await this.comments.forget(tx, tenantId, commented);
  }
}

/** The mark of a row of calls is an answer of the file's own channel. */
const channelOf = (slot: string): string => (slot === '' ? importChannel : slot);

function commentOf({ row, words, slot, event }: NewVersion): ScrubbedComment[] {
  if (row.comment === undefined || words === undefined) return [];
  const { language = null, at } = row.comment;
  const { source, callId } = row;
  return [{ source, callId, surveyEventId: event.id, text: words, language, at, channel: channelOf(slot) }];
}

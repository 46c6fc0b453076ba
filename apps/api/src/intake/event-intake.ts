import { Injectable } from '@nestjs/common';
import type { IntakeAnswer, RejectedEvent } from '@vigie/contracts';

import type { SendingLimits } from '../access/api-key';
import { CommentKeeper } from '../comments/comment-keeper';
import { callKey } from '../event-log/logged-event';
import { inSlices } from '../platform/breather';
import { NumberVault } from '../privacy/number-vault';
import { EventCommits, eventsPerCommit, type KeptNumber, type KeptWords } from './event-commits';
import { countOutcomes } from './intake-instruments';
import { maxListed, readItems, type RefusedTexts, type TakenNumber, type TakenWords } from './read-items';
import { TenantReadingRules } from './reading-rules';

/** How a list of items is to be taken. */
export type ReceiveOptions = RefusedTexts & {
  /** Stands in where an event names no source. */
  readonly source?: string;
  /** What its sender is bound to; left out: nothing. */
  readonly limits?: SendingLimits;
};

/** The door: everything that happens comes in here, in whatever way it is sent. */
@Injectable()
export class EventIntake {
  constructor(
    private readonly rules: TenantReadingRules,
    private readonly commits: EventCommits,
    private readonly comments: CommentKeeper,
    private readonly vault: NumberVault,
  ) {}

  /**
   * Takes CloudEvents in and answers after COMMIT: what is new goes to the log, what is known is a duplicate, what
   * cannot be read is refused alone and kept in quarantine. Rejects when nothing could be committed; sending the same
   * again is then always safe.
   */
  async receive(
    tenantId: string,
    items: readonly unknown[],
    options: ReceiveOptions = {},
  ): Promise<IntakeAnswer> {
    const rules = await this.rules.of(tenantId, options.source, options.limits);
    const read = await readItems(tenantId, items, rules, options);
    const { events, refused, rejected, rejectedCount, unknownFields } = read;
    const words = await this.scrubbed(tenantId, read.comments);
    const numbers = await this.sealed(tenantId, read.numbers);
    const { accepted, duplicates } = await this.commits.store(tenantId, { events, refused, words, numbers });
    const answer = { received: items.length, accepted, duplicates, rejectedCount, rejected };
    countOutcomes(answer, unknownFields);
    return answer;
  }

  /**
   * The same for any number of items, such as weeks of history: in parts of 5,000, each committed on its own, the next
   * one made while the last one is stored.
   */
  async receiveBulk(
    tenantId: string,
    items: Iterable<unknown> | AsyncIterable<unknown>,
    options: Pick<ReceiveOptions, 'source'> = {},
  ): Promise<IntakeAnswer> {
    const answers = new JoinedAnswers();
    let start = 0;
    let stored: Promise<void> = Promise.resolve();
    for await (const part of inParts(items, eventsPerCommit)) {
      const first = start;
      start += part.length;
      const answer = this.receive(tenantId, part, options);
      const added = Promise.all([stored, answer]).then(([, one]) =>
        answers.add(one, (index) => first + index),
      );
      // Awaited one part later; until then a failure must not count as unhandled.
      added.catch(() => undefined);
      await stored;
      stored = added;
    }
    await stored;
    return answers.answer();
  }

  private async scrubbed(tenantId: string, taken: readonly TakenWords[]): Promise<readonly KeptWords[]> {
    const texts = await this.comments.scrub(
      tenantId,
      taken.map(({ comment }) => comment.text),
    );
    return texts.map((text, place) => {
      const { event, comment } = taken[place] as TakenWords;
      const { source, subject: callId, id: surveyEventId, at } = event;
      return { event, comment: { ...comment, text, source, callId, surveyEventId, at } };
    });
  }

  /** Of a caller's number nothing in clear goes further than this. */
  private async sealed(tenantId: string, taken: readonly TakenNumber[]): Promise<readonly KeptNumber[]> {
    const numbers: KeptNumber[] = [];
    await inSlices(tenantId, taken, ({ event, clinicId, number }) => {
      const of = { clinicId, callKey: callKey(event.source, event.subject) };
      numbers.push({ event, row: { ...of, sealed: this.vault.seal(number, { tenantId, ...of }) } });
    });
    return numbers;
  }
}

/** Joins the answers to the parts of one long request into the answer to the whole. */
export class JoinedAnswers {
  private received = 0;
  private accepted = 0;
  private duplicates = 0;
  private rejectedCount = 0;
  private readonly rejected: RejectedEvent[] = [];

  /** Adds a part; `indexOf` says where an item of the part stood in the whole. */
  add(part: IntakeAnswer, indexOf: (index: number) => number): void {
    this.received += part.received;
    this.accepted += part.accepted;
    this.duplicates += part.duplicates;
    this.rejectedCount += part.rejectedCount;
    for (const one of part.rejected.slice(0, maxListed - this.rejected.length)) {
      this.rejected.push({ ...one, index: indexOf(one.index) });
    }
  }

  answer(): IntakeAnswer {
    const { received, accepted, duplicates, rejectedCount, rejected } = this;
    return { received, accepted, duplicates, rejectedCount, rejected };
  }
}

/** Cuts a sequence of any length into lists of `size`; the last one is what is left. */
async function* inParts<T>(
  items: Iterable<T> | AsyncIterable<T>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let part: T[] = [];
  for await (const item of items) {
    part.push(item);
    if (part.length === size) {
      yield part;
      part = [];
    }
  }
  if (part.length > 0) yield part;
}

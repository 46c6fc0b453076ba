import type { IntakeAnswer, RejectedEvent } from '@vigie/contracts';

import { maxListed } from './read-items';

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

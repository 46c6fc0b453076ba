import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';
import type { IntakeAnswer } from '@vigie/contracts';

import type { SendingLimits } from '../access/api-key';
import { Breather } from '../platform/breather';
import { Problem } from '../platform/problems';
import { eventsPerCommit } from './event-commits';
import { EventIntake, JoinedAnswers } from './event-intake';
import { KeptRefusals } from './read-items';
import { NdjsonItems, type NdjsonItem } from './ndjson-items';
import { patiently } from './patient-body';

/** Bytes of lines after which a part is stored, however few they are. */
const bytesPerCommit = 5_242_880;
/** What a refused line costs its sender, beside what any line costs. */
const costOfRefused = 9;

/** What a stream of lines is charged to, and what ends it. */
export type LineSender = {
  /** Told what is spent before the next part is read; throws 429 when there is nothing left to spend. */
  readonly spend: (events: number) => void;
  /** Aborted when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
  /** What they are bound to. */
  readonly limits: SendingLimits;
};

/** Takes one event a line from a stream of any length, committed every 5,000 lines or 5 MB. */
@Injectable()
export class LineIntake {
  constructor(private readonly intake: EventIntake) {}

  /**
   * Reads to the end and answers for the whole. When it fails on the way, what was committed stays; the same lines
   * sent again are then duplicates. Stops when the sender has gone, or has nothing left to spend.
   */
  async receive(tenantId: string, body: Readable, sender: LineSender): Promise<IntakeAnswer> {
    const answers = new JoinedAnswers();
    const kept = new KeptRefusals();
    const lines = new NdjsonItems();
    const breather = new Breather(tenantId);
    let part = new Part();
    const store = async (): Promise<void> => {
      const full = part;
      part = new Part();
      stopWhenGone(sender.gone);
      sender.spend(full.items.length);
      const { textOf, values } = full;
      const answer = await this.intake.receive(tenantId, values, { textOf, kept, limits: sender.limits });
      sender.spend(answer.rejectedCount * costOfRefused);
      answers.add(answer, full.lineOf);
    };
    for await (const chunk of patiently(body)) {
      for (const line of lines.push(chunk)) {
        part.add(line);
        if (part.isFull) await store();
        else if (breather.due) await breather.breathe();
      }
    }
    for (const line of lines.end()) part.add(line);
    if (part.items.length > 0) await store();
    return answers.answer();
  }
}

/** Lines that are stored together. */
class Part {
  readonly items: NdjsonItem[] = [];
  private characters = 0;

  add(item: NdjsonItem): void {
    this.items.push(item);
    this.characters += item.text.length;
  }

  get isFull(): boolean {
    return this.items.length === eventsPerCommit || this.characters >= bytesPerCommit;
  }

  get values(): readonly unknown[] {
    return this.items.map(({ item }) => item);
  }

  readonly textOf = (index: number): string => (this.items[index] as NdjsonItem).text;
  readonly lineOf = (index: number): number => (this.items[index] as NdjsonItem).line;
}

function stopWhenGone(gone: AbortSignal): void {
  if (!gone.aborted) return;
  const detail = 'The sender has gone: what was committed stays, the rest was not read.';
  throw new Problem({ code: 'incomplete_body', status: 400, detail, retryable: true });
}

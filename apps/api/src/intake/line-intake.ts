import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';
import type { IntakeAnswer } from '@vigie/contracts';

import { eventsPerCommit } from './event-commits';
import { EventIntake } from './event-intake';
import { JoinedAnswers } from './joined-answers';
import { NdjsonItems, type NdjsonItem } from './ndjson-items';
import { patiently } from './patient-body';

/** Takes one event a line from a stream of any length, committed every 5,000 lines. */
@Injectable()
export class LineIntake {
  constructor(private readonly intake: EventIntake) {}

  /**
   * Reads to the end and answers for the whole. When it fails on the way, what was committed stays; the same lines
   * sent again are then duplicates. `onPart` is told of each part before it is stored.
   */
  async receive(tenantId: string, body: Readable, onPart: (events: number) => void): Promise<IntakeAnswer> {
    const answers = new JoinedAnswers();
    const lines = new NdjsonItems();
    let part: NdjsonItem[] = [];
    const store = async (): Promise<void> => {
      const items = part;
      part = [];
      onPart(items.length);
      const textOf = (index: number): string => (items[index] as NdjsonItem).text;
      const answer = await this.intake.receive(
        tenantId,
        items.map(({ item }) => item),
        { textOf },
      );
      answers.add(answer, (index) => (items[index] as NdjsonItem).line);
    };
    for await (const chunk of patiently(body)) {
      for (const line of lines.push(chunk)) {
        part.push(line);
        if (part.length === eventsPerCommit) await store();
      }
    }
    part.push(...lines.end());
    if (part.length > 0) await store();
    return answers.answer();
  }
}

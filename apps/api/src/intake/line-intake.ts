import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';
import type { IntakeAnswer } from '@vigie/contracts';

import { badRequest, Problem } from '../platform/problems';
import { eventsPerCommit } from './event-commits';
import { EventIntake } from './event-intake';
import { JoinedAnswers } from './joined-answers';
import { NdjsonItems, type NdjsonItem } from './ndjson-items';
import { notPacked } from './inflate';

const patienceMs = 30_000;
const graceMs = 10_000;

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

/** The chunks of a body; gives up on a sender that falls silent. */
async function* patiently(body: Readable): AsyncGenerator<Buffer> {
  const silence = setTimeout(() => body.destroy(silent()), patienceMs);
  try {
    // When storing fails the stream must live on: its end is the end of the connection, and so of the answer.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      yield chunk as Buffer;
      silence.refresh();
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(error);
  } finally {
    clearTimeout(silence);
    discard(body);
  }
}

/** Lets a sender that is still writing come to read its answer, but not for ever. */
function discard(body: Readable): void {
  if (body.readableEnded || body.destroyed) return;
  const giveUp = setTimeout(() => body.destroy(), graceMs);
  body.once('close', () => clearTimeout(giveUp));
  body.on('error', () => undefined).resume();
}

function silent(): Problem {
  return new Problem({
    code: 'request_timeout',
    status: 408,
    detail: 'Nothing came for 30 seconds.',
    retryable: true,
  });
}

function unreadable(error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return code.startsWith('Z_') || code.startsWith('ERR__ERROR_')
    ? notPacked()
    : badRequest('incomplete_body', 'The body broke off.');
}

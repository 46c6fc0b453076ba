import { setImmediate as nextTurn } from 'node:timers/promises';

import type { RejectedEvent } from '@vigie/contracts';

import type { NewEvent } from '../event-log/logged-event';
import type { Refused } from './quarantine';
import { readEvent, type ReadComment, type ReadEvent, type ReadingRules, type Rejection } from './read-event';
import { UnreadableItem } from './unreadable-item';

/** Free text, and the event it was taken out of. */
export type TakenWords = { readonly event: NewEvent; readonly comment: ReadComment };

/** A list of items, read: what is to be appended and what is refused. */
export type ReadItems = {
  readonly events: readonly NewEvent[];
  readonly refused: readonly Refused[];
  /** What patients wrote, with the event it came with. */
  readonly comments: readonly TakenWords[];
  /** At most the first 1,000 of the refused, for the answer. */
  readonly rejected: readonly RejectedEvent[];
  readonly unknownFields: number;
};

/** How many refused events an answer lists. */
export const maxListed = 1_000;

/** Other requests get their turn after this many items: a few milliseconds. */
const itemsPerTurn = 1_000;

/** Reads every item; `textOf` gives the text an item came in, else it is written anew. */
export async function readItems(
  items: readonly unknown[],
  rules: ReadingRules,
  textOf: (index: number) => string = (index) => writeAgain(items[index]),
): Promise<ReadItems> {
  const gathered = new GatheredItems(textOf);
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % itemsPerTurn === 0) await nextTurn();
    const read = item instanceof UnreadableItem ? item.toRead() : readEvent(item, rules);
    if (read.ok) gathered.take(read);
    else gathered.refuse(index, read.rejection, item);
  }
  return gathered;
}

class GatheredItems implements ReadItems {
  readonly events: NewEvent[] = [];
  readonly refused: Refused[] = [];
  readonly comments: TakenWords[] = [];
  readonly rejected: RejectedEvent[] = [];
  unknownFields = 0;

  constructor(private readonly textOf: (index: number) => string) {}

  take({ event, unknownFields, comment }: ReadEvent & { ok: true }): void {
    this.events.push(event);
    this.unknownFields += unknownFields;
    if (comment !== null) this.comments.push({ event, comment });
  }

  refuse(index: number, { id, code, message }: Rejection, item: unknown): void {
    const text = item instanceof UnreadableItem ? item.text : this.textOf(index);
    this.refused.push({ code, message, text });
    if (this.rejected.length < maxListed) this.rejected.push({ index, id, code, message });
  }
}

/** What an in-process sender gave may nest too deep to be written, or hold what JSON has no word for. */
function writeAgain(item: unknown): string {
  try {
    return JSON.stringify(item) ?? String(item);
  } catch {
    return '"cannot be written as JSON"';
  }
}

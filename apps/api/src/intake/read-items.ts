import type { RejectedEvent } from '@vigie/contracts';

import type { NewEvent } from '../event-log/logged-event';
import type { Refused } from './quarantine';
import { readEvent, type ReadingRules, type Rejection } from './read-event';
import { UnreadableItem } from './unreadable-item';

/** A list of items, read: what is to be appended and what is refused. */
export type ReadItems = {
  readonly events: readonly NewEvent[];
  readonly refused: readonly Refused[];
  /** At most the first 1,000 of the refused, for the answer. */
  readonly rejected: readonly RejectedEvent[];
  readonly unknownFields: number;
};

/** How many refused events an answer lists. */
export const maxListed = 1_000;

/** Reads every item; `textOf` gives the text an item came in, else it is written anew. */
export function readItems(
  items: readonly unknown[],
  rules: ReadingRules,
  textOf: (index: number) => string = (index) => writeAgain(items[index]),
): ReadItems {
  const events: NewEvent[] = [];
  const refused: Refused[] = [];
  const rejected: RejectedEvent[] = [];
  let unknownFields = 0;
  items.forEach((item, index) => {
    const read = item instanceof UnreadableItem ? item.toRead() : readEvent(item, rules);
    if (read.ok) {
      events.push(read.event);
      unknownFields += read.unknownFields;
      return;
    }
    const { code, message } = read.rejection;
    refused.push({ code, message, text: item instanceof UnreadableItem ? item.text : textOf(index) });
    if (rejected.length < maxListed) rejected.push(listed(index, read.rejection));
  });
  return { events, refused, rejected, unknownFields };
}

function listed(index: number, { id, code, message }: Rejection): RejectedEvent {
  return { index, id, code, message };
}

/** What an in-process sender gave may nest too deep to be written, or hold what JSON has no word for. */
function writeAgain(item: unknown): string {
  try {
    return JSON.stringify(item) ?? String(item);
  } catch {
    return '"cannot be written as JSON"';
  }
}

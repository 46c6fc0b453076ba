import type { RejectedEvent } from '@vigie/contracts';

import type { NewEvent } from '../event-log/logged-event';
import { Breather } from '../platform/breather';
import { countUnkept } from './intake-instruments';
import type { Refused } from './quarantine';
import { readEvent, type ReadComment, type ReadEvent, type ReadingRules, type Rejection } from './read-event';
import type { ReadNumber } from './take-number';
import { UnreadableItem } from './ndjson-items';

/** Free text, and the event it was taken out of. */
export type TakenWords = { readonly event: NewEvent; readonly comment: ReadComment };

/** A caller's number that may have to be kept, and the event it came with. */
export type TakenNumber = ReadNumber & { readonly event: NewEvent };

/** A list of items, read: what is to be appended and what is refused. */
export type ReadItems = {
  readonly events: readonly NewEvent[];
  /** Of those refused: what is kept of them. */
  readonly refused: readonly Refused[];
  readonly rejectedCount: number;
  /** What patients wrote, with the event it came with. */
  readonly comments: readonly TakenWords[];
  readonly numbers: readonly TakenNumber[];
  /** At most the first 1,000 of the refused, for the answer. */
  readonly rejected: readonly RejectedEvent[];
  readonly unknownFields: number;
};

/** How many refused events an answer lists. */
export const maxListed = 1_000;

/** How the texts of refused items are found and how many of them are kept. */
export type RefusedTexts = {
  /** The text an item came in; left out: it is written anew. */
  readonly textOf?: ((index: number) => string) | undefined;
  readonly kept?: KeptRefusals | undefined;
};

/** How many items are read between two looks at the time. */
const stride = 4;

/** Reads every item of a tenant; requests of others get their turn on the way. */
export async function readItems(
  tenantId: string,
  items: readonly unknown[],
  rules: ReadingRules,
  { textOf = (index) => writeAgain(items[index]), kept = new KeptRefusals() }: RefusedTexts = {},
): Promise<ReadItems> {
  const gathered = new GatheredItems(textOf, kept);
  const breather = new Breather(tenantId);
  for (const [index, item] of items.entries()) {
    if (index % stride === 0 && breather.due) await breather.breathe();
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
  readonly numbers: TakenNumber[] = [];
  readonly rejected: RejectedEvent[] = [];
  unknownFields = 0;
  rejectedCount = 0;

  constructor(
    private readonly textOf: (index: number) => string,
    private readonly kept: KeptRefusals,
  ) {}

  take({ event, unknownFields, comment, number }: ReadEvent & { ok: true }): void {
    this.events.push(event);
    this.unknownFields += unknownFields;
    if (comment !== null) this.comments.push({ event, comment });
    if (number !== null) this.numbers.push({ ...number, event });
  }

  refuse(index: number, { id, code, message, isKept = true }: Rejection, item: unknown): void {
    this.rejectedCount += 1;
    if (isKept)
      this.keep({ code, message, text: item instanceof UnreadableItem ? item.text : this.textOf(index) });
    if (this.rejected.length < maxListed) this.rejected.push({ index, id, code, message });
  }

  private keep(refused: Refused): void {
    if (this.kept.takes(refused.text)) this.refused.push(refused);
    else countUnkept(1);
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

/** How many texts of refused events one request may leave behind, and how many characters of them. */
const mostTexts = 2_000;
const mostCharacters = 2_097_152;

/**
 * What of the refused events of one request is kept to be looked into. A sender that sends nothing but rubbish fills
 * neither memory nor disk: beyond its share the rest is only counted.
 */
export class KeptRefusals {
  private readonly seen = new Set<string>();
  private characters = 0;

  /** Whether this text may be kept; one that was kept before may, since it takes no more room. */
  takes(text: string): boolean {
    if (this.seen.has(text)) return true;
    if (this.seen.size >= mostTexts || this.characters + text.length > mostCharacters) return false;
    this.seen.add(text);
    this.characters += text.length;
    return true;
  }
}

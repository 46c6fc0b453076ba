import type { ScrubbedText } from '../../comments/comment-keeper';
import type { NewEvent } from '../../event-log/logged-event';
import type { StandingVersion } from './imported-version-store';
import type { ToldRow } from './told-row';

/** A row with what it is known again by. */
export type KeyedRow = {
  readonly row: ToldRow;
  /** What may be kept of the free text that came with it. */
  readonly words?: ScrubbedText | undefined;
  readonly callKey: string;
  readonly slot: string;
  readonly digest: string;
};

/** A row that says something new, as the next version of what it is about. */
export type NewVersion = {
  readonly row: ToldRow;
  readonly words?: ScrubbedText | undefined;
  readonly callKey: string;
  readonly slot: string;
  readonly version: number;
  readonly digest: string;
  readonly event: NewEvent;
};

type Standing = { readonly version: number; readonly digest: string };

const slotName = (callKey: string, slot: string): string => `${callKey} ${slot}`;

/**
 * The rows that say something else than what stands, the rows before them included: in one file, too, the last row of
 * a call is the one that counts. An event's id names import, call and version: it is told once, and after an undo the
 * same file is told anew.
 */
export function versionsOf(
  rows: readonly KeyedRow[],
  standing: readonly StandingVersion[],
  importId: number,
): { readonly versions: readonly NewVersion[]; readonly corrected: number } {
  const last = new Map<string, Standing>(
    standing.map((row) => [slotName(row.call_key, row.slot), { version: row.version, digest: row.digest }]),
  );
  let corrected = 0;
  const versions: NewVersion[] = [];
  for (const { row, words, callKey, slot, digest } of rows) {
    const name = slotName(callKey, slot);
    const known = last.get(name);
    if (known?.digest === digest) continue;
    if (known !== undefined) corrected += 1;
    const version = (known?.version ?? 0) + 1;
    const id = `import ${importId} ${callKey} ${version}${slot === '' ? '' : ` ${slot}`}`;
    last.set(name, { version, digest });
    versions.push({
      row,
      words,
      callKey,
      slot,
      version,
      digest,
      event: row.event({ id, sequence: version }),
    });
  }
  return { versions, corrected };
}

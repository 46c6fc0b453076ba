import type { Entry, NewBatch, WaitingAnswer } from './entry-store';
import { valuesOf } from './published-items';

/** What waits of one item, as the entries of a batch. */
export const toEntries = (waiting: readonly WaitingAnswer[]): readonly Entry[] => waiting.flatMap(entriesOf);

/**
 * An answer that came, went or changed is one entry and counts one; one that moved to another clinic is two halves. A
 * caller who already counts in the same open place adds nothing to the ten.
 */
function entriesOf(answer: WaitingAnswer): readonly Entry[] {
  const { callKey, clinicId, value, wasClinicId, wasValue, isOpen } = answer;
  const weigh = (share: number): number => (isOpen ? 0 : share);
  const came = clinicId !== null && value !== null;
  const went = wasClinicId !== null && wasValue !== null;
  if (came && went && clinicId === wasClinicId) {
    return [{ callKey, part: 0, clinicId, added: value, removed: wasValue, weight: weigh(1) }];
  }
  const share = came && went ? 0.5 : 1;
  const entries: Entry[] = [];
  if (went) {
    const entry = { callKey, part: 0, clinicId: wasClinicId, added: null, removed: wasValue };
    entries.push({ ...entry, weight: weigh(share) });
  }
  if (came) {
    const entry = { callKey, part: 1, clinicId, added: value, removed: null };
    entries.push({ ...entry, weight: weigh(share) });
  }
  return entries;
}

/** What the entries count toward the ten. */
export const weightOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { weight }) => sum + weight, 0);

/** The entries as a batch, with the change of the counts they make. */
export function toBatch(
  item: string,
  batch: number,
  entries: readonly Entry[],
  day: string | null = null,
): NewBatch {
  const counts = valuesOf(item).map(
    (value) =>
      entries.filter(({ added }) => added === value).length -
      entries.filter(({ removed }) => removed === value).length,
  );
  return { item, batch, day, counts, entries };
}

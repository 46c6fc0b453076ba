import { reviewStateOf, type SheetList, type SheetState, type SheetVersion } from '@vigie/contracts';

import type { StoredVersion } from './sheet-store';
import type { SheetSummary } from './sheets-query';

/** The version that secretaries have: the last that the centre wrote or took over. `versions` are newest first. */
export function heldVersion(versions: readonly StoredVersion[]): StoredVersion | undefined {
  return versions.find(({ heldFrom }) => heldFrom !== null);
}

/** Whether the centre still has to answer a version. */
export const isOpen = ({ heldFrom, declinedAt }: Pick<StoredVersion, 'heldFrom' | 'declinedAt'>): boolean =>
  heldFrom === null && declinedAt === null;

/** Where a sheet stands, of which these are all versions, newest first. */
export function standingOf(versions: readonly StoredVersion[]): SheetState {
  const held = heldVersion(versions);
  const isProposed = versions.some((version) => isOpen(version) && version.version > (held?.version ?? 0));
  return stateOf({ isProposed, isHeld: held !== undefined, isApproved: (held?.approvedAt ?? null) !== null });
}

export function stateOf({
  isProposed,
  isHeld,
  isApproved,
}: Pick<SheetSummary, 'isProposed' | 'isHeld' | 'isApproved'>): SheetState {
  if (isProposed) return 'proposed';
  if (!isHeld) return 'none';
  return isApproved ? 'approved' : 'unapproved';
}

/** A version as an answer tells it. */
export function versionView(stored: StoredVersion): SheetVersion {
  const { version, at, by, side, note, heldFrom, approvedAt, approvedBy, declinedAt } = stored;
  return {
    version,
    at: iso(at),
    by,
    side,
    note,
    heldFrom: heldFrom === null ? null : iso(heldFrom),
    approved:
      approvedAt === null
        ? null
        : { at: iso(approvedAt), by: approvedBy ?? '', recipient: stored.approvedRecipient },
    declined:
      declinedAt === null
        ? null
        : { at: iso(declinedAt), by: stored.declinedBy ?? '', why: stored.declinedWhy ?? '' },
  };
}

/** A clinic as the list tells it; without a sheet nothing of it is known. */
export function listRow(
  { id, name }: Readonly<{ id: string; name: string }>,
  summary: SheetSummary | undefined,
  today: string,
): SheetList[number] {
  if (summary === undefined)
    return {
      clinicId: id,
      name,
      state: 'none',
      version: null,
      at: null,
      basics: { filled: 0, stale: 0, empty: 9 },
      answers: 0,
      staleAnswers: 0,
    };
  const basics = { filled: 0, stale: 0, empty: 0 };
  for (const basic of Object.values(summary.basics)) basics[reviewStateOf(basic, today)] += 1;
  return {
    clinicId: id,
    name,
    state: stateOf(summary),
    version: summary.version,
    at: iso(summary.at),
    basics,
    answers: summary.answersUntil.length,
    staleAnswers: summary.answersUntil.filter((until) => until !== null && until < today).length,
  };
}

const iso = (at: number): string => new Date(at).toISOString();

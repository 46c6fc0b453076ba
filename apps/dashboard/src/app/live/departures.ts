import type { LiveSnapshot } from '@vigie/contracts';

/** How a patient left a lane. */
export type Departure = 'answered' | 'lost';

type Board = Pick<LiveSnapshot, 'waiting' | 'clinics' | 'centre'>;

/**
 * How the patients who waited before and wait no more have left, where the counts of their clinic tell it: calls
 * answered there went up and none was lost, or the other way round. Who left in a frame where both happened at one
 * clinic is not told apart, and is absent.
 */
export function departures(before: Board | null, after: Board | null): ReadonlyMap<string, Departure> {
  const left = new Map<string, Departure>();
  if (before === null || after === null || before.centre.tenantId !== after.centre.tenantId) return left;
  for (const { id, clinicId } of Object.values(before.waiting)) {
    if (Object.hasOwn(after.waiting, id)) continue;
    const how = outcomeAt(clinicId, before, after);
    if (how !== null) left.set(id, how);
  }
  return left;
}

function outcomeAt(clinicId: string, before: Board, after: Board): Departure | null {
  const then = before.clinics[clinicId]?.answerRateDay;
  const now = after.clinics[clinicId]?.answerRateDay;
  if (then === undefined || now === undefined) return null;
  const answered = now.part - then.part;
  const lost = now.of - now.part - (then.of - then.part);
  if (answered > 0 && lost === 0) return 'answered';
  return lost > 0 && answered === 0 ? 'lost' : null;
}

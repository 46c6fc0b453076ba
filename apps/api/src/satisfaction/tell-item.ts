import { chooseTold, fewestTold, type AnswerEdge, type OpenEdge } from '@vigie/metrics';

import { weightOf } from './answer-batch';
import { batchId, type Entry, type PublishedLot } from './entry-store';
import { isToldByMonth, placeOf, toldByMonth } from './told-in';

/** What is published of an item, what waits, and which clinics may be told by themselves. */
export type ItemState = {
  readonly month: string;
  /** Number of the version that would be made. */
  readonly version: number;
  /** Number of the batch that would be made. */
  readonly batch: number;
  readonly lots: readonly PublishedLot[];
  readonly waiting: readonly Entry[];
  readonly mayTell: (clinicId: string) => boolean;
};

/** What to publish of an item now. */
export type ItemPlan = {
  /** Whether what waits enters, for all clinics at once; else it goes on waiting. */
  readonly admits: boolean;
  /** Clinics whose figures move. */
  readonly clinicIds: readonly string[];
};

/**
 * Decides for one item of one month: what waits enters whole when it is ten or more, and clinics' figures move, unless
 * some combination of everything published of the item's calendar year would then isolate fewer than ten answers or
 * one hidden clinic.
 */
export function planItem(state: ItemState): ItemPlan {
  const enough = weightOf(state.waiting) >= fewestTold;
  const withBatch = enough ? clinicsToTell(state, state.waiting) : null;
  if (withBatch !== null) return { admits: true, clinicIds: withBatch };
  return { admits: false, clinicIds: clinicsToTell(state, []) ?? [] };
}

function clinicsToTell(state: ItemState, waiting: readonly Entry[]): readonly string[] | null {
  const told = state.lots.filter(({ toldIn }) => toldIn !== null);
  const open = [...state.lots.filter(({ toldIn }) => toldIn === null), ...lotsOf(state, waiting)];
  const names = new Map(
    open
      .filter(({ month, clinicId }) => month === state.month && clinicId !== '' && state.mayTell(clinicId))
      .map(({ clinicId }) => [toldByMonth(state.month, clinicId, state.version), clinicId]),
  );
  const nameOf = new Map([...names].map(([name, clinicId]) => [clinicId, name]));
  const chosen = chooseTold(
    told,
    open.map((lot) => toOpenEdge(lot, lot.month === state.month ? nameOf.get(lot.clinicId) : undefined)),
  );
  return chosen === null ? null : [...chosen].flatMap((name) => names.get(name) ?? []);
}

const toOpenEdge = (lot: AnswerEdge, candidate: string | undefined): OpenEdge => ({
  batch: lot.batch,
  toldIn: null,
  place: lot.place,
  count: lot.count,
  candidate: candidate ?? null,
  placeIfTold: null,
});

function lotsOf({ month, batch, lots }: ItemState, waiting: readonly Entry[]): readonly PublishedLot[] {
  const shown = new Set(
    lots.filter((lot) => lot.month === month && isToldByMonth(lot.toldIn)).map(({ clinicId }) => clinicId),
  );
  return [...Map.groupBy(waiting, ({ clinicId }) => clinicId)].map(([clinicId, entries]) => ({
    batch: batchId(month, batch),
    toldIn: null,
    place: shown.has(clinicId) ? null : placeOf(clinicId, month, null),
    count: weightOf(entries),
    month,
    clinicId,
  }));
}

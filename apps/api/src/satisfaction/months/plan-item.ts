import { chooseTold, connectedLots, fewestTold, type AnswerEdge, type OpenEdge } from '@vigie/metrics';

import { weightOf } from '../entries/answer-batch';
import {
  batchId,
  hidingPlace,
  isMonthFigure,
  monthFigure,
  type Entry,
  type PublishedLot,
} from '../entries/entry-store';

/** What is published of an item, what waits, and which clinics may be told by themselves. */
export type ItemState = {
  readonly month: string;
  /** Number of the version that would be made. */
  readonly version: number;
  /** Number of the batch that would be made. */
  readonly batch: number;
  readonly lots: readonly PublishedLot[];
  readonly waiting: readonly Entry[];
  readonly mayPublish: (clinicId: string) => boolean;
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
 * one hidden clinic. Months that no figure links with this one have no say: a running one hides nothing of a final one.
 */
export function planItem(state: ItemState): ItemPlan {
  const enough = weightOf(state.waiting) >= fewestTold;
  const withBatch = enough ? clinicsToPublish(state, state.waiting) : null;
  if (withBatch !== null) return { admits: true, clinicIds: withBatch };
  return { admits: false, clinicIds: clinicsToPublish(state, []) ?? [] };
}

function clinicsToPublish(state: ItemState, waiting: readonly Entry[]): readonly string[] | null {
  const lots = connectedLots(
    [...state.lots, ...lotsOf(state, waiting)],
    ({ month }) => month === state.month,
  );
  const published = lots.filter(({ toldIn }) => toldIn !== null);
  const open = lots.filter(({ toldIn }) => toldIn === null);
  const names = new Map(
    open
      .filter(({ month, clinicId }) => month === state.month && clinicId !== '' && state.mayPublish(clinicId))
      .map(({ clinicId }) => [monthFigure(state.month, clinicId, state.version), clinicId]),
  );
  const nameOf = new Map([...names].map(([name, clinicId]) => [clinicId, name]));
  const chosen = chooseTold(
    published,
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
    lots.filter((lot) => lot.month === month && isMonthFigure(lot.toldIn)).map(({ clinicId }) => clinicId),
  );
  return [...Map.groupBy(waiting, ({ clinicId }) => clinicId)].map(([clinicId, entries]) => ({
    batch: batchId(month, batch),
    toldIn: null,
    place: shown.has(clinicId) ? null : hidingPlace(clinicId, month, null),
    count: weightOf(entries),
    month,
    clinicId,
  }));
}

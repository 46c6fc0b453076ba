import { chooseTold, connectedLots, type OpenEdge } from '@vigie/metrics';

import {
  blockFigure,
  blockOfFigure,
  hidingPlace,
  isMonthFigure,
  type PublishedLot,
} from '../entries/entry-store';

/** A calendar quarter or year of one item. */
export type BlockState = {
  readonly firstMonth: string;
  readonly months: readonly string[];
  readonly version: number;
  /** Everything published of the item in the calendar year. */
  readonly lots: readonly PublishedLot[];
  readonly mayPublish: (clinicId: string) => boolean;
};

/** A clinic's months that a block tells together, since none of them is told by itself. */
export type BlockFigure = {
  readonly clinicId: string;
  readonly months: readonly string[];
  readonly toldIn: string;
};

/**
 * Which clinics' hidden months are told by the block: two months or more, ten answers or more, and nothing smaller and
 * no single one of those months to be found by any combination.
 */
export function planBlock(state: BlockState): readonly BlockFigure[] {
  const isHidden = hiddenMonths(state);
  const candidates = [...Map.groupBy(state.lots.filter(isHidden), ({ clinicId }) => clinicId)].flatMap(
    ([clinicId, lots]): BlockFigure[] => {
      const months = [...new Set(lots.map(({ month }) => month))];
      if (months.length < 2 || clinicId === '' || !state.mayPublish(clinicId)) return [];
      const block = { firstMonth: state.firstMonth, months: state.months.length };
      return [{ clinicId, months, toldIn: blockFigure(block, clinicId, state.version) }];
    },
  );
  const nameOf = new Map(candidates.map(({ clinicId, toldIn }) => [clinicId, toldIn]));
  const lots = connectedLots(state.lots, ({ month }) => state.months.includes(month));
  const open = lots.filter(({ toldIn }) => toldIn === null);
  const chosen = chooseTold(
    lots.filter(({ toldIn }) => toldIn !== null),
    open.map((lot) => toOpenEdge(lot, isHidden(lot) ? nameOf.get(lot.clinicId) : undefined)),
  );
  return candidates.filter(({ toldIn }) => chosen?.has(toldIn));
}

/** Clinics whose every month of the block is told, by itself or together with others. */
export function clinicsPublishedWhole({ months, firstMonth, lots }: BlockState): ReadonlySet<string> {
  const own = lots.filter(({ month, count }) => months.includes(month) && count > 0);
  const isPublished = ({ toldIn }: PublishedLot): boolean =>
    isMonthFigure(toldIn) || isBlockWithin(blockOfFigure(toldIn), firstMonth, months);
  const published = new Set(own.filter(isPublished).map(({ clinicId, month }) => `${month} ${clinicId}`));
  const clinics = new Map<string, boolean>();
  for (const { clinicId, month } of own) {
    clinics.set(clinicId, (clinics.get(clinicId) ?? true) && published.has(`${month} ${clinicId}`));
  }
  return new Set(
    clinics.entries().flatMap(([clinicId, whole]) => (whole && clinicId !== '' ? [clinicId] : [])),
  );
}

/** Whether a telling block (`firstMonth months`) is this one or a quarter of it. */
export function isBlockWithin(
  block: string | undefined,
  firstMonth: string,
  months: readonly string[],
): boolean {
  const [first = '', length = ''] = block?.split(' ') ?? [];
  if (first === firstMonth && Number(length) === months.length) return true;
  return Number(length) < months.length && months.includes(first);
}

function hiddenMonths({ months, lots }: BlockState): (lot: PublishedLot) => boolean {
  const published = new Set(
    lots.filter(({ toldIn }) => isMonthFigure(toldIn)).map(({ month, clinicId }) => `${month} ${clinicId}`),
  );
  return ({ month, clinicId, toldIn, count }) =>
    toldIn === null && count > 0 && months.includes(month) && !published.has(`${month} ${clinicId}`);
}

const toOpenEdge = (lot: PublishedLot, candidate: string | undefined): OpenEdge => ({
  batch: lot.batch,
  toldIn: null,
  place: lot.place,
  count: lot.count,
  candidate: candidate ?? null,
  placeIfTold: candidate === undefined ? null : hidingPlace(lot.clinicId, lot.month, candidate),
});

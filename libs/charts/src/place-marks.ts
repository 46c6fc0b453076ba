import { lanePosition, waitLevel, type LaneLines, type WaitLevel } from './lane-scale';

/** One patient on a lane. */
export type LaneMark = {
  readonly id: string;
  /** Since when this patient waits, ms since 1970. */
  readonly since: number;
  /** Short name drawn beside the mark once it is past the watch line; empty for none. */
  readonly label: string;
  /** Drawn hollow: outside the chosen filter, or maybe a ghost. */
  readonly hollow: boolean;
};

/** A mark as drawn: `count` > 1 stands for that many patients, all of whom wait at most as long as this one. */
export type PlacedMark = {
  readonly id: string;
  readonly x: number;
  readonly level: WaitLevel;
  readonly count: number;
  readonly label: string;
  /** Where its count and label stand: to the left only where the right has no room. */
  readonly side: 'right' | 'left';
  readonly hollow: boolean;
};

export type LaneSpace = {
  readonly now: number;
  readonly lines: LaneLines;
  /** Room one mark needs, in percent of the width. */
  readonly gap: number;
  /** Room one letter of a label needs, in percent of the width. */
  readonly letter: number;
};

const sideBySide = 3;
const labelsAtMost = 3;

type Waited = { readonly mark: LaneMark; readonly waitMs: number; readonly x: number };

/** Neighbours that would cover each other, longest wait first. */
function clusters(waits: readonly Waited[], gap: number): Waited[][] {
  const found: Waited[][] = [];
  for (const wait of waits) {
    const last = found.at(-1);
    const anchor = last?.[0];
    const near =
      anchor !== undefined &&
      last !== undefined &&
      anchor.x - wait.x < gap * Math.min(last.length, sideBySide);
    if (near) last.push(wait);
    else found.push([wait]);
  }
  return found;
}

function drawn({ mark, waitMs }: Waited, x: number, space: LaneSpace, count: number): PlacedMark {
  const level = waitLevel(waitMs, space.lines);
  return {
    id: mark.id,
    x: Math.max(0, x),
    level,
    count,
    label: level === 'fine' ? '' : mark.label,
    side: 'right',
    hollow: mark.hollow,
  };
}

function spread(cluster: readonly Waited[], space: LaneSpace): PlacedMark[] {
  const [oldest] = cluster;
  if (oldest === undefined) return [];
  if (cluster.length > sideBySide) return [drawn(oldest, oldest.x, space, cluster.length)];
  return cluster.map((wait, index) => drawn(wait, oldest.x - index * space.gap, space, 1));
}

/** Room that the count and the label of a mark need beside it, in percent of the width. */
const roomFor = (mark: PlacedMark, space: LaneSpace): number =>
  space.gap * (mark.count > 1 ? 2.2 : 0.8) + mark.label.length * space.letter;

/** What limits the writing beside a mark: where that of the older one begins, and where the younger one stands. */
type Neighbours = { readonly older: number; readonly younger: number };

/** Room for what is written beside a mark and half a mark of air, in percent of the width. */
const reachOf = (mark: PlacedMark, space: LaneSpace): number => roomFor(mark, space) + space.gap / 2;

/** Where a mark's count and label go: right where it fits, else left where it fits; null where neither has room. */
function sideWithRoom(
  mark: PlacedMark,
  { older, younger }: Neighbours,
  space: LaneSpace,
): PlacedMark['side'] | null {
  const reach = reachOf(mark, space);
  if (mark.x + reach <= older) return 'right';
  return mark.x - reach >= younger ? 'left' : null;
}

/** Puts what is written beside a mark where it has room; a label without room, or beyond the third, is left out. */
function withRoom(placed: readonly PlacedMark[], space: LaneSpace): PlacedMark[] {
  let labels = 0;
  let older = 100 + space.gap;
  return placed.map((mark, index) => {
    const neighbours = { older, younger: placed[index + 1]?.x ?? 0 };
    const written =
      labels < labelsAtMost ? writtenBeside(mark, neighbours, space) : bareOf(mark, neighbours, space);
    if (written.label !== '') labels += 1;
    older = startOf(written, space);
    return written;
  });
}

/** A mark with its label where that has room, else without. */
function writtenBeside(mark: PlacedMark, neighbours: Neighbours, space: LaneSpace): PlacedMark {
  const side = mark.label === '' ? null : sideWithRoom(mark, neighbours, space);
  return side === null ? bareOf(mark, neighbours, space) : { ...mark, side };
}

function bareOf(mark: PlacedMark, neighbours: Neighbours, space: LaneSpace): PlacedMark {
  const bare = { ...mark, label: '' };
  return { ...bare, side: sideWithRoom(bare, neighbours, space) ?? 'left' };
}

/** Where a mark with what is written beside it begins, in percent of the width. */
function startOf(mark: PlacedMark, space: LaneSpace): number {
  const isLeft = mark.side === 'left' && (mark.count > 1 || mark.label !== '');
  return mark.x - (isLeft ? reachOf(mark, space) : 0);
}

/**
 * Where each mark of a lane stands now, longest wait first. The oldest of neighbours keeps its true place; up to
 * three stand side by side to its left, more become one mark with a count. Nobody is left out: the counts add up to
 * the number of marks given.
 */
export function placeMarks(marks: readonly LaneMark[], space: LaneSpace): PlacedMark[] {
  const waits = marks
    .map((mark) => ({ mark, waitMs: space.now - mark.since }))
    .map((wait) => ({ ...wait, x: lanePosition(wait.waitMs) }))
    .toSorted((a, b) => b.waitMs - a.waitMs || a.mark.id.localeCompare(b.mark.id));
  return withRoom(
    clusters(waits, space.gap).flatMap((cluster) => spread(cluster, space)),
    space,
  );
}

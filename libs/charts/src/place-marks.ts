import { lanePosition, waitLevel, type LaneLines, type WaitLevel } from './lane-scale';

/** One patient on a lane. */
export type LaneMark = {
  readonly id: string;
  /** Since when this patient waits, ms since 1970. */
  readonly since: number;
  /** Short name drawn beside the mark once it is past the limit; empty for none. */
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
    const near = anchor !== undefined && last !== undefined && anchor.x - wait.x < gap * Math.min(last.length, sideBySide);
    if (near) last.push(wait);
    else found.push([wait]);
  }
  return found;
}

function drawn({ mark, waitMs }: Waited, x: number, space: LaneSpace, count: number): PlacedMark {
  const level = waitLevel(waitMs, space.lines);
  return { id: mark.id, x: Math.max(0, x), level, count, label: level === 'act' ? mark.label : '', hollow: mark.hollow };
}

function spread(cluster: readonly Waited[], space: LaneSpace): PlacedMark[] {
  const [oldest] = cluster;
  if (oldest === undefined) return [];
  if (cluster.length > sideBySide) return [drawn(oldest, oldest.x, space, cluster.length)];
  return cluster.map((wait, index) => drawn(wait, oldest.x - index * space.gap, space, 1));
}

/** Keeps a label only where it has room before the next mark to its right, or before the edge, and at most three. */
function withRoomForLabels(placed: readonly PlacedMark[], space: LaneSpace): PlacedMark[] {
  let left = labelsAtMost;
  return placed.map((mark, index) => {
    if (mark.label === '') return mark;
    const edge = placed[index - 1]?.x ?? 100 + space.gap;
    const fits = mark.x + space.gap + mark.label.length * space.letter < edge;
    left -= fits ? 1 : 0;
    return fits && left >= 0 ? mark : { ...mark, label: '' };
  });
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
  return withRoomForLabels(clusters(waits, space.gap).flatMap((cluster) => spread(cluster, space)), space);
}

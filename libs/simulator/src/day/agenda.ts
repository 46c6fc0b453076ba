import type { Instant } from '../local-date';

type Entry = { readonly at: Instant; readonly order: number; readonly run: () => void };

/** What is to happen, in order of time; what was planned first goes first at equal times. */
export type Agenda = {
  /** The instant of what runs now; before the first run, the instant the agenda was opened with. */
  readonly now: () => Instant;
  /** Plans for an instant; one already past runs next. */
  readonly plan: (at: Instant, run: () => void) => void;
  /** Runs what is next; false when nothing is left. */
  readonly runNext: () => boolean;
};

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function siftUp(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (parent === undefined || !before(entry, parent)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = entry;
}

function siftDown(heap: Entry[], entry: Entry): void {
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (left === undefined) break;
    const useRight = right !== undefined && before(right, left);
    const child = useRight ? right : left;
    if (!before(child, entry)) break;
    heap[index] = child;
    index = 2 * index + (useRight ? 2 : 1);
  }
  heap[index] = entry;
}

/** Opens an empty agenda: a binary heap. */
export function createAgenda(start: Instant): Agenda {
  const heap: Entry[] = [];
  let now = start;
  let order = 0;
  return {
    now: () => now,
    plan: (at, run) => {
      siftUp(heap, { at: Math.max(now, Math.round(at)), order, run });
      order += 1;
    },
    runNext: () => {
      const first = heap[0];
      if (first === undefined) return false;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) siftDown(heap, last);
      now = first.at;
      first.run();
      return true;
    },
  };
}

export type PieceKind = 'greeting' | 'waiting' | 'ringing' | 'talking' | 'held' | 'wrapUp';

/** A stretch of time, ms since the beginning of the picture; without an end it goes on. */
export type TimedPiece = {
  readonly kind: PieceKind;
  readonly fromMs: number;
  readonly toMs: number | null;
  /** It rang and nobody took it. */
  readonly missed: boolean;
  readonly text: string;
};
export type TimedLane = { readonly name: string; readonly pieces: readonly TimedPiece[] };

/** A piece on the picture, in percent of its width. */
export type DrawnPiece = {
  readonly kind: PieceKind;
  readonly missed: boolean;
  readonly open: boolean;
  readonly left: number;
  readonly width: number;
  readonly text: string;
  /** Whether its words have room beneath it. */
  readonly shown: boolean;
  /** Which end its words are held at, so that they stay on the picture. */
  readonly edge: 'start' | 'middle' | 'end';
};
export type LanePicture = {
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly lanes: readonly { readonly name: string; readonly pieces: readonly DrawnPiece[] }[];
};

const secondMs = 1000;
const stepsSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400] as const;
const mostTicks = 6;
/** What is shorter is still seen. */
const leastWidth = 0.35;
/** So much of the width a letter takes at most; words that would lie over others are left to the table. */
const letterWidth = 0.75;

/** Seconds between two ticks: a round number, so that there are at most six and one at the beginning. */
export function tickStep(endMs: number): number {
  const seconds = endMs / secondMs;
  return stepsSeconds.find((step) => seconds / step <= mostTicks) ?? Math.ceil(seconds / mostTicks);
}

/** How long the picture is: until the last end, or the last beginning where something goes on. */
export function lanesEnd(lanes: readonly TimedLane[]): number {
  const ends = lanes.flatMap(({ pieces }) => pieces.map(({ fromMs, toMs }) => toMs ?? fromMs + secondMs));
  return Math.max(secondMs, ...ends);
}

/** The picture of lanes: pieces in their places, ticks on round seconds, words where there is room. */
export function lanePicture(lanes: readonly TimedLane[], format: (ms: number) => string): LanePicture {
  const end = lanesEnd(lanes);
  const step = tickStep(end) * secondMs;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => ({
    at: ((index * step) / end) * 100,
    text: format(index * step),
  }));
  return { ticks, lanes: lanes.map(({ name, pieces }) => ({ name, pieces: drawn(pieces, end) })) };
}

function drawn(pieces: readonly TimedPiece[], end: number): DrawnPiece[] {
  let taken = 0;
  return pieces
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map(({ kind, fromMs, toMs, missed, text }) => {
      const left = Math.min(100 - leastWidth, Math.max(0, (fromMs / end) * 100));
      const width = Math.max(leastWidth, (((toMs ?? end) - fromMs) / end) * 100);
      const half = (text.length * letterWidth) / 2;
      const middle = left + width / 2;
      const edge = middle < half ? 'start' : middle + half > 100 ? 'end' : 'middle';
      const start = edge === 'start' ? middle : edge === 'end' ? middle - 2 * half : middle - half;
      const shown = text !== '' && start >= taken;
      if (shown) taken = start + 2 * half;
      return { kind, missed, open: toMs === null, left, width, text, shown, edge };
    });
}

import type { ReportDocument } from '@vigie/contracts';

import type { Fonts } from './fonts';
import type { Paper } from './paper';
import type { Branch } from './structure';
import type { Sizes } from './theme';
import { atMost, setRuns, type Line } from './typeset';

/** A stretch of a page that is never cut. */
export type Atom = {
  /** Points. */
  readonly height: number;
  /** Air above; none at the head of a page. */
  readonly above: number;
  /** Never the last of its page: the next one stays with it. */
  readonly withNext: boolean;
  /** Drawn with its upper edge at `y`. */
  readonly draw: (paper: Paper, y: number) => void;
  /** Stands before it when it opens a page: the table's header row. */
  readonly again?: Pick<Atom, 'height' | 'draw'>;
};

/** What a block needs to know of where it stands. */
export type Setting = {
  readonly fonts: Fonts;
  readonly sizes: Sizes;
  readonly language: ReportDocument['language'];
  readonly parent: Branch;
  readonly heading: 'H2' | 'H3';
};

/** A text's look: size in points, colour, and the multiple of its size that a line takes. */
export type Look = { readonly size: number; readonly colour: string; readonly line: number };

/** Baseline of a line whose upper edge is at `top`. */
export function baseline(top: number, { size, line }: Pick<Look, 'size' | 'line'>): number {
  return top + (size * line - size) / 2 + size * 0.86;
}

export function heightOf(lines: readonly Line[], { size, line }: Look): number {
  return lines.length * size * line;
}

export function widest(lines: readonly Line[]): number {
  return Math.max(0, ...lines.map((line) => line.width));
}

type Hung = {
  readonly x: number;
  /** Upper edge of the first line. */
  readonly y: number;
  readonly look: Look;
  /** Lines stand at the end, or in the middle, of this width from `x`; without it at its start. */
  readonly within?: { readonly width: number; readonly at: 'end' | 'middle' };
};

/** Inks lines one under the other; only as part of a content or a decoration. */
export function inkLines(paper: Paper, lines: readonly Line[], { x, y, look, within }: Hung): void {
  lines.forEach((line, index) => {
    const free = (within?.width ?? 0) - line.width;
    const shift = within === undefined ? 0 : within.at === 'end' ? free : free / 2;
    const top = y + index * look.size * look.line;
    paper.ink(line, { x: x + shift, y: baseline(top, look), size: look.size, colour: look.colour });
  });
}

/** Lines one under the other as content of `branch`, which enters the tree even when there is no line. */
export function hang(paper: Paper, branch: Branch, lines: readonly Line[], at: Hung): void {
  if (lines.length === 0) branch.element(paper.pdf);
  else
    paper.content(branch, () => {
      inkLines(paper, lines, at);
    });
}

type Paragraph = {
  readonly branch: Branch;
  readonly lines: readonly Line[];
  readonly look: Look;
  readonly x: number;
  readonly above: number;
};

/** A paragraph that may be cut between lines, but not so that one line stands alone. */
export function paragraph({ branch, lines, look, x, above }: Paragraph): readonly Atom[] {
  const height = look.size * look.line;
  return lines.map((line, index) => ({
    height,
    above: index === 0 ? above : 0,
    withNext: (index === 0 || index === lines.length - 2) && index < lines.length - 1,
    draw: (paper, y) => {
      hang(paper, branch, [line], { x, y, look });
    },
  }));
}

type Column = {
  readonly size: number;
  readonly width: number;
  readonly strong?: boolean;
  /** What is beyond so many lines ends in an ellipsis. */
  readonly most?: number;
};
/** Lines of plain text at `width`. */
export function linesOf(text: string, { fonts }: Pick<Setting, 'fonts'>, column: Column): readonly Line[] {
  const run = column.strong === true ? { text, strong: true as const } : { text };
  const setting = { fonts, size: column.size, width: column.width };
  return atMost(setRuns([run], setting), column.most ?? Number.MAX_SAFE_INTEGER, setting);
}

/** A text on one line, however wide; `undefined` when it is empty. */
export function lineOf(
  text: string,
  { fonts }: Pick<Setting, 'fonts'>,
  { size, strong }: { readonly size: number; readonly strong?: boolean },
): Line | undefined {
  return linesOf(
    text,
    { fonts },
    { size, width: Number.MAX_VALUE, ...(strong === undefined ? {} : { strong }) },
  )[0];
}

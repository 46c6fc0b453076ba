import type { ReportDocument } from '@vigie/contracts';

import type { Fonts } from './fonts';
import type { Paper } from './paper';
import type { Branch } from './structure';
import type { Sizes } from './theme';
import { setRuns, type Line } from './typeset';

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
  readonly again?: Omit<Atom, 'again' | 'withNext'>;
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
      paper.text(branch, line, { x, y: baseline(y, look), size: look.size, colour: look.colour });
    },
  }));
}

/** Lines of plain text at `width`. */
export function linesOf(
  text: string,
  { fonts }: Pick<Setting, 'fonts'>,
  { size, width, strong }: { readonly size: number; readonly width: number; readonly strong?: true },
): readonly Line[] {
  return setRuns([{ text, ...(strong === undefined ? {} : { strong }) }], { fonts, size, width });
}

/** Several atoms as one that is never cut. */
export function whole(atoms: readonly Atom[], above: number): Atom {
  const height = atoms.reduce((sum, atom, index) => sum + atom.height + (index === 0 ? 0 : atom.above), 0);
  return {
    height,
    above,
    withNext: false,
    draw: (paper, y) => {
      let top = y;
      atoms.forEach((atom, index) => {
        top += index === 0 ? 0 : atom.above;
        atom.draw(paper, top);
        top += atom.height;
      });
    },
  };
}

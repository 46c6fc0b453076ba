import type { Atom } from './atoms';
import type { Paper } from './paper';
import { sheet } from './theme';

/** Room for text on one sheet, in points. */
export const room = sheet.bottom - sheet.top;

/** Height of atoms set one under the other at the head of a page. */
export function stackHeight(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, atom, index) => sum + atom.height + (index === 0 ? 0 : atom.above), 0);
}

/** Sets atoms from the head of a new page on, turning pages between those that may be parted. */
export function flow(paper: Paper, atoms: readonly Atom[]): void {
  if (atoms.length === 0) return;
  paper.newPage();
  let y: number = sheet.top;
  let fresh = true;
  for (const chain of chainsOf(atoms)) {
    const needed = stackHeight(chain) + (fresh ? 0 : (chain[0]?.above ?? 0));
    if (!fresh && y + needed > sheet.bottom) {
      paper.newPage();
      y = open(paper, chain[0]);
      fresh = true;
    }
    for (const atom of chain) {
      const above = fresh ? 0 : atom.above;
      // Only a chain taller than a whole page is ever parted here.
      if (!fresh && y + above + atom.height > sheet.bottom) {
        paper.newPage();
        y = open(paper, atom);
      } else y += above;
      atom.draw(paper, y);
      y += atom.height;
      fresh = false;
    }
  }
}

/** Draws what stands again at the head of a page; gives where the text goes on. */
function open(paper: Paper, atom: Atom | undefined): number {
  if (atom?.again === undefined) return sheet.top;
  atom.again.draw(paper, sheet.top);
  return sheet.top + atom.again.height;
}

/** Atoms that must stay together, in order. */
function chainsOf(atoms: readonly Atom[]): readonly (readonly Atom[])[] {
  const chains: Atom[][] = [];
  let open: Atom[] | undefined;
  for (const atom of atoms) {
    if (open === undefined) {
      open = [];
      chains.push(open);
    }
    open.push(atom);
    if (!atom.withNext) open = undefined;
  }
  return chains;
}

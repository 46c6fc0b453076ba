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
  const column = new Column(paper);
  for (const chain of chainsOf(atoms)) {
    column.makeRoom(stackHeight(chain), chain[0]);
    for (const atom of chain) {
      // Only a chain taller than a whole page is ever parted here.
      column.makeRoom(atom.height, atom);
      column.set(atom);
    }
  }
}

/** The text area of the current sheet, filled from above. */
class Column {
  private y: number = sheet.top;
  private fresh = true;

  constructor(private readonly paper: Paper) {
    paper.newPage();
  }

  /** Turns the page when what begins with `next` does not fit below what stands there; repeats what must stand again. */
  makeRoom(height: number, next: Atom | undefined): void {
    if (this.fresh || this.y + (next?.above ?? 0) + height <= sheet.bottom) return;
    this.paper.newPage();
    this.y = sheet.top;
    this.fresh = true;
    next?.again?.draw(this.paper, this.y);
    this.y += next?.again?.height ?? 0;
  }

  set(atom: Atom): void {
    this.y += this.fresh ? 0 : atom.above;
    atom.draw(this.paper, this.y);
    this.y += atom.height;
    this.fresh = false;
  }
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

import type { ReportBlock, ReportDocument, ReportPage } from '@vigie/contracts';

import { linesOf, paragraph, type Atom, type Setting } from './atoms';
import { blockAtoms } from './blocks/block-atoms';
import { header } from './blocks/header';
import { room, stackHeight } from './flow';
import { Branch } from './structure';
import { colours, densities, sheet, sizesAt, usual, type Density } from './theme';
import { trimmings, type Trimmed, type Trimming } from './trimming';

/** The few words that only a printed page needs. */
type PrintWords = {
  /** After a title that goes on from page one. */
  readonly continued: string;
  /** Under what page one had no room for. */
  readonly more: string;
};

const printWords: Readonly<Record<ReportDocument['language'], PrintWords>> = {
  fr: { continued: 'suite', more: 'La suite est en page 2.' },
  ca: { continued: 'continuació', more: 'Continua a la pàgina 2.' },
  en: { continued: 'continued', more: 'Continued on page 2.' },
  es: { continued: 'continuación', more: 'Continúa en la página 2.' },
};

export type PageOne = {
  readonly atoms: readonly Atom[];
  /** What there was no room for, in the order it was read in; it opens page two. */
  readonly moved: readonly ReportBlock[];
  readonly density: Density;
};
type Place = Omit<Setting, 'sizes'>;

/**
 * Page one is exactly one page. It is set as large as fits; when even the smallest letters leave no room, long lists
 * give their ends to page two, then whole blocks follow them, the least urgent first. Nothing is dropped.
 */
export function setPageOne(document: ReportDocument, page: ReportPage, place: Place): PageOne {
  const { continued } = printWords[document.language];
  let state: Trimmed = { kept: page.blocks, moved: [] };
  for (const trimming of [unchanged, ...trimmings(page.blocks, continued)]) {
    state = trimming(state);
    const smallest = setAt(document, state, { place, density: tightest });
    if (stackHeight(smallest) <= room) return largest(document, state, place);
  }
  const atoms = cutToRoom(setAt(document, state, { place, density: tightest }));
  return { atoms, moved: page.blocks, density: tightest };
}

const tightest = densities.at(-1) ?? usual;
const unchanged: Trimming = (state) => state;

/** What fits in the smallest letters, in the largest in which it does. */
function largest(document: ReportDocument, state: Trimmed, place: Place): PageOne {
  for (const density of densities) {
    const atoms = setAt(document, state, { place, density });
    if (stackHeight(atoms) <= room) return { atoms, moved: state.moved, density };
  }
  return {
    atoms: setAt(document, state, { place, density: tightest }),
    moved: state.moved,
    density: tightest,
  };
}

function setAt(
  document: ReportDocument,
  { kept, moved }: Trimmed,
  { place, density }: { readonly place: Place; readonly density: Density },
): readonly Atom[] {
  const setting: Setting = { ...place, sizes: sizesAt(density) };
  const atoms = [...header(document, setting), ...kept.flatMap((block) => blockAtoms(block, setting))];
  return moved.length === 0 ? atoms : [...atoms, ...pointer(printWords[document.language].more, setting)];
}

/** Says where the rest is. */
function pointer(text: string, setting: Setting): readonly Atom[] {
  const look = { size: setting.sizes.small, colour: colours.muted, line: 1.4 };
  return paragraph({
    branch: new Branch(setting.parent, 'P'),
    lines: linesOf(text, setting, { size: look.size, width: sheet.textWidth }),
    look,
    x: sheet.left,
    above: 6,
  });
}

/** Names and sentences beyond all measure: what fits of them, and everything again on the pages after. */
function cutToRoom(atoms: readonly Atom[]): readonly Atom[] {
  const kept: Atom[] = [];
  for (const atom of atoms) {
    if (stackHeight([...kept, atom]) > room) break;
    kept.push(atom);
  }
  return kept;
}

import type { ScoresBlock } from '@vigie/contracts';

import { baseline, heightOf, linesOf, paragraph, type Atom, type Look, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, readableOn, sheet, stepColours } from '../theme';
import { setRuns, type Line } from '../typeset';
import { hatch, type Box } from './hatch';
import { heading } from './heading';

type Row = ScoresBlock['rows'][number];
type Place = { readonly x: number; readonly width: number };
type Drawn = {
  readonly row: Row;
  readonly label: readonly Line[];
  readonly value: readonly Line[];
  readonly height: number;
};

const label: Place = { x: sheet.left, width: sheet.textWidth * 0.26 };
const bar: Place = { x: label.x + label.width + 10, width: sheet.textWidth * 0.47 };
const value: Place = { x: bar.x + bar.width + 10, width: sheet.textWidth * 0.27 - 20 };

/** Stacked distributions, one row an item: steps differ by colour and by hatching, and carry their share. */
export function scores(block: ScoresBlock, setting: Setting): readonly Atom[] {
  const { sizes } = setting;
  const table = new Branch(setting.parent, 'Table');
  const legendLook = { size: sizes.small, colour: colours.muted, line: 1.4 };
  const legend = paragraph({
    branch: new Branch(setting.parent, 'P'),
    lines: linesOf(block.legend, setting, { size: legendLook.size, width: sheet.textWidth }),
    look: legendLook,
    x: sheet.left,
    above: 2,
  });
  const rows = block.rows.map((row, index) => ({
    ...rowAtom(row, block.steps, { table, setting }),
    withNext: index === block.rows.length - 1 && legend.length > 0,
  }));
  const distributions = block.rows.some((row) => row.shares !== null);
  const key = distributions ? [keyAtom(block, setting)] : [];
  return [...heading(block, setting), ...key, ...rows, ...legend];
}

/** The steps by name, each beside its colour and hatching; its description is that of the whole chart. */
function keyAtom(block: ScoresBlock, setting: Setting): Atom {
  const look: Look = { size: setting.sizes.tiny, colour: colours.muted, line: 1.5 };
  const swatch = look.size * 0.95;
  const fills = stepColours(block.steps.length);
  const names = block.steps.map((step) => linesOf(step, setting, { size: look.size, width: 10_000 })[0]);
  const lines: { readonly x: number; readonly line: number; readonly index: number }[] = [];
  let [x, line] = [0, 0];
  names.forEach((name, index) => {
    const width = swatch + 3 + (name?.width ?? 0);
    if (x > 0 && x + width > sheet.textWidth) [x, line] = [0, line + 1];
    lines.push({ x, line, index });
    x += width + 12;
  });
  const step = look.size * look.line;
  return {
    height: (line + 1) * step + 1.5,
    above: 0,
    withNext: true,
    draw: (paper, y) => {
      const bbox = [sheet.left, y, sheet.left + sheet.textWidth, y + (line + 1) * step] as const;
      paper.figure(setting.parent, { alt: block.summary, bbox }, () => {
        for (const place of lines) {
          const at = baseline(y + place.line * step, look);
          const box = { x: sheet.left + place.x, y: at - swatch * 0.86, width: swatch, height: swatch };
          paper.pdf.rect(box.x, box.y, box.width, box.height).fill(fills[place.index] ?? colours.middle);
          hatch(paper.pdf, box, { index: place.index, count: block.steps.length });
          const name = names[place.index];
          if (name !== undefined) paper.ink(name, { ...look, x: box.x + swatch + 3, y: at });
        }
      });
    },
  };
}

function rowAtom(
  row: Row,
  steps: readonly string[],
  at: { table: Branch; setting: Setting },
): Omit<Atom, 'withNext'> {
  const { setting, table } = at;
  const { sizes, fonts } = setting;
  const look: Look = { size: sizes.body, colour: colours.ink, line: 1.25 };
  const tail = [row.interval ?? '', row.badge ?? ''].filter((part) => part !== '').join(' · ');
  const runs = [{ text: row.value, strong: true as const }, ...(tail === '' ? [] : [{ text: `  ${tail}` }])];
  const labels = linesOf(row.label, setting, { size: look.size, width: label.width });
  const values = setRuns(runs, { fonts, size: look.size, width: value.width });
  const barHeight = sizes.body * 1.25;
  const inner = Math.max(heightOf(labels, look), heightOf(values, look), barHeight);
  const height = inner + 3.2 * Math.min(1, sizes.gap + 0.1);
  const drawn: Drawn = { row, label: labels, value: values, height };
  return {
    height,
    above: 0,
    draw: (paper, y) => {
      const tr = new Branch(table, 'TR');
      cellText(paper, new Branch(tr, 'TH', { scope: 'Row' }), {
        lines: drawn.label,
        place: label,
        y,
        height,
        look,
      });
      const td = new Branch(tr, 'TD');
      td.element(paper.pdf);
      const box = { ...bar, y: y + (height - barHeight) / 2, height: barHeight };
      if (row.shares === null) hidden(paper, box);
      else {
        const alt = `${row.label}: ${steps.map((step, index) => `${step} ${percent(row.shares?.[index] ?? 0, setting)}`).join(', ')}`;
        const bbox = [box.x, box.y, box.x + box.width, box.y + box.height] as const;
        paper.figure(td, { alt, bbox }, () => {
          drawBar(paper, box, { shares: row.shares ?? [], setting });
        });
      }
      cellText(paper, new Branch(tr, 'TD'), { lines: drawn.value, place: value, y, height, look });
    },
  };
}

type Text = {
  readonly lines: readonly Line[];
  readonly place: Place;
  readonly y: number;
  readonly height: number;
  readonly look: Look;
};
function cellText(paper: Paper, branch: Branch, { lines, place, y, height, look }: Text): void {
  branch.element(paper.pdf);
  const top = y + (height - heightOf(lines, look)) / 2;
  lines.forEach((line, index) => {
    const at = baseline(top + index * look.size * look.line, look);
    paper.text(branch, line, { ...look, x: place.x, y: at });
  });
}

/** Nothing is told: an empty frame. */
function hidden(paper: Paper, box: Box): void {
  paper.decoration(() => {
    paper.pdf
      .lineWidth(0.5)
      .dash(2, { space: 2 })
      .rect(box.x, box.y, box.width, box.height)
      .stroke(colours.hairline)
      .undash();
  });
}

function drawBar(
  paper: Paper,
  box: Box,
  { shares, setting }: { readonly shares: readonly number[]; readonly setting: Setting },
): void {
  const fills = stepColours(shares.length);
  const size = setting.sizes.tiny * 0.97;
  const total = shares.reduce((sum, share) => sum + share, 0) || 1;
  let x = box.x;
  shares.forEach((share, index) => {
    const width = (share / total) * box.width;
    const ground = fills[index] ?? colours.middle;
    const inner = {
      x,
      y: box.y,
      width: Math.max(0, width - (index === shares.length - 1 ? 0 : 0.7)),
      height: box.height,
    };
    paper.pdf.rect(inner.x, inner.y, inner.width, inner.height).fill(ground);
    hatch(paper.pdf, inner, { index, count: shares.length });
    const text = linesOf(percent(share, setting), setting, { size, width: 10_000 })[0];
    if (text !== undefined && text.width + 3 <= inner.width) {
      paper.ink(text, {
        x: x + (inner.width - text.width) / 2,
        y: baseline(box.y, { size, line: box.height / size }),
        size,
        colour: readableOn(ground),
      });
    }
    x += width;
  });
}

function percent(share: number, { language }: Setting): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

import type { QuotesBlock } from '@vigie/contracts';

import { baseline, heightOf, linesOf, type Atom, type Look, type Setting } from '../atoms';
import { room } from '../flow';
import { drawMark } from '../marks';
import { Branch } from '../structure';
import { colours, sheet, tones } from '../theme';
import { ellipsis, setRuns } from '../typeset';
import { heading } from './heading';
import { said } from './table';

type Quote = QuotesBlock['quotes'][number];
const indent = 11;
/** A quote stays in one piece, so it may not be taller than this. */
const tallest = room * 0.7;

/** Themes with their counts, then what was written, each with its tone as a shape and a word. */
export function quotes(block: QuotesBlock, setting: Setting): readonly Atom[] {
  const list = new Branch(setting.parent, 'L');
  const empty = block.quotes.length === 0 && block.themes.length === 0;
  return [
    ...heading(block, setting),
    ...(empty ? said(block.empty ?? '', setting) : []),
    ...block.themes.map((theme) => themeLine(theme, list, setting)),
    ...block.quotes.map((quote) => quoteAtom(quote, setting)),
  ];
}

function themeLine(theme: QuotesBlock['themes'][number], list: Branch, setting: Setting): Atom {
  const look: Look = { size: setting.sizes.body, colour: colours.ink, line: setting.sizes.line };
  const runs = [{ text: `${theme.label} `, strong: true as const }, { text: theme.text }];
  const lines = setRuns(runs, { fonts: setting.fonts, size: look.size, width: sheet.textWidth });
  return {
    height: heightOf(lines, look),
    above: 1,
    withNext: false,
    draw: (paper, y) => {
      const body = new Branch(new Branch(list, 'LI'), 'LBody');
      lines.forEach((line, index) => {
        const at = baseline(y + index * look.size * look.line, look);
        paper.text(body, line, { ...look, x: sheet.left, y: at });
      });
    },
  };
}

function quoteAtom(quote: Quote, setting: Setting): Atom {
  const { sizes, fonts } = setting;
  const tone = quote.tone === 'positive' ? 'good' : 'act';
  const label: Look = { size: sizes.small, colour: tones[tone].text, line: 1.4 };
  const look: Look = { size: sizes.body, colour: colours.ink, line: sizes.line };
  const width = sheet.textWidth - indent;
  const labels = linesOf(quote.toneLabel, setting, { size: label.size, width: width - 12, strong: true });
  const all = linesOf(quote.text, setting, { size: look.size, width });
  const most = Math.floor(tallest / (look.size * look.line));
  const last = all[most - 1];
  const lines =
    all.length <= most || last === undefined
      ? all
      : [...all.slice(0, most - 1), ellipsis(last, { fonts, size: look.size, width })];
  const labelHeight = heightOf(labels, label);
  const height = labelHeight + heightOf(lines, look);
  return {
    height,
    above: 6 * Math.max(0.7, sizes.gap),
    withNext: false,
    draw: (paper, y) => {
      const x = sheet.left + indent;
      const mark = label.size * 0.7;
      paper.decoration(() => {
        paper.pdf.rect(sheet.left, y + 1, 1.6, height - 2).fill(tones[tone].text);
        drawMark(paper.pdf, tone, { x, y: y + (label.size * label.line) / 2, size: mark });
      });
      const block = new Branch(setting.parent, 'BlockQuote');
      const toneBranch = new Branch(block, 'P');
      labels.forEach((line, index) => {
        const at = baseline(y + index * label.size * label.line, label);
        paper.text(toneBranch, line, { ...label, x: x + mark + 4, y: at });
      });
      const text = new Branch(block, 'P');
      lines.forEach((line, index) => {
        const at = baseline(y + labelHeight + index * look.size * look.line, look);
        paper.text(text, line, { ...look, x, y: at });
      });
    },
  };
}

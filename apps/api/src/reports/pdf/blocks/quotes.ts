import type { QuotesBlock } from '@vigie/contracts';

import { hang, heightOf, linesOf, type Atom, type Look, type Setting } from '../atoms';
import { room } from '../flow';
import { colours, drawMark, sheet, tones } from '../theme';
import { Branch } from '../structure';
import { atMost, setRuns } from '../typeset';
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
      hang(paper, new Branch(new Branch(list, 'LI'), 'LBody'), lines, { x: sheet.left, y, look });
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
  const lines = atMost(all, Math.floor(tallest / (look.size * look.line)), {
    fonts,
    size: look.size,
    width,
  });
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
      hang(paper, new Branch(block, 'P'), labels, { x: x + mark + 4, y, look: label });
      hang(paper, new Branch(block, 'P'), lines, { x, y: y + labelHeight, look });
    },
  };
}

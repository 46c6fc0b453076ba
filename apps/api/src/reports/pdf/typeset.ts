import type { TextRun } from '@vigie/contracts';

import type { Fonts, Weight } from './fonts';

/** A stretch of one line in one weight. */
export type Span = { readonly text: string; readonly weight: Weight; readonly width: number };
/** `width` is what is seen of it: a space at its end hangs over. */
export type Line = { readonly spans: readonly Span[]; readonly width: number };

type Word = { readonly parts: readonly Span[]; readonly width: number };
export type Setting = { readonly fonts: Fonts; readonly size: number; readonly width: number };

/** Plain text in one weight, as lines no wider than `width`. Empty text has no line. */
export function setText(text: string, weight: Weight, setting: Setting): readonly Line[] {
  return setRuns([{ text, ...(weight === 'bold' ? { strong: true as const } : {}) }], setting);
}

/** Breaks runs into lines at spaces and after hyphens; a word too wide for a line is broken between characters. */
export function setRuns(runs: readonly TextRun[], setting: Setting): readonly Line[] {
  const lines: Line[] = [];
  let line: Word[] = [];
  let width = 0;
  for (const word of wordsOf(runs, setting).flatMap((each) => narrow(each, setting))) {
    if (line.length > 0 && width + visibleWidth(word, setting) > setting.width) {
      lines.push(join(line, setting));
      line = [];
      width = 0;
    }
    line.push(word);
    width += word.width;
  }
  if (line.length > 0) lines.push(join(line, setting));
  return lines;
}

/** The first `most` lines; when there were more, the last one ends with an ellipsis. */
export function atMost(lines: readonly Line[], most: number, setting: Setting): readonly Line[] {
  if (lines.length <= most) return lines;
  const last = lines[most - 1];
  return last === undefined ? [] : [...lines.slice(0, most - 1), ellipsis(last, setting)];
}

/** The same line, cut so that it ends with an ellipsis within `width`. */
function ellipsis(line: Line, setting: Setting): Line {
  const kept = [...line.spans];
  for (;;) {
    const last = kept.pop();
    if (last === undefined) return join([wordOf([span('…', 'regular', setting)])], setting);
    const used = kept.reduce((sum, each) => sum + each.width, 0);
    for (let text = last.text.trimEnd(); text.length > 0; text = text.slice(0, -1)) {
      const cut = span(`${text.toWellFormed().trimEnd()}…`, last.weight, setting);
      if (used + cut.width <= setting.width) return { spans: [...kept, cut], width: used + cut.width };
    }
  }
}

function wordsOf(runs: readonly TextRun[], setting: Setting): readonly Word[] {
  const words: Word[] = [];
  let parts: Span[] = [];
  for (const piece of piecesOf(runs)) {
    parts.push(span(piece.text, piece.weight, setting));
    if (!piece.mayEnd) continue;
    words.push(wordOf(parts));
    parts = [];
  }
  if (parts.length > 0) words.push(wordOf(parts));
  return words;
}

/**
 * Where a line may end: after a space, or a hyphen or stroke between letters. Not before a percent sign or high
 * punctuation, not within a number nor between it and what it counts, not inside guillemets, not before a short ending
 * ("mois-ci").
 */
const mayEnd =
  /(?<= )(?![ %:;?!»€])(?<!« )(?<!\d (?=\d{3}(?!\d)))(?<!\d (?=\p{L}))|(?<=\p{L}[-/])(?=\p{L}{3})/gu;

type Piece = { readonly text: string; readonly weight: Weight; readonly mayEnd: boolean };
/** Pieces of one weight that end where a line may; the text is looked at as a whole, whatever its weights. */
function piecesOf(runs: readonly TextRun[]): readonly Piece[] {
  const cleaned = runs.map((run) => ({
    text: cleanPart(run.text),
    weight: run.strong === true ? ('bold' as const) : ('regular' as const),
  }));
  const ends = new Set(
    cleaned
      .map((run) => run.text)
      .join('')
      .matchAll(mayEnd)
      .map((match) => match.index),
  );
  let start = 0;
  return cleaned.flatMap((run) => {
    const cuts = [...ends].filter((end) => end > start && end < start + run.text.length);
    const edges = [start, ...cuts, start + run.text.length];
    const pieces = edges.slice(1).map((end, index) => ({
      text: run.text.slice((edges[index] ?? start) - start, end - start),
      weight: run.weight,
      mayEnd: ends.has(end),
    }));
    start += run.text.length;
    return pieces.filter((piece) => piece.text !== '');
  });
}

/** Cleaned, but a space at an edge separates it from its neighbour and stays. */
function cleanPart(text: string): string {
  const clean = cleanText(text);
  if (clean === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${clean}${/\s$/.test(text) ? ' ' : ''}`;
}

/** A word that fits in a line, or its characters as words. */
function narrow(word: Word, setting: Setting): readonly Word[] {
  if (visibleWidth(word, setting) <= setting.width) return [word];
  return word.parts.flatMap((part) =>
    Array.from(part.text, (character) => wordOf([span(character, part.weight, setting)])),
  );
}

/** A space at the end of a line may hang over. */
function visibleWidth(word: Word, { fonts, size }: Setting): number {
  const last = word.parts.at(-1);
  if (last === undefined || !last.text.endsWith(' ')) return word.width;
  return word.width - fonts.widthOf(' ', last.weight, size);
}

function span(text: string, weight: Weight, { fonts, size }: Setting): Span {
  return { text, weight, width: fonts.widthOf(text, weight, size) };
}

function wordOf(parts: readonly Span[]): Word {
  return { parts, width: parts.reduce((sum, part) => sum + part.width, 0) };
}

/** Neighbours of one weight become one stretch, so that the text is read back as it was written. */
function join(words: readonly Word[], setting: Setting): Line {
  const spans: Span[] = [];
  for (const part of words.flatMap((word) => word.parts)) {
    const last = spans.at(-1);
    if (last?.weight === part.weight) {
      const text = last.text + part.text;
      spans[spans.length - 1] = { text, weight: last.weight, width: last.width + part.width };
    } else spans.push(part);
  }
  return { spans, width: visibleWidth(wordOf(spans), setting) };
}

/**
 * The text as it may stand on paper: composed characters, no control or direction marks (a name cannot turn a line
 * around), no line breaks. What remains is only ever text.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\u034f]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ')
    .trim();
}

/** Text inside XML; what is not plain ASCII as a number, so that no encoding can spoil it. */
export function xmlText(text: string): string {
  return Array.from(text, (character) =>
    /[ !#-%(-;=?-~]/.test(character) ? character : `&#${character.codePointAt(0) ?? 0xfffd};`,
  ).join('');
}

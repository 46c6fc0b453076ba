import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font, GlyphRun } from 'fontkit';

export type Weight = 'regular' | 'bold';

/** Inter in two weights, figures of one width. Parsed once; words are shaped once and remembered. */
export type Fonts = {
  readonly faces: Readonly<Record<Weight, Font>>;
  /** Width in points. */
  readonly widthOf: (text: string, weight: Weight, size: number) => number;
  /** Whether every character has a drawing. */
  readonly covers: (text: string) => boolean;
};

const files: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  bold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
};
/** Nothing may show another character than the one written: "->" stays two. */
const asWritten = { calt: false, liga: false, dlig: false };
/** Figures of one width; only on figures, because the feature widens hyphens too. */
const figures = { ...asWritten, tnum: true };
/** Shaped words remembered; a report has a few hundred, and most are those of the report before. */
const wordsKept = 5_000;
/** Widths are but numbers. */
const widthsKept = 50_000;

let opened: Promise<Fonts> | undefined;

/** The fonts of this thread. */
export function reportFonts(): Promise<Fonts> {
  opened ??= openFonts();
  return opened;
}

async function openFonts(): Promise<Fonts> {
  const { create } = await import('fontkit');
  const openFace = (file: string) => {
    const opened = create(readFileSync(createRequire(import.meta.url).resolve(file)));
    if (!('layout' in opened)) throw new Error(`${file} holds no single font`);
    return tabular(opened);
  };
  const faces = { regular: openFace(files.regular), bold: openFace(files.bold) };
  const perEm = faces.regular.unitsPerEm;
  const width = {
    regular: remembered((text) => faces.regular.layout(text).advanceWidth / perEm, widthsKept),
    bold: remembered((text) => faces.bold.layout(text).advanceWidth / perEm, widthsKept),
  };
  const hasGlyph = remembered((character) =>
    faces.regular.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
  return {
    faces,
    widthOf: (text, weight, size) => width[weight](text) * size,
    covers: (text) => Array.from(text).every(hasGlyph),
  };
}

/** `of`, asked once for each text as long as there are not too many. */
function remembered<Value>(of: (text: string) => Value, most = wordsKept): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const value = of(text);
    known.set(text, value);
    return value;
  };
}

/** A face whose `layout` always asks for our features and remembers; PDFKit rescales what it is given, so it gets copies. */
function tabular(opened: Font): Font {
  rememberLetters(opened);
  const shaped = remembered((text) => shape(opened, text));
  const face = Object.create(opened) as Font;
  face.layout = (text: string) => joined(shaped(text), opened, text);
  return face;
}

/**
 * A face keeps the first drawing of a letter it is asked for, and what that stood for. Asked as a part of another (the
 * A of À, when that is embedded) it would stand for nothing from then on, and its text could not be copied.
 */
function rememberLetters(face: Font): void {
  // Figures of one width first: the face also has them under numbers for private use, which mean nothing elsewhere.
  face.layout('0123456789', figures);
  for (const character of face.characterSet.toSorted((one, other) => one - other)) {
    face.glyphForCodePoint(character);
  }
}

/** Figures and what stands between them, each shaped with its own features. */
function shape(face: Font, text: string): readonly GlyphRun[] {
  return text
    .split(/(\d+)/)
    .filter((part) => part !== '')
    .map((part) => face.layout(part, /\d/.test(part) ? figures : asWritten));
}

function joined(runs: readonly GlyphRun[], face: Font, text: string): GlyphRun {
  const run = Object.create(runs[0] ?? face.layout(text, asWritten)) as GlyphRun;
  run.glyphs = runs.flatMap((each) => each.glyphs);
  run.positions = runs.flatMap((each) => each.positions.map((position) => ({ ...position })));
  return run;
}

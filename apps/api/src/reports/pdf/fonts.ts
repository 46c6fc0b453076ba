import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font, type GlyphRun } from 'fontkit';

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
/** Figures of one width, and nothing that would show another character than the one written ("->" stays two). */
const features = { tnum: true, calt: false, liga: false, dlig: false };
/** Words remembered for each weight; a report has a few hundred of them. */
const wordsKept = 20_000;

let opened: Fonts | undefined;

/** The fonts of this thread. */
export function reportFonts(): Fonts {
  opened ??= openFonts();
  return opened;
}

function openFonts(): Fonts {
  const faces = { regular: openFace(files.regular), bold: openFace(files.bold) };
  return {
    faces,
    widthOf: (text, weight, size) => {
      const face = faces[weight];
      return (face.layout(text).advanceWidth / face.unitsPerEm) * size;
    },
    covers: (text) =>
      Array.from(text).every((character) =>
        faces.regular.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
      ),
  };
}

/** A face whose `layout` always asks for our features and remembers; PDFKit rescales what it is given, so it gets copies. */
function openFace(file: string): Font {
  const opened = create(readFileSync(createRequire(import.meta.url).resolve(file)));
  if (!('layout' in opened)) throw new Error(`${file} holds no single font`);
  const shaped = new Map<string, GlyphRun>();
  const face = Object.create(opened) as Font;
  face.layout = (text: string) => {
    let run = shaped.get(text);
    if (run === undefined) {
      run = opened.layout(text, features);
      if (shaped.size >= wordsKept) shaped.clear();
      shaped.set(text, run);
    }
    return copyOf(run);
  };
  return face;
}

function copyOf(run: GlyphRun): GlyphRun {
  const copy = Object.create(run) as GlyphRun;
  copy.positions = run.positions.map((position) => ({ ...position }));
  return copy;
}

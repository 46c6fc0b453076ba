import { cleanText, xmlText, type Line, type Span } from './typeset';
import type { Fonts } from './fonts';
import { Branch, type TagOptions } from './structure';
import { sheet } from './theme';

type PaperOptions = {
  readonly fonts: Fonts;
  readonly language: string;
  readonly title: string;
  readonly createdAt: Date;
};
/** Where the baseline of a line starts, and how it is inked. */
export type Ink = { readonly x: number; readonly y: number; readonly size: number; readonly colour: string };

const identity = `
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        `;

/** An empty document; PDFKit is loaded when the first is opened. */
export async function openPaper({ fonts, language, title, createdAt }: PaperOptions): Promise<Paper> {
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    size: [sheet.width, sheet.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Vigie', Producer: 'Vigie', CreationDate: createdAt },
    // None of the standard fonts: what is drawn is embedded.
    font: '',
  });
  // PDFKit would write the title into XML as it is.
  const append = pdf.appendXML.bind(pdf);
  pdf.appendXML = (xml, newLine) => {
    append(title === '' ? xml : xml.replaceAll(`>${title}<`, () => `>${xmlText(title)}<`), newLine);
  };
  pdf.appendXML(identity);
  return new Paper(pdf, fonts);
}

/** Sheets of paper: everything put on them is either content of the structure tree or said to be decoration. */
export class Paper {
  readonly root = new Branch(null, 'Document');
  private chapter: PDFKit.PDFOutline | undefined;

  constructor(
    readonly pdf: PDFKit.PDFDocument,
    private readonly fonts: Fonts,
  ) {}

  newPage(): void {
    this.pdf.addPage();
  }

  /** An entry of the outline that leads to `y` on this page; a block's entry stands under its page's. */
  bookmark(title: string, level: 'H1' | 'H2' | 'H3', y: number): void {
    const text = cleanText(title);
    if (text === '') return;
    const options = { expanded: true, top: Math.max(0, y - 6) };
    if (level === 'H3' && this.chapter !== undefined) this.chapter.addItem(text, options);
    else this.chapter = this.pdf.outline.addItem(text, options);
  }

  /** Draws as content of `branch`; `y` is the baseline. */
  text(branch: Branch, line: Line, ink: Ink): void {
    this.content(branch, () => {
      this.ink(line, ink);
    });
  }

  /** Everything `draw` puts on the page belongs to `branch`. */
  content(branch: Branch, draw: () => void): void {
    const element = branch.element(this.pdf);
    element.add(this.pdf.markStructureContent(branch.type));
    draw();
    this.pdf.endMarkedContent();
  }

  /** A picture with its words. */
  figure(parent: Branch, options: TagOptions & { readonly alt: string }, draw: () => void): void {
    this.content(new Branch(parent, 'Figure', options), draw);
  }

  /** Decoration: no one who listens misses it. */
  decoration(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** What stands on each page again: the running foot, a header row that is repeated. */
  repeated(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Pagination' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Inks a line; only inside one of the above. */
  ink(line: Line, { x, y, size, colour }: Ink): void {
    let left = x;
    for (const span of line.spans) {
      this.inkSpan(span, { x: left, y, size, colour });
      left += span.width;
    }
  }

  hairline(y: number, colour: string, { x = sheet.left, width = sheet.textWidth } = {}): void {
    this.decoration(() => {
      this.pdf
        .lineWidth(0.6)
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke(colour);
    });
  }

  /** A character without a drawing is a box to the eye and itself to everyone else. */
  private inkSpan(span: Span, ink: Ink): void {
    if (this.fonts.covers(span.text)) {
      this.inkText(span.text, span, ink);
      return;
    }
    const shown = Array.from(span.text, (each) => (this.fonts.covers(each) ? each : '□')).join('');
    this.pdf.markContent('Span', { actual: span.text });
    this.inkText(shown, span, ink);
    this.pdf.endMarkedContent();
  }

  private inkText(text: string, { weight }: Span, { x, y, size, colour }: Ink): void {
    this.pdf
      .font(this.fonts.faces[weight] as unknown as string, weight)
      .fontSize(size)
      .fillColor(colour)
      .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
  }
}

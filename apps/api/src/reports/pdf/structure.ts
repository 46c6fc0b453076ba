export type Tag =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'BlockQuote';

export type TagOptions = {
  readonly alt?: string;
  /** Of a header cell. */
  readonly scope?: 'Row' | 'Column';
  /** Left, top, right, bottom on the page, in points from its upper left corner. */
  readonly bbox?: readonly [number, number, number, number];
};

/**
 * A place in the structure tree. It enters the tree when something is first drawn in it, so the order of the tree is
 * the order of drawing, and a table that goes on on the next page stays one table.
 */
export class Branch {
  private made: PDFKit.PDFStructureElement | undefined;

  constructor(
    private readonly parent: Branch | null,
    readonly type: Tag,
    private readonly options: TagOptions = {},
  ) {}

  element(pdf: PDFKit.PDFDocument): PDFKit.PDFStructureElement {
    if (this.made !== undefined) return this.made;
    const element = pdf.struct(this.type, this.options);
    this.made = element;
    if (this.parent === null) pdf.addStructure(element);
    else this.parent.element(pdf).add(element);
    return element;
  }
}

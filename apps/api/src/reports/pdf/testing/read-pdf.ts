import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text as it stands on a page. */
export type ReadText = {
  readonly text: string;
  /** Points from the left edge, and of the baseline from the lower edge. */
  readonly x: number;
  readonly y: number;
  /** Its marked content; `null` for what is said to be decoration; `undefined` when nothing is said of it. */
  readonly content: string | null | undefined;
};
export type ReadNode = {
  readonly role: string;
  readonly alt: string | undefined;
  readonly children: readonly ReadNode[];
  /** Ids of marked content directly below it. */
  readonly contents: readonly string[];
};
export type ReadPage = {
  readonly texts: readonly ReadText[];
  /** Ids of all marked content drawn on it. */
  readonly contents: readonly string[];
  readonly tree: ReadNode;
};
export type ReadPdf = {
  readonly pages: readonly ReadPage[];
  readonly language: string | null;
  readonly title: string | undefined;
  readonly isTagged: boolean;
  readonly xmp: string;
  readonly outline: readonly { readonly title: string; readonly below: readonly string[] }[];
};

/** What another program finds in a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  try {
    const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
    const pages = await Promise.all(numbers.map(async (number) => readPage(await document.getPage(number))));
    return { pages, ...(await readProperties(document)) };
  } finally {
    await task.destroy();
  }
}

async function readProperties(document: PDFDocumentProxy): Promise<Omit<ReadPdf, 'pages'>> {
  const { info, metadata } = await document.getMetadata();
  const known = info as { Language?: string | null; Title?: string };
  const outline = (await document.getOutline()) as unknown as readonly Entry[] | null;
  return {
    language: known.Language ?? null,
    title: known.Title,
    isTagged: isMarked(await document.getMarkInfo()),
    xmp: (metadata as { getRaw(): string } | null)?.getRaw() ?? '',
    outline: (outline ?? []).map(({ title, items }) => ({ title, below: items.map((item) => item.title) })),
  };
}
/** The reader gives a map where its types say an object. */
function isMarked(info: unknown): boolean {
  return Object.fromEntries(info as Iterable<readonly [string, unknown]>)['Marked'] === true;
}
type Entry = { readonly title: string; readonly items: readonly Entry[] };

async function readPage(page: PDFPageProxy): Promise<ReadPage> {
  const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const texts: ReadText[] = [];
  const contents: string[] = [];
  const open: (string | null | undefined)[] = [];
  for (const item of items as readonly Item[]) {
    if (item.type === 'endMarkedContent') open.pop();
    else if (item.type === undefined) texts.push(...textOf(item, open.at(-1)));
    else {
      const id = item.id ?? undefined;
      open.push(item.tag === 'Artifact' ? null : (id ?? open.at(-1)));
      if (id !== undefined) contents.push(id);
    }
  }
  const tree: unknown = await page.getStructTree();
  return { texts, contents, tree: toNode(tree as RawNode | null) };
}

type Item =
  | { readonly type: 'endMarkedContent' }
  | {
      readonly type: 'beginMarkedContent' | 'beginMarkedContentProps';
      readonly id?: string | null;
      readonly tag?: string;
    }
  | TextItem;
type TextItem = {
  readonly type?: undefined;
  readonly str: string;
  readonly hasEOL: boolean;
  readonly transform: readonly number[];
};
function textOf({ str, hasEOL, transform }: TextItem, content: ReadText['content']): readonly ReadText[] {
  const text = hasEOL ? `${str} ` : str;
  const [x = 0, y = 0] = transform.slice(4);
  return text === '' ? [] : [{ text, x, y, content }];
}

type RawNode = {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly (RawNode | { readonly type: 'content'; readonly id: string })[];
};
function toNode(node: RawNode | null): ReadNode {
  const children = node?.children ?? [];
  return {
    role: node?.role ?? 'none',
    alt: node?.alt,
    children: children.flatMap((child) => ('type' in child ? [] : [toNode(child)])),
    contents: children.flatMap((child) => ('type' in child ? [child.id] : [])),
  };
}

/** Every node of a tree, in reading order. */
export function nodesOf(node: ReadNode): readonly ReadNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

/** The text of a page as the structure tree orders it; a picture is its words. */
export function readAloud({ tree, texts }: ReadPage): string {
  const words = (node: ReadNode): string => {
    if (node.alt !== undefined) return `[${node.alt}]`;
    const own = node.contents.map((id) =>
      texts
        .filter(({ content }) => content === id)
        .map(({ text }) => text)
        .join(''),
    );
    return [...own, ...node.children.map(words)].join(' ');
  };
  return words(tree);
}

import type { ReportBlock, ReportDocument } from '@vigie/contracts';

/** Every text of a report in the order in which it is to be read. */
export function reportTexts(document: ReportDocument): readonly string[] {
  const head = [document.title, document.subtitle, document.methodNote];
  return [
    ...head,
    ...document.pages.flatMap((page, index) => [
      ...(index === 0 ? [] : [page.title]),
      ...page.blocks.flatMap(blockTexts),
    ]),
  ].filter((text) => text !== '');
}

export function blockTexts(block: ReportBlock): readonly string[] {
  const title = 'title' in block ? [block.title, block.note ?? ''] : [];
  return [...title, ...bodyTexts(block)];
}

function bodyTexts(block: ReportBlock): readonly string[] {
  switch (block.kind) {
    case 'commitment':
      return [block.label, block.text];
    case 'sentences':
      return block.sentences.flat().map(({ text }) => text);
    case 'figures':
      return block.figures.flatMap(({ value, label }) => [value, label]);
    case 'notes':
      return block.paragraphs;
    case 'table':
      return [...block.columns.map(({ label }) => label), ...block.rows.flat()];
    default:
      return chartTexts(block);
  }
}

type Others = Exclude<ReportBlock, { kind: 'commitment' | 'sentences' | 'figures' | 'notes' | 'table' }>;
function chartTexts(block: Others): readonly string[] {
  switch (block.kind) {
    case 'heat':
      return [
        block.summary,
        ...block.columns,
        ...block.rows.flatMap(({ label, cells }) => [label, ...cells.map(({ text }) => text)]),
      ];
    case 'scores':
      return [
        block.summary,
        ...block.steps,
        ...block.rows.flatMap(({ label, value, interval, badge }) => [
          label,
          value,
          interval ?? '',
          badge ?? '',
        ]),
      ];
    case 'trend':
      return [
        block.summary,
        ...block.points.map(({ label }) => label),
        ...block.points.map(({ text }) => text),
      ];
    case 'quotes':
      return [
        ...block.themes.flatMap(({ label, text }) => [label, text]),
        ...block.quotes.flatMap(({ toneLabel, text }) => [toneLabel, text]),
      ];
    case 'actions':
      return block.actions.flatMap(({ text, owner, due, expected, outcome }) => [
        text,
        owner,
        due,
        expected,
        outcome ?? '',
      ]);
  }
}

/** Without any space: where lines end is not what is tested. */
export function bare(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]+/gu, '');
}

/** The first of `texts` that does not follow those before it in `read`; undefined when all are there in order. */
export function firstMissing(read: string, texts: readonly string[]): string | undefined {
  let from = 0;
  const whole = bare(read);
  return texts.find((text) => {
    const at = whole.indexOf(bare(text), from);
    if (at >= 0) from = at + bare(text).length;
    return at < 0;
  });
}

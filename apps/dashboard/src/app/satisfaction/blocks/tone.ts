import type { ReportTone } from '@vigie/contracts';

/** The class of the page's colours for a tone. */
export const toneClass = { good: 'fine', watch: 'watch', act: 'act', neutral: '' } as const satisfies Record<
  ReportTone,
  string
>;

/** The mark that stands beside every colour. */
export const toneSign = { good: '●', watch: '◆', act: '▲', neutral: '○' } as const satisfies Record<
  ReportTone,
  string
>;

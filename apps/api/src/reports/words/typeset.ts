import type { ReportLanguage } from './report-format';

const full = '\u00a0';
const narrow = '\u202f';

/** Makes the spaces unbreakable that no line may end at: in French before : ; ? ! % and inside « ». */
export function typeset(language: ReportLanguage, text: string): string {
  if (language !== 'fr') return text;
  return text
    .replaceAll(/ (?=[:%])/gu, full)
    .replaceAll(/ (?=[;?!])/gu, narrow)
    .replaceAll('« ', `«${full}`)
    .replaceAll(' »', `${full}»`);
}

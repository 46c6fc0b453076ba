import type { ReportDocument } from '@vigie/contracts';

/** The few words that only a printed page needs. */
type PrintWords = {
  /** After a title that goes on from page one. */
  readonly continued: string;
  /** Under what page one had no room for. */
  readonly more: string;
};

export const printWords: Readonly<Record<ReportDocument['language'], PrintWords>> = {
  fr: { continued: 'suite', more: 'La suite est en page 2.' },
  ca: { continued: 'continuació', more: 'Continua a la pàgina 2.' },
  en: { continued: 'continued', more: 'Continued on page 2.' },
  es: { continued: 'continuación', more: 'Continúa en la página 2.' },
};

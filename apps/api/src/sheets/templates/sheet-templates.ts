import type { Sheet, SheetLanguage } from '@vigie/contracts';

import { emptySheet } from '../judge-sheet';
import { french, type TemplateWords } from './french';
import { catalan } from './catalan';
import { spanish } from './spanish';
import { english } from './english';

/**
 * Sheets to start from. They make none of the six errors that texts can make: an opening of two choices, three specific
 * paths and one general, a greeting that says whom one has reached, and the secretariat named at once. What only the
 * clinic knows is empty.
 */
export const sheetTemplates: Readonly<Record<SheetLanguage, Sheet>> = {
  fr: templateOf('fr', french),
  ca: templateOf('ca', catalan),
  es: templateOf('es', spanish),
  en: templateOf('en', english),
};

function templateOf(language: SheetLanguage, words: TemplateWords): Sheet {
  return {
    ...emptySheet(language),
    service: 'booking',
    greeting: { text: words.greeting, seconds: null, comesFirst: true },
    disclosure: words.disclosure,
    opening: { kind: 'closed', text: words.opening },
    emergency: words.emergency,
    paths: words.paths.map(([id, name, kind, text]) => ({ id, name, kind, text })),
    answers: words.questions.map(([id, question]) => ({
      id,
      question,
      text: '',
      reviewedOn: null,
      reviewBy: null,
    })),
  };
}

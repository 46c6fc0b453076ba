import type { HistoryWords } from './dictionary';

/** Catalan words of calls by contract line. */
export const caInvoice: HistoryWords['invoice'] = {
  title: 'Recompte de trucades a facturar',
  open: 'Trucades a facturar',
  month: 'Mes',
  about:
    'El que Vigie compta per a cada línia del contracte, al costat del que el centre ha comptat. Cada nombre obre les trucades que compta.',
  clinic: 'Consultori',
  line: 'Línia del contracte',
  calls: 'Vigie',
  own: 'El centre',
  difference: 'Diferència',
  total: 'Total',
  answered: 'Trucades ateses',
  none: 'Cap consultori del qual vegeu totes les trucades.',
  running: 'El mes encara corre: els nombres avancen.',
  entered: 'Recompte del centre rebut el {when}.',
  notEntered: 'El centre encara no ha donat el recompte d’aquest mes.',
  take: 'Donar el recompte del centre (CSV)',
  format:
    'Columnes: consultori; linia (si n’hi ha més d’una); dia (si el recompte és per dia); trucades. Substitueix el recompte anterior del mes.',
  taken: 'Recompte rebut.',
  refused: 'No s’ha pres res: {n} per corregir.',
  row: 'línia {line}: {message}',
  days: 'Dies que difereixen',
  same: 'igual',
  only: 'Només les diferències',
  failed: 'No s’ha pogut llegir el fitxer. Torneu-ho a provar.',
};

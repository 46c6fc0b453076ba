import type { OfficeWords } from './dictionary';

/** Catalan words of the patients who call often. */
export const caFrequent: OfficeWords['frequent'] = {
  title: 'Truquen sovint',
  about:
    'Pacients que han trucat a un mateix consultori tres vegades o més del {from} al {to}, i per què. Els números són emmascarats; els compartits i els ocults no hi són. Aquesta consulta queda inscrita al registre.',
  clinic: 'Consultori',
  allClinics: 'tots',
  count: { one: '{n} pacient', other: '{n} pacients' },
  shown: 'Es mostren els {n} que més truquen.',
  none: 'Ningú no ha trucat tres vegades o més en 30 dies.',
  loading: 'Llegint la llista…',
  patient: 'Pacient',
  calls: 'Trucades',
  answered: 'Ateses',
  why: 'Per què',
  reason: '{reason} ×{n}',
  unknownReason: 'motiu desconegut',
  first: 'Primera',
  latest: 'Última',
  owed: 'cal trucar',
  looks: 'Trucades anteriors consultades',
  looksAbout:
    'Quantes vegades, en 30 dies, algú ha mirat les trucades anteriors d’un pacient: per consultori, mai per secretària.',
  noLooks: 'Encara ningú no les ha consultades.',
  look: {
    one: '{n} vegada, de les quals {repeat} per a un pacient que ja havia trucat',
    other: '{n} vegades, de les quals {repeat} per a un pacient que ja havia trucat',
  },
};

/** French words of the patients who call often. */
export const frFrequent = {
  title: 'Appellent souvent',
  about:
    'Patients qui ont appelé un même cabinet trois fois ou plus du {from} au {to}, et pour quoi. Les numéros sont masqués ; les numéros partagés et masqués n’y sont pas. Cette consultation est inscrite au registre.',
  clinic: 'Cabinet',
  allClinics: 'tous',
  count: { one: '{n} patient', other: '{n} patients' },
  shown: 'Les {n} qui appellent le plus sont montrés.',
  none: 'Personne n’a appelé trois fois ou plus en 30 jours.',
  loading: 'Lecture de la liste…',
  patient: 'Patient',
  calls: 'Appels',
  answered: 'Décrochés',
  why: 'Pour quoi',
  reason: '{reason} ×{n}',
  unknownReason: 'motif inconnu',
  first: 'Premier',
  latest: 'Dernier',
  owed: 'à rappeler',
  looks: 'Appels précédents consultés',
  looksAbout:
    'Combien de fois, en 30 jours, quelqu’un a regardé les appels précédents d’un patient : par cabinet, jamais par secrétaire.',
  noLooks: 'Personne ne les a encore consultés.',
  look: {
    one: '{n} fois, dont {repeat} pour un patient qui avait déjà appelé',
    other: '{n} fois, dont {repeat} pour un patient qui avait déjà appelé',
  },
} as const;

/** French words of calls by contract line. */
export const frInvoice = {
  title: 'Compte des appels à facturer',
  open: 'Appels à facturer',
  month: 'Mois',
  about:
    'Ce que Vigie compte pour chaque ligne du contrat, à côté de ce que le centre a compté lui-même. Chaque nombre ouvre les appels qu’il compte.',
  clinic: 'Cabinet',
  line: 'Ligne du contrat',
  calls: 'Vigie',
  own: 'Le centre',
  difference: 'Écart',
  total: 'Ensemble',
  answered: 'Appels décrochés',
  none: 'Aucun cabinet dont vous voyez tous les appels.',
  running: 'Le mois court encore : les nombres avancent.',
  entered: 'Compte du centre reçu le {when}.',
  notEntered: 'Le centre n’a pas encore donné son compte de ce mois.',
  take: 'Donner le compte du centre (CSV)',
  format:
    'Colonnes : cabinet ; ligne (s’il y en a plusieurs) ; jour (si le compte est par jour) ; appels. Il remplace le compte précédent du mois.',
  taken: 'Compte reçu.',
  refused: 'Rien n’a été pris : {n} à corriger.',
  row: 'ligne {line} : {message}',
  days: 'Jours qui diffèrent',
  same: 'égal',
  only: 'Seulement les écarts',
  failed: 'Le fichier n’a pas pu être lu. Réessayez.',
} as const;

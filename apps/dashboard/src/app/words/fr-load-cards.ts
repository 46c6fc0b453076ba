/** French words of the cards that explain the load before calls. */
export const frLoadCards = {
  difficultLoad: {
    name: 'Avant un appel difficile',
    how: 'Temps depuis la dernière pause ou la connexion ÷ appels difficiles ; appels à la suite juste avant ÷ appels difficiles.',
    lines:
      'À la suite : 60 s au plus après la fin du précédent. Par mois entiers, jamais moins de dix appels de cinq personnes.',
    without:
      'Les appels sans connexion connue avant. Formation et travail hors téléphone ne sont pas une pause.',
  },
  otherLoad: {
    name: 'Avant les autres appels',
    how: 'Même temps, même nombre ÷ autres appels des mêmes cabinets et mois.',
    lines: 'Une différence n’est pas une cause.',
    without: 'Les appels difficiles.',
  },
} as const;

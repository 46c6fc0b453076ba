/** French words of the greeting of a clinic, as measured. */
export const frGreetings = {
  title: 'Accueil mesuré',
  about: 'Ce que font les patients pendant le message d’accueil, ce mois-ci.',
  figure: 'Chiffre',
  value: 'Valeur',
  phase: 'Moment',
  hungUp: 'Ont raccroché',
  perMinute: 'Par minute écoutée',
  phases: { before: 'avant le message', during: 'pendant le message', after: 'après le message' },
  second: 'Seconde',
  atRisk: 'Encore là',
  seconds: 'Seconde par seconde',
  change:
    'Depuis la version {n} de la fiche ({when}), {days} j avant et {days} j après : {before} puis {after} ont raccroché avant la fin du message.',
  shown: 'Différence : {value} points (de {low} à {high}).',
  notShown: 'Pas de changement démontrable (de {low} à {high} points).',
  none: 'Aucun appel ce mois-ci dont on sache quelque chose.',
};

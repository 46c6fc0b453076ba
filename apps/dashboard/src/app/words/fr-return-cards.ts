/** French words of the cards that explain how patients come back. */
export const frReturnCards = {
  answeredKnown: {
    name: 'Décrochés, patient reconnu',
    how: 'Appels décrochés dont le numéro est connu. Par le quart d’heure de leur arrivée.',
    lines: 'Aucun seuil : c’est un nombre d’appels.',
    without:
      'Les numéros masqués et ceux que plusieurs personnes partagent, comptés à part ; et qui rappelle le jour où nous l’avons appelé pour un rappel de visite.',
  },
  repeatRate: {
    name: 'Appels réitérés',
    how: 'Réitérés ÷ décrochés, patient reconnu : ceux dont le patient a rappelé le même cabinet dans les 7 jours.',
    lines:
      'Sept jours d’arrivée à arrivée, atteints compris. Provisoire jusque-là : la part ne peut que monter.',
    without: 'Les numéros masqués et partagés.',
  },
  repeatRateWithinDay: {
    name: 'Réitérés dans les 24 h',
    how: 'Réitérés dans les 24 h ÷ décrochés, patient reconnu.',
    lines: 'Vingt-quatre heures d’arrivée à arrivée, atteintes comprises.',
    without: 'Les numéros masqués et partagés.',
  },
  firstCallResolution: {
    name: 'Demande réglée au 1er appel',
    how: '(Motif connu − réitérés pour le même motif) ÷ motif connu, parmi les décrochés dont le patient est reconnu.',
    lines: 'Sept jours, atteints compris. Provisoire jusque-là : la part ne peut que baisser.',
    without: 'Les appels dont personne n’a noté le motif. Un rappel sans motif n’est pas pour le même.',
  },
  medianJourneyMs: {
    name: 'Du premier appel au besoin réglé',
    how: 'Le temps entre le premier appel et la fin de celui qui a été décroché, ou le moment où le patient a été joint, que la moitié des parcours ne dépasse pas.',
    lines:
      'Un parcours : les appels d’un patient au même cabinet à moins de 24 h l’un de l’autre, pendant 7 jours au plus.',
    without: 'Les parcours encore sans suite.',
  },
  journeyP90Ms: {
    name: 'Neuf parcours sur dix',
    how: 'Le même temps, que neuf parcours sur dix ne dépassent pas.',
    lines: 'Aucun seuil : c’est un rang.',
    without: 'Les parcours encore sans suite.',
  },
} as const;

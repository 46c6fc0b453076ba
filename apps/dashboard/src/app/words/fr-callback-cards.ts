/** The formula cards of the list to call back in French. */
export const frCallbackCards = {
  callersOwed: {
    name: 'Patients à joindre',
    how: 'Joints + jamais joints + clos avec un motif + encore à rappeler. Un patient compte une fois par cabinet, quel que soit le nombre de ses appels.',
    lines:
      'Dans la liste : depuis le jour ouvré précédent ; ceux d’avant qui restent à rappeler sont comptés à part. Dans l’historique : par le jour du premier appel.',
    without: 'Les appels en numéro masqué, comptés à part, sauf message laissé ou rappel demandé.',
  },
  recovered: {
    name: 'Joints',
    how: 'Patients qui ont rappelé et parlé 5 s ou plus avec une personne, ou que quelqu’un dit avoir joints.',
    lines: 'Aucun seuil.',
    without:
      'Nos appels que personne n’a confirmés : un répondeur décroche aussi. Qui a reçu une promesse n’est joint que si quelqu’un le dit.',
  },
  recoveredWithinHour: {
    name: 'Joints dans l’heure',
    how: 'Ceux des joints qui l’ont été 60 min au plus après leur premier appel sans réponse.',
    lines: 'Une heure, atteinte comprise ; l’objectif réglé pour le cabinet n’y change rien.',
    without: 'Ceux qui ont été joints plus tard.',
  },
  recoveredSameHalfDay: {
    name: 'Joints dans la demi-journée',
    how: 'Ceux des joints qui l’ont été dans la moitié du jour où leur premier appel est resté sans réponse.',
    lines: 'Le jour est coupé à 13 h et à minuit, à l’heure du cabinet.',
    without: 'Ceux qui ont été joints plus tard, même dans l’heure.',
  },
  recoveredBeforeClosing: {
    name: 'Joints avant la fermeture',
    how: 'Ceux des joints qui l’ont été avant que le cabinet ferme, le jour de leur premier appel sans réponse ; la part : joints avant la fermeture ÷ (patients à joindre − encore à rappeler).',
    lines: 'La fermeture du jour, à l’heure du cabinet ; l’objectif est celui que le cabinet a réglé.',
    without: 'Un appel perdu après la fermeture n’y est jamais, mais il compte parmi les patients à joindre.',
  },
  redialsPerReached: {
    name: 'Rappels du patient avant d’être joint',
    how: 'Nouveaux appels des patients joints ÷ patients joints.',
    lines: 'Aucun seuil : une moyenne, qui peut dépasser 1. L’appel où on lui a répondu compte.',
    without: 'Le premier appel de chacun.',
  },
  medianToFirstTryMs: {
    name: 'Jusqu’au premier essai',
    how: 'Le temps entre le premier appel sans réponse et notre premier essai, que la moitié des patients essayés ne dépasse pas.',
    lines: 'Aucun seuil : c’est une médiane.',
    without: 'Les patients que personne n’a essayé de rappeler.',
  },
  medianToReachedMs: {
    name: 'Jusqu’à être joint',
    how: 'Le temps entre le premier appel sans réponse et le moment où il a été joint, que la moitié des patients joints ne dépasse pas.',
    lines: 'Aucun seuil : c’est une médiane, qui que ce soit qui ait appelé.',
    without: 'Les patients qui n’ont pas été joints.',
  },
  closedForReason: {
    name: 'Clos avec un motif',
    how: 'Faux numéro, déjà réglé, ou refuse d’être rappelé, comme quelqu’un l’a noté.',
    lines: 'Aucun seuil.',
    without: 'Pas de réponse, message laissé, autre personne : ces patients restent à rappeler.',
  },
  leftToCallBack: {
    name: 'Encore à rappeler',
    how: 'Patients à qui un appel est encore dû, promesses en retard comprises.',
    lines: 'Aucun seuil : l’échéance de chacun est sur sa ligne.',
    without: 'Les appels en numéro masqué, que l’on ne peut pas rappeler.',
  },
  leftFromBefore: {
    name: 'Encore dus d’avant',
    how: 'Patients dont le premier appel sans réponse, ou la promesse, date d’avant le jour ouvré précédent, et à qui un appel est encore dû.',
    lines: 'Avec ceux encore à rappeler depuis ce jour, ils font toute la liste.',
    without: 'Ceux qui ont été joints, et ceux dont le délai est passé.',
  },
  neverReached: {
    name: 'Jamais joints',
    how: 'Patients non joints à la fin du jour d’ouverture du cabinet qui suit leur dernier appel sans réponse.',
    lines: 'La fin de ce jour, à l’heure du cabinet ; constatée dans la minute.',
    without: 'Les promesses : elles ne finissent jamais seules.',
  },
  withheldCalls: {
    name: 'Appels en numéro masqué',
    how: 'Appels sans réponse, depuis le jour ouvré précédent, dont le numéro est masqué ou inconnu.',
    lines: 'Aucun seuil : ce sont des appels, non des patients.',
    without: 'Ceux qui ont laissé un message ou demandé un rappel : ils sont dans la liste.',
  },
} as const;

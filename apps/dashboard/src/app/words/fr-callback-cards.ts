/** The formula cards of the list to call back in French. */
export const frCallbackCards = {
  callersOwed: {
    name: 'Patients à joindre',
    how: 'Joints + jamais joints + clos avec un motif + encore à rappeler. Un patient compte une fois par cabinet, quel que soit le nombre de ses appels.',
    lines: 'Depuis le jour ouvré précédent ; ceux d’avant qui restent à rappeler sont comptés à part.',
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

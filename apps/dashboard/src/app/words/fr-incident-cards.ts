/** French words of the cards that explain figures of urgent calls. */
export const frIncidentCards = {
  incidents: {
    name: 'Appels urgents',
    how: 'Appels marqués urgents, au jour de la marque.',
    lines: 'Aucun seuil.',
    without: 'Les marques retirées avant toute prise en charge.',
  },
  incidentReviewedRate: {
    name: 'Appels urgents relus',
    how: 'Relus par un superviseur ÷ terminés : quelqu’un a dit comment l’appel s’est fini.',
    lines: 'Tous sont à relire : 100 %.',
    without: 'Les marques retirées avant que quelqu’un ne s’en occupe, et les appels en cours.',
  },
  incidentTakenMedianMs: {
    name: 'Prise en charge d’un appel urgent',
    how: 'De la première marque à « Je m’en occupe » : la moitié en moins de temps.',
    lines: 'Aucun seuil.',
    without: 'Les appels dont personne ne s’est occupé.',
  },
  incidentToEmergencyMedianMs: {
    name: 'Du décroché au 15 ou 112',
    how: 'Du décroché au premier transfert vers le 15, 112, 18, 061, 116 ou 118 : la moitié en moins de temps.',
    lines: 'Aucun seuil.',
    without: 'Les appels dont la téléphonie ne raconte pas le transfert.',
  },
};

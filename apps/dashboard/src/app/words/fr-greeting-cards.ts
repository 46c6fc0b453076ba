/** French words of the cards that explain figures of a greeting. */
export const frGreetingCards = {
  greetingCalls: {
    name: 'Appels observés',
    how: 'Les appels arrivés dans une file, et ceux raccrochés avant.',
    lines: 'Pas de seuil : c’est un nombre d’appels.',
    without: 'Les appels refusés et hors horaires.',
  },
  greeted: {
    name: 'Ont entendu un accueil',
    how: 'Ceux dont la téléphonie signale un message d’accueil ; le premier compte.',
    lines: 'Pas de seuil : c’est un nombre d’appels.',
    without: 'Les appels sans message signalé.',
  },
  greetedRate: {
    name: 'Part qui a entendu un accueil',
    how: 'Ont entendu un accueil ÷ appels observés.',
    lines: 'Le diagnostic attend 99 % des appels en file.',
    without: 'Les appels refusés et hors horaires.',
  },
  medianToGreetingMs: {
    name: 'Temps jusqu’à l’accueil',
    how: 'La moitié l’ont entendu en moins de temps que cela.',
    lines: 'Le diagnostic dit à partir de quand c’est trop tard.',
    without: 'Les appels sans message signalé.',
  },
  p90ToGreetingMs: {
    name: 'Temps jusqu’à l’accueil, 9 sur 10',
    how: 'Neuf sur dix l’ont entendu en moins de temps que cela.',
    lines: 'Le diagnostic dit à partir de quand c’est trop tard.',
    without: 'Les appels sans message signalé.',
  },
  greetedAfterOther: {
    name: 'Autre chose d’abord',
    how: 'Ceux qui ont entendu une sonnerie, de la musique ou une annonce avant l’accueil.',
    lines: 'Le guide : rien avant l’accueil.',
    without: 'Les appels dont la téléphonie ne le dit pas.',
  },
  heardToEnd: {
    name: 'Écouté jusqu’au bout',
    how: 'Ceux dont le message s’est terminé de lui-même.',
    lines: 'Pas de seuil : c’est un nombre d’appels.',
    without: 'Les messages coupés, par une réponse ou par le patient.',
  },
  heardToEndRate: {
    name: 'Part écoutée jusqu’au bout',
    how: 'Écouté jusqu’au bout ÷ ont entendu un accueil.',
    lines: 'Pas d’objectif : une réponse rapide coupe le message aussi.',
    without: 'Les appels sans message signalé.',
  },
  hungUpBefore: {
    name: 'Raccroché avant',
    how: 'Ceux qui ont raccroché avant que le message commence.',
    lines: 'Pas de seuil : chacun est un patient perdu.',
    without: 'Les appels refusés et hors horaires.',
  },
  hungUpDuring: {
    name: 'Raccroché pendant',
    how: 'Ceux qui ont raccroché pendant le message.',
    lines: 'Pas de seuil : chacun est un patient perdu.',
    without: 'Les appels sans message signalé.',
  },
  hungUpAfter: {
    name: 'Raccroché après',
    how: 'Ceux qui ont raccroché après le message, sans réponse.',
    lines: 'Pas de seuil : chacun est un patient perdu.',
    without: 'Ceux à qui on a répondu.',
  },
  hungUpInGreetingRate: {
    name: 'Part perdue avant la fin',
    how: '(Raccroché avant + raccroché pendant) ÷ appels observés.',
    lines: 'Un changement n’est dit que si l’intervalle de Newcombe exclut zéro.',
    without: 'Ceux qui ont raccroché après le message.',
  },
  waitsAnnounced: {
    name: 'Attentes annoncées',
    how: 'Les appels décrochés à qui une attente a été annoncée.',
    lines: 'Pas de seuil : c’est un nombre d’appels.',
    without: 'Les appels dont la téléphonie ne l’annonce pas.',
  },
  announcedErrorP50Ms: {
    name: 'Écart de l’annonce',
    how: 'Entre l’attente annoncée et la vraie, l’écart que la moitié ne dépasse pas, dans un sens ou l’autre.',
    lines: 'Pas d’objectif : plus il est petit, plus l’annonce est juste.',
    without: 'Les appels sans attente annoncée, et ceux perdus.',
  },
  announcedErrorP90Ms: {
    name: 'Écart de l’annonce, 9 sur 10',
    how: 'Entre l’attente annoncée et la vraie, l’écart que neuf sur dix ne dépassent pas.',
    lines: 'Pas d’objectif : plus il est petit, plus l’annonce est juste.',
    without: 'Les appels sans attente annoncée, et ceux perdus.',
  },
};

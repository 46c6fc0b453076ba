/** French words of the cards that explain figures of campaigns. */
export const frCampaignCards = {
  campaignOffered: {
    name: 'Proposé',
    how: 'Accepté + refusé.',
    lines: 'Aucun seuil : c’est un nombre de réponses.',
    without: 'Ce à quoi personne n’a répondu ; un patient qui répond dans deux appels y est deux fois.',
  },
  campaignOfferedInCalls: {
    name: 'Proposé en appel',
    how: 'Réponses données dans un appel du patient ; de chaque appel la dernière compte.',
    lines: 'Aucun seuil : c’est un nombre de réponses.',
    without: 'Les réponses à nos appels de la liste.',
  },
  campaignOfferedByList: {
    name: 'Proposé en appelant la liste',
    how: 'Réponses données quand nous avons appelé quelqu’un de la liste ; la dernière compte.',
    lines: 'Aucun seuil : c’est un nombre de réponses.',
    without: 'Les essais sans réponse, et les réponses dans un appel du patient.',
  },
  campaignAccepted: {
    name: 'Accepté',
    how: 'Réponses qui acceptent ce que la campagne propose : un rendez-vous, ou en savoir plus.',
    lines: 'Aucun seuil : c’est un nombre de réponses.',
    without: 'Un achat : rien n’est vendu.',
  },
  campaignRefused: {
    name: 'Refusé',
    how: 'Réponses qui le refusent.',
    lines: 'Aucun seuil : c’est un nombre de réponses.',
    without: 'Qui demande à ne plus être sollicité sans répondre.',
  },
  campaignAcceptedRate: {
    name: 'Part acceptée',
    how: 'Accepté ÷ proposé.',
    lines: 'Aucun objectif : un patient est libre de refuser.',
    without: 'Les appels où rien n’a été proposé.',
  },
  campaignNotOffered: {
    name: 'Pas proposé',
    how: 'Appels dont la secrétaire a noté que ce n’était pas le moment.',
    lines: 'Aucun seuil : c’est un nombre d’appels.',
    without: 'Les appels dont rien n’a été noté.',
  },
} as const;

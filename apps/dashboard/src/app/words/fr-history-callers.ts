/** French words of the history's cards beside the calls: who was called back, planned, offered, handed over, urgent, noted, who came back. */
export const frHistoryCallers = {
  callbacks: {
    title: 'Patients à rappeler',
    about: 'Ce que sont devenus ceux à qui personne n’a répondu ; le jour est celui de leur premier appel.',
    figure: 'Ce qu’ils sont devenus',
    patients: 'patients',
    share: 'part',
    before: 'avant',
    target: 'objectif {share}',
  },
  followups: {
    title: 'Suivis planifiés',
    about:
      'Appels aux patients que l’on a prévus ; le jour est celui où chacun devait être fait au plus tard.',
  },
  campaigns: {
    title: 'Campagnes',
    about:
      'Ce qui a été proposé pour les campagnes des cabinets et ce que les patients ont répondu ; le jour est celui de la réponse.',
  },
  handovers: {
    title: 'Messages aux cabinets',
    about:
      'Ce que sont devenus les messages passés aux cabinets ; le jour est celui où l’on a entendu parler de chacun.',
  },
  incidents: {
    title: 'Appels urgents',
    about: 'Ce que sont devenus les appels marqués urgents ; le jour est celui de la première marque.',
    reviewed: '{share} : {n} sur {of} terminés',
    emergency: '{time} ({n} transférés)',
  },
  noted: {
    title: 'Ce qui est noté des appels',
    about: 'Appels décrochés, comme la secrétaire ou son logiciel les note. Aucune émotion n’est devinée.',
    other: 'non précisé',
    load: '{time} · {row} à la suite ({n} appels)',
    reasons: {
      angry: 'en colère',
      distressed: 'en détresse',
      complaint: 'réclamation',
      aggressive: 'agressif',
    },
    came: { done: 'réglé', message: 'message', passed: 'transféré', back: 'rappel prévu', open: 'non réglé' },
  },
  returns: {
    title: 'Patients qui rappellent',
    about: 'Chaque appel décroché est jugé par les appels suivants du même patient au même cabinet.',
    provisional: 'provisoire : sept jours ne sont pas passés',
    figure: 'chiffre',
    now: 'maintenant',
    before: 'avant',
    unknown: '{n} décrochés sans patient reconnu (numéro masqué ou partagé) n’y sont pas.',
  },
} as const;

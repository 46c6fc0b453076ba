/** French words of how long data is kept. */
export const frRetention = {
  title: 'Conservation',
  about:
    'Combien de temps chaque chose est conservée. Le détail part, les totaux restent, sans aucun appelant.',
  failed: 'Le serveur ne répond pas. Réessayez dans un instant.',
  months: { one: '{n} mois', other: '{n} mois' },
  fields: {
    callMonths: 'Appels, événements et réponses des patients',
    agentMonths: 'Détail des secrétaires, minute par minute',
    auditMonths: 'Registre des accès',
  },
  limits: {
    callMonths: '12 mois au plus ; {n} mois promis aux patients sur leur page.',
    agentMonths: '3 mois au plus.',
    auditMonths: 'Jamais moins que les appels ; 36 mois au plus.',
  },
  look: 'Voir ce qui partirait',
  sure: 'Conserver ainsi dès maintenant ?',
  goes: 'Partiraient dans la journée, pour de bon : {what}.',
  nothing: 'Rien ne partirait de plus.',
  what: {
    calls: { one: '{n} appel', other: '{n} appels' },
    agentDays: { one: '{n} journée de secrétaire', other: '{n} journées de secrétaires' },
    auditEntries: { one: '{n} ligne du registre', other: '{n} lignes du registre' },
  },
  back: 'Ce qui est parti ne revient pas si la durée est rallongée.',
  yes: 'Conserver ainsi',
  no: 'Annuler',
  saved: 'Enregistré. Le changement est dans le registre.',
  short: 'Le registre ne peut pas être conservé moins longtemps que les appels.',
  numbers: {
    title: 'Numéros gardés pour rappeler',
    none: 'Aucun en ce moment.',
    some: { one: '{n} en ce moment, du {when}.', other: '{n} en ce moment, le plus ancien du {when}.' },
    about:
      'Seulement pour les cabinets qui en ont donné l’instruction (Réglages). Effacés dès que le rappel est clos, au plus tard 7 jours après son échéance ; 10 minutes après un appel qui n’en demande pas.',
  },
  runs: {
    title: 'Derniers retraits',
    none: 'Rien n’a encore été retiré.',
    when: 'Quand',
    what: 'Quoi',
    before: 'D’avant le',
    count: 'Combien',
  },
  kinds: {
    calls: 'appels',
    events: 'événements',
    'agent-days': 'journées de secrétaires',
    comments: 'commentaires',
    invitations: 'invitations',
    'refused-events': 'événements refusés',
    audit: 'lignes du registre',
  },
} as const;

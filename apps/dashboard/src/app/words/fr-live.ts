/** What the banner and the television say. */
export const frHeadline = {
  lead: '{title} :',
  region: 'Situation',
  titles: {
    telephony_silent: 'Téléphonie muette',
    rings_untaken: 'Sonneries sans décroché',
    lines_busy: 'Lignes occupées',
    given_up: 'Patients perdus',
    low_answer_rate: 'Trop peu de décrochés',
    peak: 'Pic',
    long_wait: 'Attente longue',
    easing: 'Accalmie',
    calm: 'Tout va bien',
    noAlert: 'Aucune alerte',
  },
  waiting: { one: '{n} patient en attente', other: '{n} patients en attente' },
  nobody: 'personne n’attend',
  trends: {
    growing: '{waiting}, la file grossit : {pace}',
    held: '{waiting}, la file ne grossit pas car des patients raccrochent : {pace}',
    shrinking: '{waiting}, la file se vide : {pace}',
    steady: '{waiting}, {pace}',
  },
  pace: '{in}, {taken}, {lost}.',
  in: { one: 'il en entre {n} par minute', other: 'il en entre {n} par minute' },
  taken: { one: '{n} est pris', other: '{n} sont pris' },
  lost: { one: '{n} est perdu', other: '{n} sont perdus' },
  place: '{name} en concentre {n} sur {of}.',
  missing: {
    one: '{team} : il manque {n} secrétaire.',
    other: '{team} : il manque {n} secrétaires.',
  },
  missingInAll: {
    one: 'Il manque {n} secrétaire, dont {there} ({team}).',
    other: 'Il manque {n} secrétaires, dont {there} ({team}).',
  },
  spread: 'Dans {teams} équipes, surtout {name} : {n} sur {of}.',
  oldest: 'Attendent le plus : {callers}.',
  planned: {
    one: '{n} présente sur {of} prévues.',
    other: '{n} présentes sur {of} prévues.',
  },
  expected: 'Attente si on appelle maintenant : {wait}.',
  since: 'Depuis {time}.',
  telephony: 'Téléphonie : {lines}, {refused}, {untaken}.',
  telephonyWell: 'Téléphonie en ordre : {lines}, {refused}, {untaken}.',
  linesBusy: { one: '{n} ligne prise', other: '{n} lignes prises' },
  linesOf: '{lines} sur {of}',
  noneRefused: 'aucun appel refusé',
  refused: { one: '{n} appel refusé', other: '{n} appels refusés' },
  noneUntaken: 'aucune sonnerie sans décroché en 5 min',
  untakenShort: {
    one: '{n} sonnerie sans décroché en 5 min',
    other: '{n} sonneries sans décroché en 5 min',
  },
  silent: 'aucun événement de {source} depuis {age}. Les appels n’arrivent peut-être plus jusqu’ici.',
  silentUnknown: 'aucun événement de la téléphonie. Les appels n’arrivent peut-être plus jusqu’ici.',
  untaken: {
    one: '{n} sonnerie non prise en 5 minutes ; ',
    other: '{n} sonneries non prises en 5 minutes ; ',
  },
  busy: {
    one: '{n} appel refusé en 5 minutes, ligne occupée ou file pleine ; ',
    other: '{n} appels refusés en 5 minutes, ligne occupée ou file pleine ; ',
  },
  why: 'Les chiffres',
};

/** French words of a past moment on the live page. */
export const frReplay = {
  open: 'Revoir',
  openAbout: 'Revoir un moment passé sur cette page',
  region: 'Moment passé',
  badge: 'Passé',
  steps: 'Reculer ou avancer',
  keys: 'Au clavier, ici : flèches 10 s, avec Maj 1 min, page précédente ou suivante 15 min, Échap pour le direct',
  back: 'Reculer de {ms}',
  on: 'Avancer de {ms}',
  when: 'Jour et heure à revoir',
  go: 'Aller',
  live: 'Revenir au direct',
  reading: 'Lecture du passé…',
  tab: '↺ {time} · {centre}',
  day: 'Ce jour-là par quart d’heure, jusqu’à ce moment',
  dayBefore: 'le {day} d’avant',
  dayEmpty: 'Aucun appel ce jour-là jusqu’à ce moment.',
  callsOfNow: 'Les derniers appels ne sont connus que de maintenant.',
  callsThen: 'Les appels de ce jour-là',
  noAgents: 'Qui était là n’est plus conservé pour ce jour : les secrétaires ne sont pas comptées.',
  troubles: {
    gone: 'Les appels de ce jour ne sont plus conservés un par un ; leurs totaux restent dans l’historique.',
    wrong: 'Ce moment ne peut pas être revu : l’adresse ne nomme aucun moment passé.',
    missing: 'Ce moment n’est pas à revoir ici.',
    refused: 'Votre rôle n’ouvre pas ce direct.',
    failed: 'Ce moment n’a pas pu être lu.',
  },
};

/** French words of a patient's earlier calls, on the live page and the list to call back. */
export const frEarlier = {
  title: 'Appels précédents',
  of: 'Appels précédents de {patient}',
  close: 'Fermer les appels précédents',
  loading: 'Lecture de ses appels…',
  none: 'Aucun appel de ce patient avant celui-ci.',
  inDays: { one: '{n} appel à ce cabinet en 30 jours', other: '{n} appels à ce cabinet en 30 jours' },
  frequent: 'appelle souvent',
  owed: 'à rappeler avant {time}',
  promised: 'rappel promis avant {time}',
  late: 'en retard : rappel promis avant {time}',
  wait: 'attente {time}',
  talk: 'parlé {time}',
  shared: 'Plusieurs personnes appellent de ce numéro : leurs appels ne sont pas montrés.',
  withheld: 'Numéro masqué : on ne sait pas si ce patient a déjà appelé.',
  absent: 'Ce patient n’est plus en ligne ni sur votre liste : ses appels ne sont plus montrés.',
  failed: 'Ses appels n’ont pas pu être lus.',
  retry: 'Réessayer',
  older: 'Appels plus anciens',
  noted: 'Cette consultation est inscrite au registre.',
} as const;

/** Who deals with a clinic in trouble. */
export const frClaim = {
  claim: 'Je m’en occupe',
  claimOf: 'Je m’en occupe : {name}',
  takeOver: '{by} s’occupe de {name} depuis {time}. Prendre la suite.',
  releaseOf: 'Vous vous occupez de {name} depuis {time}. Ne plus s’en occuper.',
  name: 'Votre nom, pour les autres',
  nameAbout: 'Un prénom suffit. Il est gardé par ce navigateur et montré à côté du cabinet.',
  cancel: 'Annuler',
  failed: 'Ce n’est pas noté : le serveur n’a pas répondu comme attendu. Réessayez.',
  refused: 'Ce n’est pas noté : cette machine n’en a pas le droit.',
};

/** What of satisfaction is told wherever it is. */
export const frPublished = {
  answers: { one: '{n} réponse', other: '{n} réponses' },
  fragile: 'peu de réponses',
  suppressed: {
    few_answers: 'moins de 10 réponses',
    protects_another: 'masqué pour protéger un autre chiffre',
    mixed_channels: 'façons d’interroger différentes, jamais mélangées',
    off_grid: 'non publié pour cette période',
    not_published: 'pas encore publié',
    not_final: 'publié avec les chiffres définitifs',
    unknown: 'non publié',
  },
} as const;

/** French words of messages for clinics. */
export const frHandovers = {
  title: 'Messages sans accusé de réception',
  open: 'en tout',
  openReferrals: 'vers un médecin',
  overHour: 'plus de 1 h',
  overFourHours: 'plus de 4 h',
  overDay: 'plus de 24 h',
  first: 'Les premiers',
  referral: 'vers un médecin',
  since: 'depuis le {time}',
  lacks: 'incomplet : {fields}',
  fieldName: 'nom',
  fieldNumber: 'numéro',
  fieldReason: 'motif',
  unsent: 'pas envoyé',
  acknowledge: 'Bien reçu',
  failed: 'Ce n’est pas enregistré. Réessayez.',
};

/** French words of the cards that explain their figures. */
export const frHandoverCards = {
  handovers: {
    name: 'Messages aux cabinets',
    how: 'Les messages que le logiciel des secrétaires nous a signalés, chacun une fois.',
    lines: 'Pas de seuil : c’est un nombre de messages.',
    without: 'Les messages qu’il ne nous signale pas.',
  },
  handoversWritten: {
    name: 'Contenu connu',
    how: 'Ceux dont il a dit quels champs sont remplis.',
    lines: 'Pas de seuil : c’est un nombre de messages.',
    without: 'Ce qui est écrit dans les champs : rien n’en est gardé ici.',
  },
  handoversComplete: {
    name: 'Complets',
    how: 'Ceux qui ont tous les champs que le cabinet demande.',
    lines: 'Ce qu’un cabinet demande est dans ses réglages ; sinon le nom, le numéro et le motif.',
    without: 'Les messages dont personne n’a dit le contenu.',
  },
  handoverCompleteRate: {
    name: 'Part des complets',
    how: 'Complets ÷ contenu connu.',
    lines: 'Pas d’objectif de notre part : un cabinet peut en convenir.',
    without: 'Les messages dont personne n’a dit le contenu.',
  },
  handoversSent: {
    name: 'Envoyés',
    how: 'Ceux qui ont été envoyés ; ce qui est arrivé au cabinet l’a été.',
    lines: 'Pas de seuil : c’est un nombre de messages.',
    without: 'Les messages écrits et pas envoyés.',
  },
  handoversDelivered: {
    name: 'Arrivés',
    how: 'Ceux qui sont arrivés au cabinet ; ce qu’il a accusé est arrivé.',
    lines: 'Pas de seuil : c’est un nombre de messages.',
    without: 'Les messages dont on ne sait que l’envoi.',
  },
  handoversAcknowledged: {
    name: 'Accusés',
    how: 'Ceux que le cabinet a dit avoir reçus, même tard.',
    lines: 'Pas de seuil : c’est un nombre de messages.',
    without: 'Les messages arrivés dont le cabinet n’a rien dit.',
  },
  handoverAcknowledgedRate: {
    name: 'Part des accusés',
    how: 'Accusés ÷ messages.',
    lines:
      'Pas d’objectif de notre part : un cabinet peut en convenir. Celle des derniers jours peut encore monter.',
    without: 'Rien : chaque message compte.',
  },
  medianToAcknowledgedMs: {
    name: 'Délai jusqu’à l’accusé',
    how: 'La moitié des accusés l’ont été dans ce délai, nuits et week-ends compris.',
    lines: 'Pas d’objectif de notre part : un cabinet peut en convenir.',
    without: 'Les messages sans accusé.',
  },
  referrals: {
    name: 'Vers un médecin',
    how: 'Les messages qui adressent un patient à un médecin.',
    lines: 'Ils sont en tête de chaque liste.',
    without: 'Les messages qui ne le disent pas.',
  },
  referralsAcknowledged: {
    name: 'Vers un médecin, accusés',
    how: 'Ceux d’entre eux que le cabinet a accusés.',
    lines: 'Pas de seuil : chacun qui manque mérite un appel.',
    without: 'Les autres messages.',
  },
  handoversNow: {
    name: 'Messages sans accusé de réception',
    how: 'Les messages des sept derniers jours que le cabinet n’a pas dit avoir reçus, selon l’âge de chacun. Chacun compte pour chaque durée dépassée.',
    lines: 'Un message vers un médecin, ou de plus de 4 h, est marqué.',
    without: 'Les messages sans accusé depuis plus de sept jours : ils sont dans l’historique.',
  },
};

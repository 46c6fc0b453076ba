/** Catalan words of follow-ups: calls to patients that are planned. */
export const caFollowups = {
  one: 'seguiment',
  title: 'Seguiments planificats',
  count: { one: '{n} seguiment per venir', other: '{n} seguiments per venir' },
  about:
    'Un seguiment és una trucada prevista. Entra a la llista de sota quan arriba el seu dia, i només en surt pel que n’ha estat.',
  plannedAt: 'planificat {time}',
  way: 'Seguiment planificat: truqueu des del programa del centre, pacient {reference}. No digueu res mèdic.',
  wayWithout: 'Seguiment planificat sense referència: el programa del centre diu a qui trucar.',
  wayByMask:
    'Seguiment previst: el programa de la consulta diu qui va trucar des del {mask}. No digueu res de mèdic.',
  plan: 'Planifica un seguiment',
  clinic: 'Centre',
  type: 'Per a',
  from: 'Del',
  until: 'Al',
  usual: 'Buit: com és habitual per a aquest tipus.',
  when: 'del {from} al {until}',
  reference: 'Referència del pacient',
  referenceAbout: 'El seu número d’expedient al centre: ni nom, ni telèfon.',
  send: 'Planifica',
  cancel: 'Anul·la',
  cancelOf: 'Anul·la el seguiment {reference} de {clinic}',
  none: 'Cap seguiment per venir.',
  planned: 'Seguiment planificat per a {clinic}.',
  cancelled: 'Seguiment anul·lat.',
  failed: 'El seguiment no s’ha desat: {why}',
  why: {
    invalid_window: 'el final ha de venir després de l’inici, i dins de l’any.',
    invalid_body: 'un camp no s’accepta.',
    followups_off: 'aquest centre no té seguiments.',
    server: 'el servidor no respon.',
  },
  types: {
    same_day: 'Seguiment del dia',
    visit_reminder: 'Recordatori de visita',
    prescription_renewal: 'Renovació de recepta',
    post_discharge: 'Després d’una alta',
  },
};

/** Catalan words of the cards that explain figures of follow-ups. */
export const caFollowupCards = {
  followupsDue: {
    name: 'Seguiments per fer',
    how: 'Fets a temps + fets amb retard + vençuts + encara per fer.',
    lines: 'Cap llindar: és un nombre de trucades previstes.',
    without: 'Els que algú ha anul·lat.',
  },
  doneOnTime: {
    name: 'Fets a temps',
    how: 'Seguiments acabats per algú, per altra cosa que «sense objecte», abans de la fi del seu termini.',
    lines: 'La fi del termini, inclosa; també abans que comenci.',
    without: 'Els intents sense resposta, que no acaben res.',
  },
  doneLate: {
    name: 'Fets amb retard',
    how: 'Seguiments acabats igualment després de la fi del seu termini.',
    lines: 'Cap llindar: per tard que sigui.',
    without: 'Els intents sense resposta.',
  },
  overdue: {
    name: 'Vençuts',
    how: 'Seguiments no acabats amb el termini passat.',
    lines: 'La fi del termini. Es queden a dalt de la llista.',
    without: 'Els que encara són a temps.',
  },
  followupsOnTimeRate: {
    name: 'Seguiments fets a temps',
    how: 'Fets a temps ÷ (seguiments per fer − encara per fer).',
    lines: 'Cap llindar aquí.',
    without: 'Els que encara són a temps, i els anul·lats.',
  },
  followupsReached: {
    name: 'Pacients contactats',
    how: 'Dels seguiments fets, aquells en què s’ha contactat el pacient.',
    lines: 'Cap llindar: és un nombre de trucades.',
    without: 'Els números equivocats i les negatives.',
  },
  plannedInCall: {
    name: 'Previstos abans d’acabar la trucada',
    how: 'Seguiments, també anul·lats, previstos en una trucada abans que s’acabi.',
    lines: 'L’instant en què s’acaba la trucada.',
    without: 'Els que no venen de cap trucada, i aquells la trucada dels quals ja no es conserva.',
  },
  plannedAfterCall: {
    name: 'Previstos després de la trucada',
    how: 'Seguiments, també anul·lats, previstos en una trucada quan ja s’havia acabat.',
    lines: 'L’instant en què s’acaba la trucada.',
    without: 'Els que no venen de cap trucada.',
  },
};

/** Catalan words of follow-ups: calls to patients that are planned. */
export const caFollowups = {
  /** On the live page. */
  now: {
    title: 'Seguiments',
    open: 'a la llista',
    dueToday: 'per fer avui',
    late: 'endarrerits',
    doneToday: 'fets avui',
    clinicsToTell: 'consultoris per trucar',
  },
  one: 'seguiment',
  title: 'Seguiments planificats',
  count: { one: '{n} seguiment per venir', other: '{n} seguiments per venir' },
  about:
    'Un seguiment és una trucada prevista. Entra a la llista de sota quan arriba el seu dia, i només en surt pel que n’ha estat.',
  plannedAt: 'planificat {time}',
  way: 'Seguiment planificat: truqueu des del programa del consultori, pacient {reference}. No digueu res mèdic.',
  wayWithout: 'Seguiment planificat sense referència: el programa del consultori diu a qui trucar.',
  wayByMask:
    'Seguiment previst: el programa del consultori diu qui va trucar des del {mask}. No digueu res de mèdic.',
  plan: 'Planifica un seguiment',
  clinic: 'Consultori',
  type: 'Per a',
  from: 'Del',
  until: 'Al',
  usual: 'Buit: com és habitual per a aquest tipus.',
  when: 'del {from} al {until}',
  reference: 'Referència del pacient',
  referenceAbout: 'El seu número d’expedient al consultori: ni nom, ni telèfon.',
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
    followups_off: 'aquest consultori no té seguiments.',
    server: 'el servidor no respon.',
  },
  questions: {
    title: 'Preguntes després de l’alta',
    about:
      'Versió {version} de la fitxa, aprovada per {by} el {when}. Feu-les tal com són; no aconselleu res.',
    emergency: 'Perill immediat: «{said}»',
    none: 'Les preguntes després d’una alta encara no es fan: el centre ha d’aprovar abans la seva fitxa, amb la frase d’urgència (112).',
    condition: 'Esteu com estava previst des de l’alta?',
    medicines: 'Heu entès els medicaments, i els preneu?',
    appointments: 'Sabeu quan són les properes visites?',
    services: 'Les ajudes previstes (cures, material) hi són?',
    plan: 'Sabeu què fer i a qui trucar si hi ha un problema?',
    yes: 'sí',
    no: 'no',
    unsure: 'no ho sap',
    send: 'Pacient contactat: desa',
    missing: 'Responeu les cinc preguntes.',
    changed: 'La fitxa del centre acaba de canviar: torneu-la a llegir i deseu de nou.',
    failed: 'No desat. Torneu-ho a provar.',
    alertTold:
      'S’ha avisat el centre a les {at} per correu o pel seu programari. Si no diu que ho ha rebut, truqueu-li a partir de {by}.',
    alertSay:
      '«Bon dia. Una resposta d’un pacient demana la vostra atenció; referència {reference}. Gràcies.»',
    alertSayTo: 'Al contestador del centre, només:',
    alertAbout:
      'El pacient {who} ha respost, a les {time}: {what}. Truqueu al centre, i després digueu «contactat». Cap consell mèdic al pacient.',
  },
  types: {
    clinic_alert: 'Trucar al centre',
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
  questionsAnswered: {
    name: 'Preguntes fetes després de l’alta',
    how: 'Dels pacients contactats, els que han respost les preguntes que es fan després d’una alta.',
    lines: 'Cap llindar: és un nombre de trucades.',
    without: 'Els seguiments acabats sense fer-les, i les respostes que ja no es conserven.',
  },
  medicinesUnderstood: {
    name: 'Medicaments entesos i presos',
    how: 'D’aquests, els que entenen i prenen els seus medicaments.',
    lines: 'Cap llindar: «no» i «no ho sé» fan trucar al centre de seguida.',
    without: 'Les respostes que ja no es conserven.',
  },
  clinicAlerts: {
    name: 'Respostes que demanen el centre',
    how: 'Respostes després d’una alta que no eren totes «sí», el dia en què es van donar.',
    lines: 'N’hi ha prou amb un «no» o un «no ho sé».',
    without: 'Les respostes totes «sí».',
  },
  alertsKnown: {
    name: 'Rebudes pel centre',
    how: 'D’aquestes, les que el centre ha dit que ha rebut, o que se li han dit per telèfon.',
    lines: 'Cap llindar: és un nombre de respostes.',
    without: 'Les que el centre encara no coneix.',
  },
  medianToKnownMs: {
    name: 'De la resposta al centre avisat',
    how: 'El temps entre la resposta del pacient i el moment en què el centre la coneix, que la meitat no passa.',
    lines: '30 min: s’avisa de nou el contacte, i la fila passa al capdamunt de la llista.',
    without: 'Les que el centre encara no coneix. Nits i caps de setmana compten.',
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

import type { PatientWords } from './patient-words';

export const ca: PatientWords = {
  name: 'Català',
  chooseLanguage: 'Llengua',
  title: '{clinic}: la seva opinió sobre la trucada',
  heading: 'Com ha anat la seva trucada?',
  lead: 'És cosa d’un minut. Pot deixar preguntes sense resposta.',
  inShort:
    'Responsable: {controller}. Les respostes serveixen per millorar l’atenció telefònica i es guarden {months} mesos, sense el seu nom.',
  toRights: 'Les seves dades i els seus drets',
  commentMost: '1.000 caràcters com a màxim.',
  callbackConsent:
    'Si respon que sí, el centre rep l’avís de seguida. Hi veu el consultori, l’hora de la trucada i un número mig emmascarat, mai la puntuació ni el comentari.',
  emergency: 'Això no és un servei d’urgències. En cas d’urgència, truqui al 112 o al 061.',
  tap: 'Toqui una puntuació: queda desada de seguida.',
  saved: 'Gràcies, la puntuació ha quedat desada. La pot canviar, o respondre també aquestes preguntes.',
  more: {
    title: 'Unes preguntes més?',
    text: 'Només si vol: les primeres respostes ja estan desades.',
    send: 'Enviar també aquestes respostes',
  },
  send: 'Enviar les respostes',
  until: 'Aquest enllaç serveix una sola vegada, fins al {date}.',
  nothingChosen: 'Encara no hi ha res marcat. Respongui almenys una pregunta i torni a enviar.',
  rights: {
    heading: 'Les seves dades i els seus drets',
    who: 'Responsable d’aquestes dades: {controller}. Fa les preguntes, per encàrrec seu, el centre que atén el telèfon: {centre}.',
    why: 'Serveixen per millorar l’atenció telefònica i per a res més: ni publicitat ni història clínica.',
    what: 'Les respostes queden lligades a la trucada (hora, espera, motiu), sense el seu nom ni el seu número. Es llegeixen en xifres de conjunt; un comentari es pot citar, un cop trets els noms i els números.',
    kept: 'Es guarden {months} mesos. L’adreça amb què li hem escrit s’esborra en tres dies.',
    free: 'Respondre és voluntari i no canvia res de la seva atenció.',
    contact: 'Per veure les respostes o fer-les esborrar: {contact}.',
    authority:
      'També es pot adreçar a l’autoritat de protecció de dades (l’APDCAT a Catalunya, l’APDA a Andorra, la CNIL a França).',
  },
  refuse: {
    heading: 'No rebre més preguntes',
    text: 'Un sol gest i no li escriurem més. Per recordar-ho guardem una empremta de la seva adreça, amb la qual no se li pot escriure.',
    button: 'No m’envieu mai més preguntes',
  },
  thanks: {
    title: 'Gràcies, ja ho tenim',
    text: 'Les respostes han quedat desades. Ajudaran a atendre millor el telèfon. Ja pot tancar aquesta pàgina.',
  },
  called: {
    title: 'Gràcies, hem passat l’avís',
    text: 'Les respostes han quedat desades i el centre acaba de rebre l’avís que vol que li truquin. Li trucarà al número de la seva trucada, dins l’horari d’atenció. Si d’aquí a un dia feiner no en sap res, torni a trucar. Si és urgent, no s’esperi: 112 o 061.',
  },
  used: {
    title: 'Ja ha respost',
    text: 'Aquest enllaç només serveix una vegada, i les seves respostes estan desades. Gràcies.',
  },
  late: {
    title: 'Aquest enllaç ja no és vàlid',
    text: 'Es podia respondre fins al {date}. Gràcies per haver-ho volgut fer.',
  },
  forged: {
    title: 'Aquest enllaç no porta enlloc',
    text: 'Potser és incomplet: torni’l a obrir des del missatge rebut, sense copiar-lo. Els enllaços antics també deixen d’existir.',
  },
  refused: {
    title: 'Entesos',
    text: 'No li tornarem a demanar l’opinió. Ja pot tancar aquesta pàgina.',
  },
  tooMany: {
    title: 'Un moment, si us plau',
    text: 'Massa peticions alhora. Torni-ho a provar d’aquí a un minut.',
  },
  failed: {
    title: 'No ha funcionat',
    text: 'L’error és nostre i no s’ha perdut res: torni-ho a provar d’aquí a uns minuts amb el mateix enllaç.',
  },
};

import type { PatientWords } from './patient-words';

export const ca: PatientWords = {
  name: 'Català',
  chooseLanguage: 'Llengua',
  title: 'La seva opinió sobre la trucada a {clinic}',
  heading: 'Com ha anat la seva trucada?',
  lead: 'És cosa d’un minut. Pot deixar preguntes sense resposta.',
  inShort:
    '{controller} l’hi pregunta per millorar l’atenció telefònica. Les respostes es guarden {months} mesos, sense el seu nom.',
  toRights: 'Les seves dades i els seus drets',
  commentMost: '1.000 caràcters com a màxim.',
  callbackConsent:
    'Si respon que sí i no ha quedat satisfet, el centre rep l’avís de seguida per trucar-li. Hi veu el consultori, l’hora de la trucada i un número emmascarat, mai la puntuació ni el comentari.',
  emergency: 'Aquestes respostes no es llegeixen a l’instant. En cas d’urgència, truqui al 112 o al 061.',
  send: 'Enviar les respostes',
  until: 'Aquest enllaç serveix una sola vegada, fins al {date}.',
  nothingChosen: 'Encara no hi ha res marcat. Respongui almenys una pregunta i torni a enviar.',
  rights: {
    heading: 'Les seves dades i els seus drets',
    who: '{controller} és responsable d’aquestes dades. {centre}, que atén el telèfon per encàrrec seu, fa les preguntes.',
    why: 'Serveixen per millorar l’atenció telefònica i per a res més: ni publicitat ni història clínica.',
    what: 'Les respostes queden lligades a la trucada (hora, espera, motiu), sense el seu nom ni el seu número. Es llegeixen en xifres de conjunt; un comentari es pot citar, un cop trets els noms i els números.',
    kept: 'Es guarden {months} mesos. L’adreça amb què li hem escrit s’esborra en tres dies.',
    free: 'Respondre és voluntari i no canvia res de la seva atenció.',
    contact: 'Per veure les respostes o fer-les esborrar: {contact}.',
    authority:
      'També es pot adreçar a l’autoritat de protecció de dades (l’APDCAT a Catalunya, l’APDA a Andorra, la CNIL a França).',
  },
  refuse: {
    heading: 'No rebre’n més',
    text: 'Un sol gest i no li escriurem més. Per recordar-ho guardem una empremta de la seva adreça, amb la qual no se li pot escriure.',
    button: 'No em pregunteu mai més',
  },
  thanks: {
    title: 'Gràcies, ja ho tenim',
    text: 'Les respostes han quedat desades. Ajudaran {clinic} a atendre’l millor. Ja pot tancar aquesta pàgina.',
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

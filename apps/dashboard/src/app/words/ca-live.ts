import type { Dictionary } from './dictionary';

export const caHeadline: Dictionary['headline'] = {
  lead: '{title}:',
  region: 'Situació',
  titles: {
    telephony_silent: 'Telefonia muda',
    rings_untaken: 'Sona sense resposta',
    lines_busy: 'Línies ocupades',
    given_up: 'Pacients perduts',
    low_answer_rate: 'Massa poques ateses',
    peak: 'Pic',
    long_wait: 'Espera llarga',
    easing: 'Es calma',
    calm: 'Tot va bé',
    noAlert: 'Cap alerta',
  },
  waiting: { one: '{n} pacient en espera', other: '{n} pacients en espera' },
  nobody: 'ningú no espera',
  trends: {
    growing: '{waiting}, la cua creix: {pace}',
    held: '{waiting}, la cua no creix perquè hi ha pacients que pengen: {pace}',
    shrinking: '{waiting}, la cua es buida: {pace}',
    steady: '{waiting}, {pace}',
  },
  pace: '{in}, {taken}, {lost}.',
  in: { one: 'n’entra {n} per minut', other: 'n’entren {n} per minut' },
  taken: { one: 'se n’agafa {n}', other: 'se n’agafen {n}' },
  lost: { one: 'se’n perd {n}', other: 'se’n perden {n}' },
  place: '{name} en concentra {n} de {of}.',
  missing: { one: '{team}: falta {n} secretària.', other: '{team}: falten {n} secretàries.' },
  missingInAll: {
    one: 'Falta {n} secretària, de les quals {there} ({team}).',
    other: 'Falten {n} secretàries, de les quals {there} ({team}).',
  },
  spread: 'En {teams} equips, sobretot {name}: {n} de {of}.',
  oldest: 'Esperen més: {callers}.',
  planned: { one: '{n} present de {of} previstes.', other: '{n} presents de {of} previstes.' },
  expected: 'Espera si es truca ara: {wait}.',
  since: 'Des de les {time}.',
  telephony: 'Telefonia: {lines}, {refused}, {untaken}.',
  telephonyWell: 'Telefonia en ordre: {lines}, {refused}, {untaken}.',
  linesBusy: { one: '{n} línia ocupada', other: '{n} línies ocupades' },
  linesOf: '{lines} de {of}',
  noneRefused: 'cap trucada refusada',
  refused: { one: '{n} trucada refusada', other: '{n} trucades refusades' },
  noneUntaken: 'cap que soni sense resposta en 5 min',
  untakenShort: {
    one: '{n} que sona sense resposta en 5 min',
    other: '{n} que sonen sense resposta en 5 min',
  },
  silent: 'cap esdeveniment de {source} des de fa {age}. Potser les trucades ja no arriben fins aquí.',
  silentUnknown: 'cap esdeveniment de la telefonia. Potser les trucades ja no arriben fins aquí.',
  untaken: {
    one: '{n} trucada que sona i no s’agafa en 5 minuts; ',
    other: '{n} trucades que sonen i no s’agafen en 5 minuts; ',
  },
  busy: {
    one: '{n} trucada refusada en 5 minuts, línia ocupada o cua plena; ',
    other: '{n} trucades refusades en 5 minuts, línia ocupada o cua plena; ',
  },
  why: 'Les xifres',
};

/** Catalan words of a past moment on the live page. */
export const caReplay: Dictionary['replay'] = {
  open: 'Reveure',
  openAbout: 'Reveure un moment passat en aquesta pàgina',
  region: 'Moment passat',
  badge: 'Passat',
  steps: 'Retrocedir o avançar',
  keys: 'Amb el teclat, aquí: fletxes 10 s, amb Maj 1 min, pàgina anterior o següent 15 min, Esc per al directe',
  back: 'Retrocedir {ms}',
  on: 'Avançar {ms}',
  when: 'Dia i hora per reveure',
  go: 'Ves-hi',
  live: 'Tornar al directe',
  reading: 'Llegint el passat…',
  tab: '↺ {time} · {centre}',
  day: 'Aquell dia per quarts d’hora, fins a aquest moment',
  dayBefore: '{day} anterior',
  dayEmpty: 'Cap trucada aquell dia fins a aquest moment.',
  callsOfNow: 'Les darreres trucades només se saben d’ara.',
  callsThen: 'Les trucades d’aquell dia',
  noAgents: 'Qui hi era ja no es conserva d’aquest dia: les secretàries no es compten.',
  troubles: {
    gone: 'Les trucades d’aquest dia ja no es conserven una per una; els totals queden a l’històric.',
    wrong: 'Aquest moment no es pot reveure: l’adreça no anomena cap moment passat.',
    missing: 'Aquest moment no es pot reveure aquí.',
    refused: 'El vostre rol no obre aquest directe.',
    failed: 'Aquest moment no s’ha pogut llegir.',
  },
};

/** Catalan words of a patient's earlier calls. */
export const caEarlier: Dictionary['earlier'] = {
  title: 'Trucades anteriors',
  of: 'Trucades anteriors de {patient}',
  close: 'Tancar les trucades anteriors',
  loading: 'Llegint les seves trucades…',
  none: 'Cap trucada d’aquest pacient abans d’aquesta.',
  inDays: {
    one: '{n} trucada a aquest consultori en 30 dies',
    other: '{n} trucades a aquest consultori en 30 dies',
  },
  frequent: 'truca sovint',
  owed: 'cal trucar abans de {time}',
  promised: 'trucada promesa abans de {time}',
  late: 'amb retard: trucada promesa abans de {time}',
  wait: 'espera {time}',
  talk: 'parlat {time}',
  shared: 'Diverses persones truquen des d’aquest número: les seves trucades no es mostren.',
  withheld: 'Número ocult: no se sap si aquest pacient ja ha trucat.',
  absent: 'Aquest pacient ja no és en línia ni a la vostra llista: les seves trucades ja no es mostren.',
  failed: 'No s’han pogut llegir les seves trucades.',
  retry: 'Tornar-ho a provar',
  older: 'Trucades més antigues',
  noted: 'Aquesta consulta queda inscrita al registre.',
};

/** Who deals with a clinic in trouble. */
export const caClaim: Dictionary['claim'] = {
  claim: 'M’hi poso jo',
  claimOf: 'M’hi poso jo: {name}',
  takeOver: '{by} s’ocupa de {name} des de les {time}. Agafar el relleu.',
  releaseOf: 'Us ocupeu de {name} des de les {time}. Deixar-ho.',
  name: 'El vostre nom, per als altres',
  nameAbout:
    'N’hi ha prou amb el nom de pila. El guarda aquest navegador i es mostra al costat del consultori.',
  cancel: 'Cancel·la',
  failed: 'No s’ha anotat: el servidor no ha respost com calia. Torneu-ho a provar.',
  refused: 'No s’ha anotat: aquesta màquina no hi té dret.',
};

/** What of satisfaction is told wherever it is. */
export const caPublished: Dictionary['published'] = {
  answers: { one: '{n} resposta', other: '{n} respostes' },
  fragile: 'poques respostes',
  suppressed: {
    few_answers: 'menys de 10 respostes',
    protects_another: 'amagat per protegir una altra xifra',
    mixed_channels: 'maneres de preguntar diferents, mai barrejades',
    off_grid: 'no publicat per a aquest període',
    not_published: 'encara no publicat',
    not_final: 'es publica amb les xifres definitives',
    unknown: 'no publicat',
  },
};

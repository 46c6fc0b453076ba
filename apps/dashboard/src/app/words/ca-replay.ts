import type { Dictionary } from './dictionary';

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
  noAgents: 'Qui hi era ja no es conserva d’aquest dia: les agents no es compten.',
  troubles: {
    gone: 'Les trucades d’aquest dia ja no es conserven una per una; els totals queden a l’històric.',
    wrong: 'Aquest moment no es pot reveure: l’adreça no anomena cap moment passat.',
    missing: 'Aquest moment no es pot reveure aquí.',
    refused: 'El vostre rol no obre aquest directe.',
    failed: 'Aquest moment no s’ha pogut llegir.',
  },
};

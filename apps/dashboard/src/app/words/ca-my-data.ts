import type { OfficeWords } from './dictionary';

/** Catalan words of what is kept of oneself. */
export const caMyData: OfficeWords['myData'] = {
  about: 'Què es conserva de vós, quant de temps i qui ho ha mirat.',
  failed: 'El servidor no respon. Torneu-ho a provar d’aquí a un moment.',
  months: { one: '{n} mes', other: '{n} mesos' },
  kept: {
    title: 'El que es conserva',
    account:
      'El vostre compte, des del {when}: nom, adreça electrònica, llengua, rols i els navegadors on esteu connectat. Fins al final dels vostres accessos; el vostre nom queda després al registre.',
    own: 'El que guardeu per a vós: vistes de l’històric {views}, enviaments per correu {mailings}. Fins que els suprimiu, o fins que s’acabin els vostres accessos.',
    days: {
      one: 'El que heu fet minut a minut (presència, pauses, trucades): {n} dia, {from}. Es conserva {months}.',
      other:
        'El que heu fet minut a minut (presència, pauses, trucades): {n} dies, del {from} al {to}. Es conserva {months}.',
    },
    noDays: 'El que feu minut a minut (presència, pauses, trucades): res de moment. Es conserva {months}.',
    calls: 'El vostre identificador a les trucades que heu agafat: {months}. Després només queden totals.',
    sums: 'Totals per quart d’hora sota el vostre identificador ({id}): trucades agafades, temps de conversa. Sense límit de temps i sense cap persona que truqui.',
    log: 'Les vostres connexions i el que heu consultat o canviat, al registre d’accessos: {months}.',
    noAgent: 'El vostre compte no està vinculat a cap lloc de secretària: cap xifra no és vostra.',
  },
  watched: {
    title: 'Qui ha mirat',
    about:
      'Aquests últims trenta dies, allà on es nomenen les secretàries: el directe, les últimes trucades, les xifres per secretària.',
    none: 'Ningú.',
    days: { one: '{n} dia, l’últim cop el {when}', other: '{n} dies, l’últim cop el {when}' },
  },
  named: {
    title: 'El que s’ha fet que us anomena',
    about:
      'Aquests últims noranta dies: rols, enllaços d’accés, les vostres xifres demanades pel vostre nom.',
    none: 'Res.',
  },
  rights:
    'Per fer corregir o esborrar alguna cosa, adreceu-vos al delegat de protecció de dades del vostre centre.',
};

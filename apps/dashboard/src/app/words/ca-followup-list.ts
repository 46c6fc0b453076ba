import type { FollowupListWords } from './dictionary';

export const caFollowupList: FollowupListWords = {
  title: 'Pujar una llista d’altes o de visites',
  about:
    'Un fitxer CSV del consultori, una línia per pacient: qui (dossier, o telèfon, o empremta d’un altre programa) i quan (data de l’alta o de la visita, o du i au), a l’hora del consultori. El telèfon se substitueix per una empremta en arribar; el fitxer no es guarda.',
  example: 'referencia;data;telefon;tipus',
  type: 'Per a, si la línia no ho diu',
  file: 'Fitxer CSV',
  look: 'Comprova',
  plan: { one: 'Planifica {n} seguiment', other: 'Planifica {n} seguiments' },
  would: { one: '{n} seguiment per planificar', other: '{n} seguiments per planificar' },
  done: { one: '{n} seguiment planificat', other: '{n} seguiments planificats' },
  known: { one: '{n} ja conegut', other: '{n} ja coneguts' },
  refused: { one: '{n} línia rebutjada', other: '{n} línies rebutjades' },
  ignored: 'Columnes deixades de banda: {names}.',
  bad: 'Línies rebutjades',
  line: 'Línia {n}: {why}',
  lineHead: 'Línia',
  first: 'Els primers seguiments',
  noFile: 'Trieu un fitxer.',
  why: {
    invalid_header:
      'La primera línia ha de dir qui (referencia, telefon o empremta) i quan (data, o des i fins).',
    too_many_rows: 'Com a molt 5.000 línies alhora: partiu el fitxer.',
    unknown_charset: 'Les lletres no es poden llegir: deseu el fitxer en CSV UTF-8.',
    followups_off: 'Aquest consultori no té seguiments.',
    server: 'El servidor no ha acceptat el fitxer. Torneu-ho a provar.',
  },
  faults: {
    notRead: 'il·legible; deseu el fitxer en CSV UTF-8, amb tantes caselles com títols.',
    who: 'no diu qui; ompliu la referència, el telèfon o l’empremta.',
    when: 'no diu quan; ompliu la data de l’alta o de la visita.',
    date: 'una data no ho és; escriviu 31/01/2026.',
    order: 'acaba abans de començar; comproveu les dates.',
    over: 'el termini ha passat; truqueu aquest pacient sense esperar o traieu la línia.',
    ahead: 'més d’un any endavant; comproveu l’any.',
    type: 'tipus desconegut; escriviu alta, visita, recepta o dia.',
    reference: 'la referència ha de ser una sola paraula, 8 xifres com a molt: ni nom, ni telèfon.',
    phone: 'el telèfon no és un número; poseu la columna en format text i torneu-lo a escriure.',
    hash: 'l’empremta ha de tenir de 16 a 64 lletres i xifres.',
    language: 'la llengua s’escriu amb dues lletres, com ca.',
  },
};

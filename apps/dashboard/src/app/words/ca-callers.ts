import type { OfficeWords } from './dictionary';

/** Catalan words of what a caller may ask for. */
export const caCallers: OfficeWords['callers'] = {
  title: 'Drets de qui truca',
  about:
    'Qui truca demana què se’n conserva, o ser esborrat. No es conserva cap número: el que escriviu serveix per trobar-ne les trucades i després s’oblida.',
  number: 'El seu número de telèfon',
  numberAbout: 'En qualsevol escriptura; o l’empremta amb què la centraleta el designa.',
  bad: 'No és ni un número de telèfon ni una empremta.',
  needed: 'Escriviu un número.',
  failed: 'No s’ha fet: el servidor no respon. Torneu-ho a provar.',
  refused: 'No s’ha fet: el vostre compte no ho permet.',
  export: 'Extreu-ne les dades',
  erase: 'Esborra…',
  exported: {
    title: 'El que es conserva',
    nothing: 'No es conserva res de qui truca.',
    calls: { one: '{n} trucada', other: '{n} trucades' },
    comments: { one: '{n} comentari', other: '{n} comentaris' },
    answers: { one: '{n} resposta a una enquesta', other: '{n} respostes a enquestes' },
    invitations: { one: '{n} invitació', other: '{n} invitacions' },
    owed: { one: '{n} trucada deguda', other: '{n} trucades degudes' },
    keptNumbers: {
      one: 'el seu número, segellat per trucar-li',
      other: 'el seu número, segellat per trucar-li ({n} trucades)',
    },
    campaigns: {
      one: '{n} inscripció o resposta a una campanya',
      other: '{n} inscripcions o respostes a campanyes',
    },
    notCalled: {
      one: 'no contactar més per a {n} consultori',
      other: 'no contactar més per a {n} consultoris',
    },
    refusedEvents: { one: '{n} esdeveniment rebutjat', other: '{n} esdeveniments rebutjats' },
    notAsked: 'no vol que se li demani res més des del {when}',
    truncated: 'Només hi ha les primeres 10 000 trucades.',
    file: 'Baixa el fitxer',
    fileName: 'dades-de-qui-truca',
    left: 'No hi són: qui va respondre (és d’algú altre) i el text brut dels esdeveniments rebutjats, que pot anomenar-ne d’altres. Els totals i les xifres publicades no són de ningú.',
  },
  sure: {
    title: 'Voleu esborrar qui truca per sempre?',
    what: 'La seva empremta i el seu número emmascarat surten dels esdeveniments i de les trucades; els seus comentaris perden el text; les seves invitacions, les trucades que se li deuen i els esdeveniments rebutjats que l’anomenen desapareixen.',
    stays:
      'Queden, sense ell: el nombre de trucades i totes les xifres, les seves respostes en xifres, i el seu desig que no se li demani res més.',
    backups: 'Continua esborrat encara que es restauri una còpia antiga. Res no ho pot desfer.',
    yes: 'Esborra definitivament',
    no: 'Cancel·la',
  },
  receipt: {
    title: 'Esborrat',
    about: 'Per guardar o lliurar: aquest rebut no diu de qui es tracta.',
    id: 'Esborrament',
    asked: 'Demanat',
    done: 'Acabat',
    blanked: 'Esborrat de',
    save: 'Desa el rebut',
    fileName: 'rebut-esborrament',
    text: 'Rebut d’esborrament {id}\nDemanat el {asked}, acabat el {done}.\nEsborrat de: {what}.\nEl que s’ha esborrat també ho és de les còpies que es restaurin més tard.\n',
  },
  what: {
    events: { one: '{n} esdeveniment', other: '{n} esdeveniments' },
    calls: { one: '{n} trucada', other: '{n} trucades' },
    comments: { one: '{n} comentari', other: '{n} comentaris' },
    invitations: { one: '{n} invitació', other: '{n} invitacions' },
    refusedEvents: { one: '{n} esdeveniment rebutjat', other: '{n} esdeveniments rebutjats' },
    nothing: 'res: no es conservava res',
  },
  past: {
    title: 'Esborraments fets',
    none: 'Encara cap.',
    when: 'Quan',
    what: 'Esborrat de',
    id: 'Número',
    log: 'Al registre',
    note: 'Aquesta llista no diu qui ha estat esborrat. El registre diu qui ho ha fet.',
  },
};

/** Catalan words of the patients who call often. */
export const caFrequent: OfficeWords['frequent'] = {
  title: 'Truquen sovint',
  about:
    'Pacients que han trucat a un mateix consultori tres vegades o més del {from} al {to}, i per què. Els números són emmascarats; els compartits i els ocults no hi són. Aquesta consulta queda inscrita al registre.',
  clinic: 'Consultori',
  allClinics: 'tots',
  count: { one: '{n} pacient', other: '{n} pacients' },
  shown: 'Es mostren els {n} que més truquen.',
  none: 'Ningú no ha trucat tres vegades o més en 30 dies.',
  loading: 'Llegint la llista…',
  patient: 'Pacient',
  calls: 'Trucades',
  answered: 'Ateses',
  why: 'Per què',
  reason: '{reason} ×{n}',
  unknownReason: 'motiu desconegut',
  first: 'Primera',
  latest: 'Última',
  owed: 'cal trucar',
  looks: 'Trucades anteriors consultades',
  looksAbout:
    'Quantes vegades, en 30 dies, algú ha mirat les trucades anteriors d’un pacient: per consultori, mai per secretària.',
  noLooks: 'Encara ningú no les ha consultades.',
  look: {
    one: '{n} vegada, de les quals {repeat} per a un pacient que ja havia trucat',
    other: '{n} vegades, de les quals {repeat} per a un pacient que ja havia trucat',
  },
};

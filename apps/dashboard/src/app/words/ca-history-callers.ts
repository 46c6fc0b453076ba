import type { HistoryWords } from './dictionary';

type Callers = Pick<
  HistoryWords,
  'callbacks' | 'followups' | 'campaigns' | 'handovers' | 'incidents' | 'noted' | 'returns'
>;

/** Catalan words of the history's cards beside the calls: who was called back, planned, offered, handed over, urgent, noted, who came back. */
export const caHistoryCallers: Callers = {
  callbacks: {
    title: 'Pacients per trucar',
    about: 'Què ha passat amb els que ningú no va atendre; el dia és el de la primera trucada.',
    figure: 'Què n’ha estat',
    patients: 'pacients',
    share: 'part',
    before: 'abans',
    target: 'objectiu {share}',
  },
  followups: {
    title: 'Seguiments planificats',
    about: 'Trucades als pacients que s’han previst; el dia és el límit en què s’havia de fer cadascuna.',
  },
  campaigns: {
    title: 'Campanyes',
    about:
      'El que s’ha ofert per a les campanyes dels consultoris i el que els pacients han respost; el dia és el de la resposta.',
  },
  handovers: {
    title: 'Missatges als consultoris',
    about:
      'Què ha estat dels missatges passats als consultoris; el dia és aquell en què es va saber de cadascun.',
  },
  incidents: {
    title: 'Trucades urgents',
    about: 'Què ha estat de les trucades marcades com a urgents; el dia és el de la primera marca.',
    reviewed: '{share}: {n} de {of} acabades',
    emergency: '{time} ({n} transferides)',
  },
  noted: {
    title: 'Què s’anota de les trucades',
    about: 'Trucades ateses, com les anota la secretària o el seu programa. No s’endevina cap emoció.',
    other: 'sense precisar',
    load: '{time} · {row} seguides ({n} trucades)',
    reasons: { angry: 'enfadat', distressed: 'angoixat', complaint: 'queixa', aggressive: 'agressiu' },
    came: {
      done: 'resolta',
      message: 'missatge',
      passed: 'transferida',
      back: 'trucada prevista',
      open: 'no resolta',
    },
  },
  returns: {
    title: 'Pacients que tornen a trucar',
    about: 'Cada trucada atesa es jutja per les trucades següents del mateix pacient al mateix consultori.',
    provisional: 'provisional: no han passat set dies',
    figure: 'xifra',
    now: 'ara',
    before: 'abans',
    unknown: '{n} ateses sense pacient reconegut (número ocult o compartit) no hi són.',
  },
};

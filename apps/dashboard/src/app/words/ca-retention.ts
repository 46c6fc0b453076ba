import type { OfficeWords } from './dictionary';

/** Catalan words of how long data is kept. */
export const caRetention: OfficeWords['retention'] = {
  title: 'Conservació',
  about:
    'Quant de temps es conserva cada cosa. El detall marxa, els totals queden, sense cap persona que truqui.',
  failed: 'El servidor no respon. Torneu-ho a provar d’aquí a un moment.',
  months: { one: '{n} mes', other: '{n} mesos' },
  fields: {
    callMonths: 'Trucades, esdeveniments i respostes dels pacients',
    agentMonths: 'Detall de les secretàries, minut a minut',
    auditMonths: 'Registre d’accessos',
  },
  limits: {
    callMonths: '12 mesos com a màxim; {n} mesos promesos als pacients a la seva pàgina.',
    agentMonths: '3 mesos com a màxim.',
    auditMonths: 'Mai menys que les trucades; 36 mesos com a màxim.',
  },
  look: 'Mostra què marxaria',
  sure: 'Ho conservem així des d’ara?',
  goes: 'Marxarien durant el dia, per sempre: {what}.',
  nothing: 'No marxaria res més.',
  what: {
    calls: { one: '{n} trucada', other: '{n} trucades' },
    agentDays: { one: '{n} dia de secretària', other: '{n} dies de secretàries' },
    auditEntries: { one: '{n} línia del registre', other: '{n} línies del registre' },
  },
  back: 'El que ha marxat no torna si s’allarga la durada.',
  yes: 'Conserva-ho així',
  no: 'Cancel·la',
  saved: 'Desat. El canvi és al registre.',
  short: 'El registre no es pot conservar menys temps que les trucades.',
  numbers: {
    title: 'Números guardats per trucar',
    none: 'Cap en aquest moment.',
    some: {
      one: '{n} en aquest moment, del {when}.',
      other: '{n} en aquest moment, el més antic del {when}.',
    },
    about:
      'Només dels centres mèdics que n’han donat la instrucció (Configuració). S’esborren quan la trucada es tanca, com a màxim 7 dies després del termini; 10 minuts després d’una trucada que no en demana cap.',
  },
  runs: {
    title: 'Últimes retirades',
    none: 'Encara no s’ha retirat res.',
    when: 'Quan',
    what: 'Què',
    before: 'D’abans del',
    count: 'Quants',
  },
  kinds: {
    calls: 'trucades',
    events: 'esdeveniments',
    'agent-days': 'dies de secretàries',
    comments: 'comentaris',
    invitations: 'invitacions',
    'refused-events': 'esdeveniments rebutjats',
    audit: 'línies del registre',
  },
};

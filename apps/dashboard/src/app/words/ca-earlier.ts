import type { Dictionary } from './dictionary';

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

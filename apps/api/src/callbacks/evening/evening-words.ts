import type { ClinicSettings } from '../../settings/resolved-settings';
import type { EveningFacts } from './evening-note';

type Language = ClinicSettings['report']['language'];
/** What a note is divided into. */
export type NoteSection = keyof EveningFacts;

/** What a note says in one language. */
export type NoteWords = {
  readonly subject: (centre: string, count: number) => string;
  readonly hello: (clinic: string, at: string) => string;
  readonly sections: Readonly<Record<NoteSection, string>>;
  /** Who calls those who wait, where the clinic's own people do. */
  readonly yours: string;
  readonly reference: (reference: string) => string;
  readonly tries: (count: number) => string;
  /** The clinic's own word for the patient. */
  readonly patient: (reference: string) => string;
  /** What planned calls are for; a word of the centre's own stands as it is. */
  readonly types: Readonly<Record<string, string>>;
  readonly until: (at: string) => string;
  readonly promised: (at: string) => string;
  readonly late: (at: string) => string;
  readonly urgent: string;
  /** Of a message that sends a patient on to a doctor. */
  readonly toDoctor: string;
  /** The subject where nobody waits for a call. */
  readonly messages: (centre: string, count: number) => string;
  readonly more: (count: number) => string;
  readonly nobody: string;
  readonly end: (centre: string) => string;
  readonly link: string;
};

/** By which a language writes its dates. */
export const noteLocales: Readonly<Record<Language, string>> = {
  fr: 'fr-FR',
  ca: 'ca-ES',
  en: 'en-GB',
  es: 'es-ES',
};

/** The words of a note, by the clinic's language. */
export const noteWords: Readonly<Record<Language, NoteWords>> = {
  fr: {
    subject: (centre, count) =>
      `${centre}\u00a0: ${count} ${count > 1 ? 'patients attendent' : 'patient attend'} un appel`,
    hello: (clinic, at) => `Bonjour,\n\nVoici, le ${at}, les patients de ${clinic} à qui un appel est dû.`,
    sections: {
      alerts: 'À vous dire\u00a0: le centre doit vous téléphoner',
      neverReached: 'Jamais joints\u00a0: le délai est passé',
      followups: 'Appels prévus à vos patients, jusqu’à demain soir',
      tried: 'Essayés, pas encore joints',
      promised: 'Promis jusqu’à demain soir',
      waiting: 'Encore à rappeler par le centre',
      messages: 'Messages dont nous n’avons pas d’accusé de réception',
    },
    yours: 'Encore à rappeler par vous ou par le centre',
    reference: (reference) => `réf. ${reference}`,
    tries: (count) => (count > 1 ? `${count} essais` : '1 essai'),
    patient: (reference) => `dossier ${reference}`,
    types: {
      post_discharge: 'après une sortie',
      visit_reminder: 'rappel de visite',
      prescription_renewal: 'ordonnance',
      same_day: 'appel du jour',
    },
    until: (at) => `jusqu’à ${at}`,
    promised: (at) => `promis pour ${at}`,
    late: (at) => `promis pour ${at}, en retard`,
    urgent: 'urgent',
    toDoctor: 'vers un médecin',
    messages: (centre, count) =>
      `${centre}\u00a0: ${count} ${count > 1 ? 'messages attendent votre accusé' : 'message attend votre accusé'}`,
    more: (count) => `et ${count} ${count > 1 ? 'autres' : 'autre'}`,
    nobody: 'Depuis, tous ont été joints\u00a0: plus rien n’est dû.',
    end: (centre) =>
      `Cette note ne contient ni nom ni numéro\u00a0: ${centre} retrouve chaque patient par sa référence. Rien ne part les soirs où rien n’est dû.`,
    link: 'La liste\u00a0:',
  },
  ca: {
    subject: (centre, count) =>
      `${centre}: ${count} ${count > 1 ? 'pacients esperen' : 'pacient espera'} una trucada`,
    hello: (clinic, at) =>
      `Bon dia,\n\nAquests són, el ${at}, els pacients de ${clinic} a qui es deu una trucada.`,
    sections: {
      alerts: 'Per dir-vos: el centre us ha de trucar',
      neverReached: 'Mai contactats: el termini ha passat',
      followups: 'Trucades previstes als vostres pacients, fins demà al vespre',
      tried: 'Intentats, encara no contactats',
      promised: 'Promesos fins demà al vespre',
      waiting: 'Encara per trucar, pel centre',
      messages: 'Missatges dels quals no tenim acusament de recepció',
    },
    yours: 'Encara per trucar, per vosaltres o pel centre',
    reference: (reference) => `ref. ${reference}`,
    tries: (count) => (count > 1 ? `${count} intents` : '1 intent'),
    patient: (reference) => `expedient ${reference}`,
    types: {
      post_discharge: 'després d’una alta',
      visit_reminder: 'recordatori de visita',
      prescription_renewal: 'recepta',
      same_day: 'trucada del dia',
    },
    until: (at) => `fins a ${at}`,
    promised: (at) => `promès per a ${at}`,
    late: (at) => `promès per a ${at}, endarrerit`,
    urgent: 'urgent',
    toDoctor: 'a un metge',
    messages: (centre, count) =>
      `${centre}: ${count} ${count > 1 ? 'missatges esperen el vostre acusament' : 'missatge espera el vostre acusament'}`,
    more: (count) => `i ${count} més`,
    nobody: 'Des de llavors s’ha contactat tothom: ja no es deu res.',
    end: (centre) =>
      `Aquesta nota no conté cap nom ni cap número: ${centre} troba cada pacient per la seva referència. No s’envia res els vespres en què no es deu res.`,
    link: 'La llista:',
  },
  en: {
    subject: (centre, count) =>
      `${centre}: ${count} ${count > 1 ? 'patients wait' : 'patient waits'} for a call`,
    hello: (clinic, at) => `Hello,\n\nThese are, on ${at}, the patients of ${clinic} who are owed a call.`,
    sections: {
      alerts: 'To tell you: the centre is to telephone you',
      neverReached: 'Never reached: the time for it has passed',
      followups: 'Calls planned to your patients, until tomorrow evening',
      tried: 'Tried, not reached so far',
      promised: 'Promised until tomorrow evening',
      waiting: 'Still to be called back by the centre',
      messages: 'Messages that you have not acknowledged',
    },
    yours: 'Still to be called back, by you or by the centre',
    reference: (reference) => `ref. ${reference}`,
    tries: (count) => (count > 1 ? `${count} tries` : '1 try'),
    patient: (reference) => `file ${reference}`,
    types: {
      post_discharge: 'after a discharge',
      visit_reminder: 'visit reminder',
      prescription_renewal: 'prescription',
      same_day: 'call of the day',
    },
    until: (at) => `until ${at}`,
    promised: (at) => `promised for ${at}`,
    late: (at) => `promised for ${at}, late`,
    urgent: 'urgent',
    toDoctor: 'to a doctor',
    messages: (centre, count) =>
      `${centre}: ${count} ${count > 1 ? 'messages wait' : 'message waits'} to be acknowledged`,
    more: (count) => `and ${count} more`,
    nobody: 'Everybody has been reached since: nothing is owed any more.',
    end: (centre) =>
      `This note holds no name and no number: ${centre} finds each patient by the reference. Nothing is sent on evenings on which nothing is owed.`,
    link: 'The list:',
  },
  es: {
    subject: (centre, count) =>
      `${centre}: ${count} ${count > 1 ? 'pacientes esperan' : 'paciente espera'} una llamada`,
    hello: (clinic, at) =>
      `Buenos días:\n\nEstos son, el ${at}, los pacientes de ${clinic} a quienes se debe una llamada.`,
    sections: {
      alerts: 'Para decirles: el centro debe llamarles',
      neverReached: 'Nunca localizados: el plazo ha pasado',
      followups: 'Llamadas previstas a sus pacientes, hasta mañana por la tarde',
      tried: 'Intentados, todavía no localizados',
      promised: 'Prometidos hasta mañana por la tarde',
      waiting: 'Todavía por llamar, por el centro',
      messages: 'Mensajes de los que no tenemos acuse de recibo',
    },
    yours: 'Todavía por llamar, por ustedes o por el centro',
    reference: (reference) => `ref. ${reference}`,
    tries: (count) => (count > 1 ? `${count} intentos` : '1 intento'),
    patient: (reference) => `expediente ${reference}`,
    types: {
      post_discharge: 'después de un alta',
      visit_reminder: 'recordatorio de visita',
      prescription_renewal: 'receta',
      same_day: 'llamada del día',
    },
    until: (at) => `hasta ${at}`,
    promised: (at) => `prometido para ${at}`,
    late: (at) => `prometido para ${at}, con retraso`,
    urgent: 'urgente',
    toDoctor: 'a un médico',
    messages: (centre, count) =>
      `${centre}: ${count} ${count > 1 ? 'mensajes esperan su acuse' : 'mensaje espera su acuse'}`,
    more: (count) => `y ${count} más`,
    nobody: 'Desde entonces se ha localizado a todos: ya no se debe nada.',
    end: (centre) =>
      `Esta nota no contiene ningún nombre ni número: ${centre} encuentra a cada paciente por su referencia. No se envía nada las tardes en que no se debe nada.`,
    link: 'La lista:',
  },
};

import { clinicAlert, type Instant } from '@vigie/calls';
import { localClock } from '@vigie/metrics';

import type { ClinicSettings } from '../../settings/resolved-settings';
import type { EveningFacts, NoteLine } from './evening-note';

type Language = ClinicSettings['report']['language'];
type Section = keyof EveningFacts;

type NoteWords = {
  readonly subject: (centre: string, count: number) => string;
  readonly hello: (clinic: string, at: string) => string;
  readonly sections: Readonly<Record<Section, string>>;
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
  readonly more: (count: number) => string;
  readonly nobody: string;
  readonly end: (centre: string) => string;
  readonly link: string;
};

const locales: Readonly<Record<Language, string>> = { fr: 'fr-FR', ca: 'ca-ES', en: 'en-GB', es: 'es-ES' };

const words: Readonly<Record<Language, NoteWords>> = {
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
    more: (count) => `y ${count} más`,
    nobody: 'Desde entonces se ha localizado a todos: ya no se debe nada.',
    end: (centre) =>
      `Esta nota no contiene ningún nombre ni número: ${centre} encuentra a cada paciente por su referencia. No se envía nada las tardes en que no se debe nada.`,
    link: 'La lista:',
  },
};

const order: readonly Section[] = ['alerts', 'neverReached', 'promised', 'followups', 'tried', 'waiting'];
/** Nobody reads further in a letter; the rest is on the page. */
const mostLines = 50;

/** What a note is written for. */
export type NoteFor = {
  readonly clinic: Pick<ClinicSettings, 'name' | 'timezone' | 'callsBack' | 'report'>;
  readonly centre: string;
  readonly now: Instant;
  /** Where the list is; null where no address of the house is known. */
  readonly url: string | null;
};

/** The note as plain text, in the clinic's language and by its clock. */
export function writeEveningNote(
  facts: EveningFacts,
  { clinic, centre, now, url }: NoteFor,
): { readonly subject: string; readonly text: string } {
  const { language } = clinic.report;
  const said = words[language];
  const at = (options: Intl.DateTimeFormatOptions, instant: Instant): string =>
    new Intl.DateTimeFormat(locales[language], {
      ...options,
      timeZone: clinic.timezone,
      hourCycle: 'h23',
    }).format(instant);
  const dayOf = (instant: Instant): string => localClock(instant, clinic.timezone).date;
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const hour = (instant: Instant): string =>
    at(dayOf(instant) === dayOf(now) ? time : { ...day, ...time }, instant);
  const sections = order.flatMap((name) => {
    const lines = facts[name];
    if (lines.length === 0) return [];
    const title = name === 'waiting' && clinic.callsBack ? said.yours : said.sections[name];
    const told = lines.slice(0, mostLines).map((line) => `- ${lineOf(line, { said, hour, now })}`);
    const more = lines.length > mostLines ? [`- ${said.more(lines.length - mostLines)}`] : [];
    return [[`${title} (${lines.length})`, ...told, ...more].join('\n')];
  });
  const count = order.reduce((sum, name) => sum + facts[name].length, 0);
  const parts = [
    said.hello(clinic.name, at({ dateStyle: 'long', timeStyle: 'short' }, now)),
    ...(sections.length === 0 ? [said.nobody] : sections),
    ...(url === null ? [] : [`${said.link} ${url}`]),
    said.end(centre),
  ];
  return { subject: oneLine(said.subject(centre, count)), text: `${parts.join('\n\n')}\n` };
}

type LineSpeech = { said: NoteWords; hour: (at: Instant) => string; now: Instant };

function lineOf(line: NoteLine, speech: LineSpeech): string {
  const { openedAt, reference, tries, urgent, planned } = line;
  const { said, hour } = speech;
  return [
    ...(planned === null ? [hour(openedAt)] : plannedParts(line, planned, speech)),
    said.reference(reference),
    ...(urgent ? [said.urgent] : []),
    ...(tries > 0 ? [said.tries(tries)] : []),
    ...promiseParts(line, speech),
  ].join(' · ');
}

/** Of what it is, and whom the clinic knows by which word; what is to be said to the clinic is of this hour. */
function plannedParts(
  { openedAt }: NoteLine,
  { type, reference }: NonNullable<NoteLine['planned']>,
  { said, hour }: LineSpeech,
): string[] {
  const what = type === clinicAlert ? hour(openedAt) : (said.types[type] ?? type);
  return reference === null ? [what] : [what, said.patient(reference)];
}

function promiseParts({ promisedAt, planned }: NoteLine, { said, hour, now }: LineSpeech): string[] {
  if (promisedAt === null || planned?.type === clinicAlert) return [];
  if (promisedAt < now) return [said.late(hour(promisedAt))];
  return [(planned === null ? said.promised : said.until)(hour(promisedAt))];
}

/** A name may hold anything; a subject is one line. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/gu, ' ');

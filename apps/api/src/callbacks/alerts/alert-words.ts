import type { ClinicSettings } from '../../settings/resolved-settings';

type Language = ClinicSettings['report']['language'];

/** What a letter says: nothing of the patient. */
export type ToldAlert = Readonly<{
  reference: string;
  url: string;
  /** Told before, and nobody said to know. */
  isAgain: boolean;
  centre: string;
  clinic: string;
}>;

type AlertWords = {
  readonly subject: string;
  readonly again: string;
  readonly hello: string;
  readonly about: (clinic: string, reference: string) => string;
  readonly say: string;
  readonly next: (centre: string) => string;
  readonly nextAgain: (centre: string) => string;
  readonly end: (centre: string) => string;
};

const words: Readonly<Record<Language, AlertWords>> = {
  fr: {
    subject: 'une réponse d’un patient demande votre attention',
    again: 'rappel',
    hello: 'Bonjour,',
    about: (clinic, reference) =>
      `Une réponse d’un patient de ${clinic} demande votre attention\u00a0; référence ${reference}.`,
    say: 'Dites que vous l’avez reçue, sans mot de passe\u00a0:',
    next: (centre) => `Sans cela, ce message revient dans 30 minutes et ${centre} vous téléphone.`,
    nextAgain: (centre) => `Sans cela, ${centre} vous téléphone.`,
    end: (centre) =>
      `Ce message ne contient rien du patient\u00a0: ${centre} dit de qui il s’agit, par la référence.`,
  },
  ca: {
    subject: 'una resposta d’un pacient demana la vostra atenció',
    again: 'recordatori',
    hello: 'Bon dia,',
    about: (clinic, reference) =>
      `Una resposta d’un pacient de ${clinic} demana la vostra atenció; referència ${reference}.`,
    say: 'Digueu que l’heu rebuda, sense contrasenya:',
    next: (centre) => `Si no, aquest missatge torna d’aquí a 30 minuts i ${centre} us truca.`,
    nextAgain: (centre) => `Si no, ${centre} us truca.`,
    end: (centre) =>
      `Aquest missatge no conté res del pacient: ${centre} diu de qui es tracta, per la referència.`,
  },
  en: {
    subject: 'an answer of a patient asks for your attention',
    again: 'reminder',
    hello: 'Good day,',
    about: (clinic, reference) =>
      `An answer of a patient of ${clinic} asks for your attention; reference ${reference}.`,
    say: 'Say that you have received it, without a password:',
    next: (centre) => `Otherwise this message comes again in 30 minutes and ${centre} telephones you.`,
    nextAgain: (centre) => `Otherwise ${centre} telephones you.`,
    end: (centre) => `This message holds nothing of the patient: ${centre} says who it is, by the reference.`,
  },
  es: {
    subject: 'una respuesta de un paciente pide su atención',
    again: 'recordatorio',
    hello: 'Buenos días:',
    about: (clinic, reference) =>
      `Una respuesta de un paciente de ${clinic} pide su atención; referencia ${reference}.`,
    say: 'Diga que la ha recibido, sin contraseña:',
    next: (centre) => `Si no, este mensaje vuelve en 30 minutos y ${centre} le llama por teléfono.`,
    nextAgain: (centre) => `Si no, ${centre} le llama por teléfono.`,
    end: (centre) =>
      `Este mensaje no contiene nada del paciente: ${centre} dice de quién se trata, por la referencia.`,
  },
};

/** The letter as plain text, in the clinic's language. */
export function writeAlert(
  language: Language,
  { reference, url, isAgain, centre, clinic }: ToldAlert,
): { readonly subject: string; readonly text: string } {
  const said = words[language];
  const subject = [centre, ...(isAgain ? [said.again] : []), said.subject].join(
    language === 'fr' ? '\u00a0: ' : ': ',
  );
  const next = isAgain ? said.nextAgain(centre) : said.next(centre);
  const parts = [said.hello, said.about(clinic, reference), `${said.say}\n${url}`, next, said.end(centre)];
  return { subject, text: `${parts.join('\n\n')}\n` };
}

import type { InvitationChannel, SurveyLanguage } from '@vigie/contracts';

import type { KeptTemplate } from './invitation';

type Words = {
  readonly subject: string;
  readonly sms: string;
  readonly email: string;
};

// The straight apostrophe is in the alphabet of text messages; the curly one would halve what one of them holds.
const words: { readonly [language in SurveyLanguage]: Words } = {
  fr: {
    subject: '{clinic} : votre avis sur votre appel, en une minute',
    sms: '{clinic} : vous nous avez appelés, votre avis en 1 minute ? {link} Facultatif. Pour ne plus en recevoir, même lien.',
    email: `Bonjour,

{clinic} : vous nous avez appelés récemment. Que pensez-vous de notre accueil téléphonique ? Répondre prend une minute et n'est pas obligatoire :

{link}

Le lien sert une seule fois, pendant sept jours. Qui pose ces questions, pourquoi, et combien de temps vos réponses sont gardées : la page le dit. Vous pouvez aussi y demander à ne plus jamais recevoir de tels messages.

{controller}`,
  },
  ca: {
    subject: '{clinic}: la seva opinió sobre la trucada, en un minut',
    sms: "{clinic}: ens ha trucat, ens dona la seva opinió en 1 minut? {link} Voluntari. Per no rebre'n més, el mateix enllaç.",
    email: `Bon dia,

{clinic}: fa poc ens ha trucat. Què li sembla la nostra atenció telefònica? Respondre és cosa d'un minut i és voluntari:

{link}

L'enllaç serveix una sola vegada, durant set dies. Qui ho pregunta, per què, i quant de temps es guarden les respostes: ho diu la pàgina. També hi pot demanar que no li tornem a preguntar mai més.

{controller}`,
  },
  es: {
    subject: '{clinic}: su opinión sobre su llamada, en un minuto',
    sms: '{clinic}: nos ha llamado, ¿nos da su opinión en 1 minuto? {link} Voluntario. Para no recibir más, el mismo enlace.',
    email: `Buenos días:

{clinic}: hace poco nos llamó. ¿Qué le parece nuestra atención telefónica? Responder lleva un minuto y es voluntario:

{link}

El enlace sirve una sola vez, durante siete días. Quién pregunta, por qué, y cuánto tiempo se guardan las respuestas: lo dice la página. También puede pedir en ella que no le preguntemos nunca más.

{controller}`,
  },
  en: {
    subject: '{clinic}: one minute for your opinion of your call',
    sms: '{clinic}: you called us. Tell us how it went in 1 minute? {link} Optional. Same link to never be asked again.',
    email: `Hello,

{clinic}: you called us recently. How did you find our telephone reception? Answering takes a minute and is up to you:

{link}

The link works once, for seven days. The page says who asks, why, and how long your answers are kept. There you can also ask never to be asked again.

{controller}`,
  },
};

/** What an invitation says, and to whom in what way. */
type InvitationText = { readonly subject: string; readonly text: string };
type Addressed = {
  readonly channel: InvitationChannel;
  readonly language: SurveyLanguage;
  readonly link: string;
};

/** Subject and text of an invitation in its language: the clinic's own text where it has one, else Vigie's. */
export function wordInvitation(
  template: Pick<KeptTemplate, 'clinicName' | 'controller' | 'message'>,
  to: Addressed,
): InvitationText {
  const own = words[to.language];
  const fill = (text: string): string =>
    text
      .replaceAll('{clinic}', () => template.clinicName)
      .replaceAll('{controller}', () => template.controller)
      .replaceAll('{link}', () => to.link);
  return { subject: fill(own.subject), text: fill(template.message[to.language] ?? own[to.channel]) };
}

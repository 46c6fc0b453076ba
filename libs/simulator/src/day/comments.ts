import type { SurveyLanguage } from '@vigie/contracts';
import type { Random } from '../random';
import type { Experience } from './survey-answers';

type Words = { readonly [language in SurveyLanguage]: readonly string[] };

const pleased: Words = {
  fr: [
    'Accueil très agréable, merci.',
    'Rapide et efficace.',
    'Secrétaire à l’écoute, parfait.',
    'Réponse claire, rendez-vous trouvé tout de suite.',
    'Toujours aussi aimable.',
    'On a pris le temps de m’expliquer.',
  ],
  ca: [
    'Molt amables.',
    'Ràpid i clar, gràcies.',
    'M’han escoltat amb paciència.',
    'Una atenció excel·lent, com sempre.',
  ],
  es: ['Muy amables.', 'Rápido y claro, gracias.', 'Me han atendido con mucha paciencia.'],
  en: ['Very kind and helpful.', 'Quick and clear, thank you.'],
};
const waited: Words = {
  fr: [
    'Trop d’attente au téléphone.',
    'J’ai dû rappeler plusieurs fois.',
    'Le lundi matin c’est impossible de vous joindre.',
    'La musique d’attente est beaucoup trop longue.',
  ],
  ca: ['Massa espera al telèfon.', 'He hagut de trucar diverses vegades.', 'Els dilluns és impossible.'],
  es: ['Demasiada espera al teléfono.', 'He tenido que llamar varias veces.'],
  en: ['Waited far too long.', 'I had to call several times.'],
};
const refusedAppointment: Words = {
  fr: [
    'Pas de rendez-vous avant deux mois.',
    'Aucun créneau disponible, je ne sais pas quoi faire.',
    'Bien que je n’aie pas eu de rendez-vous, la secrétaire a été très attentive.',
  ],
  ca: ['No hi ha hora fins d’aquí a dos mesos.', 'No m’han pogut donar cita.'],
  es: ['No hay cita hasta dentro de dos meses.', 'No me han podido dar hora.'],
  en: ['No appointment for two months.'],
};
const displeased: Words = {
  fr: [
    'On m’a transféré sans explication.',
    'La réponse n’était pas claire.',
    'Je n’ai pas eu de réponse à ma question.',
    'Message transmis mais personne ne m’a rappelé.',
  ],
  ca: ['La resposta no era clara.', 'M’han passat d’un lloc a l’altre.'],
  es: ['La respuesta no era clara.', 'Nadie me ha llamado después.'],
  en: ['The answer was not clear.', 'Nobody called me back.'],
};
/** Some leave a number although asked not to; it belongs to nobody. */
const withNumber: { readonly [language in SurveyLanguage]: string } = {
  fr: 'Merci de me rappeler au 06 39 98 12 34.',
  ca: 'Truqueu-me al 06 39 98 12 34.',
  es: 'Llámenme al 06 39 98 12 34.',
  en: 'Please call me on 06 39 98 12 34.',
};
const leavesNumber = 0.03;
const noticedWaitMs = 60_000;

function wordsOf(overall: number, experience: Experience): Words {
  if (overall >= 4) return pleased;
  if (!experience.answered || experience.waitMs > noticedWaitMs) return waited;
  return experience.appointmentObtained === false ? refusedAppointment : displeased;
}

/** A sentence that goes with what was lived through and how it was judged. */
export function commentOf(
  random: Random,
  language: SurveyLanguage,
  overall: number,
  experience: Experience,
): string {
  const sentence = random.weighted(wordsOf(overall, experience)[language].map((text) => [text, 1] as const));
  return random.chance(leavesNumber) ? `${sentence} ${withNumber[language]}` : sentence;
}

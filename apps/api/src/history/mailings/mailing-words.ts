import type { HistoryFrame, HistoryHeadlines, MailingRhythm } from '@vigie/contracts';

type Language = 'fr' | 'ca' | 'en';
type Told = {
  readonly hello: string;
  readonly calls: string;
  readonly before: string;
  readonly unanswered: string;
  readonly noCalls: string;
  readonly waits: string;
  readonly attached: string;
  readonly incomplete: string;
  readonly page: string;
  readonly why: string;
  readonly period: Readonly<Record<MailingRhythm, (day: string) => string>>;
};
const locales: Readonly<Record<Language, string>> = { fr: 'fr-FR', ca: 'ca-ES', en: 'en-GB' };

const words: Readonly<Record<Language, Told>> = {
  fr: {
    hello: 'Bonjour {name},',
    calls: '{period}\u00a0: {count} appels présentés.',
    before: 'Période précédente\u00a0: {count}.',
    unanswered: 'Sans réponse\u00a0: {share}.',
    noCalls: '{period}\u00a0: aucun appel présenté.',
    waits: 'Neuf appelants sur dix ont attendu au plus {seconds}\u00a0s.',
    attached: 'Le détail est dans le fichier joint, avec les définitions.',
    incomplete:
      'Un système de téléphonie n’a rien transmis pendant une partie de cette période\u00a0: les chiffres sont incomplets.',
    page: 'La page\u00a0: {url}',
    why: 'Vous recevez ce message parce que vous l’avez demandé dans Vigie (Historique, envois). Vous pouvez l’y supprimer.',
    period: {
      day: (day) => `Journée du ${day}`,
      week: (day) => `Semaine du ${day}`,
      month: (day) => `Mois commençant le ${day}`,
    },
  },
  ca: {
    hello: 'Bon dia {name},',
    calls: '{period}: {count} trucades presentades.',
    before: 'Període anterior: {count}.',
    unanswered: 'Sense resposta: {share}.',
    noCalls: '{period}: cap trucada presentada.',
    waits: 'Nou de cada deu persones han esperat com a màxim {seconds}\u00a0s.',
    attached: 'El detall és al fitxer adjunt, amb les definicions.',
    incomplete:
      'Un sistema de telefonia no ha transmès res durant una part d’aquest període: les xifres són incompletes.',
    page: 'La pàgina: {url}',
    why: 'Rebeu aquest missatge perquè l’heu demanat a Vigie (Històric, enviaments). Allà mateix el podeu suprimir.',
    period: {
      day: (day) => `Dia ${day}`,
      week: (day) => `Setmana del ${day}`,
      month: (day) => `Mes que comença el ${day}`,
    },
  },
  en: {
    hello: 'Hello {name},',
    calls: '{period}: {count} calls presented.',
    before: 'The period before: {count}.',
    unanswered: 'Unanswered: {share}.',
    noCalls: '{period}: no call was presented.',
    waits: 'Nine callers in ten waited {seconds} s at most.',
    attached: 'The details are in the attached file, with their definitions.',
    incomplete: 'A telephone system told nothing for a part of this period: the figures are incomplete.',
    page: 'The page: {url}',
    why: 'You get this message because you asked for it in Vigie (History, mailings). You can delete it there.',
    period: {
      day: (day) => `Day of ${day}`,
      week: (day) => `Week of ${day}`,
      month: (day) => `Month from ${day}`,
    },
  },
};

/** A language of ours; French where it is none. */
export const languageOf = (code: string): Language => (code === 'ca' || code === 'en' ? code : 'fr');

export type MailingFacts = {
  readonly name: string;
  readonly person: string;
  readonly centre: string;
  readonly every: MailingRhythm;
  readonly frame: HistoryFrame;
  readonly headlines: HistoryHeadlines;
  readonly isIncomplete: boolean;
  readonly url: string | null;
};

/** The letter of a mailing in words: subject and plain text. */
export function writeMailing(
  language: Language,
  facts: MailingFacts,
): { readonly subject: string; readonly text: string } {
  const told = words[language];
  const { name, person, centre, every, frame } = facts;
  const day = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: frame.timezone });
  const period = told.period[every](day.format(new Date(frame.from)));
  const parts = [
    filled(told.hello, { name: person }),
    figuresText(language, period, facts.headlines),
    ...(facts.isIncomplete ? [told.incomplete] : []),
    told.attached,
    ...(facts.url === null ? [] : [filled(told.page, { url: facts.url })]),
    told.why,
  ];
  return { subject: `${centre} – ${name} – ${period}`, text: `${parts.join('\n\n')}\n` };
}

function figuresText(
  language: Language,
  period: string,
  { presented, unansweredRate, waitP90 }: HistoryHeadlines,
): string {
  const told = words[language];
  const numbers = new Intl.NumberFormat(locales[language]);
  const shares = new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 });
  if (presented.now.value === 0) return filled(told.noCalls, { period });
  return [
    filled(told.calls, { period, count: numbers.format(presented.now.value) }),
    ...(presented.before === null
      ? []
      : [filled(told.before, { count: numbers.format(presented.before.value) })]),
    ...(unansweredRate.now.value === null
      ? []
      : [filled(told.unanswered, { share: shares.format(unansweredRate.now.value) })]),
    ...(waitP90.nowMs === null
      ? []
      : [filled(told.waits, { seconds: numbers.format(Math.round(waitP90.nowMs / 1_000)) })]),
  ].join(' ');
}

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_, key: string) => values[key] ?? '');

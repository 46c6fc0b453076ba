import type { SurveyScale } from './satisfaction';
import type { AskedItem, SurveyLanguage } from './survey-settings';

/** The same in each language in which patients can be asked. */
export type Wording = { readonly [language in SurveyLanguage]: string };

/** What of a call an item is about, in the order in which a caller lives it. */
export const surveySteps = ['access', 'reception', 'answer', 'overall', 'followUp'] as const;
export type SurveyStep = (typeof surveySteps)[number];

/** One question of the bank. Its id and its scale never change; a question on another scale is another item. */
export type SurveyItem = {
  readonly id: AskedItem;
  readonly scale: SurveyScale;
  readonly step: SurveyStep;
  /** Only of use to a caller who spoke with somebody. */
  readonly answeredOnly: boolean;
  /** In a respondent's score out of 100; a wish or an intention is not. */
  readonly scored: boolean;
  /** As the patient reads it. */
  readonly wording: Wording;
  /** As a chart or a table names it. */
  readonly short: Wording;
};

/** The values of a scale, rising; none for text. */
export const scaleValues: { readonly [scale in SurveyScale]: readonly number[] } = {
  agree5: [1, 2, 3, 4, 5],
  ease7: [1, 2, 3, 4, 5, 6, 7],
  frequency4: [1, 2, 3, 4],
  recommend11: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  yesno: [0, 1],
  text: [],
};

const asNumbers = (values: readonly number[]): readonly string[] => values.map(String);
const inEach = <T>(value: T): { readonly [language in SurveyLanguage]: T } => ({
  fr: value,
  ca: value,
  es: value,
  en: value,
});

/** What each value of a scale is called, in the order of {@link scaleValues}. */
export const scaleLabels: {
  readonly [scale in SurveyScale]: { readonly [language in SurveyLanguage]: readonly string[] };
} = {
  agree5: {
    fr: ['Pas du tout', 'Plutôt non', 'Moyennement', 'Plutôt oui', 'Tout à fait'],
    ca: ['Gens', 'Més aviat no', 'Ni sí ni no', 'Més aviat sí', 'Del tot'],
    es: ['En absoluto', 'Más bien no', 'Ni sí ni no', 'Más bien sí', 'Totalmente'],
    en: ['Not at all', 'Rather not', 'Partly', 'Mostly', 'Completely'],
  },
  ease7: inEach(asNumbers(scaleValues.ease7)),
  frequency4: {
    fr: ['Jamais', 'Parfois', 'Le plus souvent', 'Toujours'],
    ca: ['Mai', 'De vegades', 'Gairebé sempre', 'Sempre'],
    es: ['Nunca', 'A veces', 'Casi siempre', 'Siempre'],
    en: ['Never', 'Sometimes', 'Usually', 'Always'],
  },
  recommend11: inEach(asNumbers(scaleValues.recommend11)),
  yesno: { fr: ['Non', 'Oui'], ca: ['No', 'Sí'], es: ['No', 'Sí'], en: ['No', 'Yes'] },
  text: inEach([]),
};

/** What the two ends of a scale of bare numbers mean; null where each value has a name. */
export const scaleEnds: {
  readonly [scale in SurveyScale]: { readonly low: Wording; readonly high: Wording } | null;
} = {
  agree5: null,
  ease7: {
    low: { fr: 'très difficile', ca: 'molt difícil', es: 'muy difícil', en: 'very difficult' },
    high: { fr: 'très facile', ca: 'molt fàcil', es: 'muy fácil', en: 'very easy' },
  },
  frequency4: null,
  recommend11: {
    low: {
      fr: 'certainement pas',
      ca: 'segur que no',
      es: 'seguro que no',
      en: 'not at all likely',
    },
    high: { fr: 'certainement', ca: 'segur que sí', es: 'seguro que sí', en: 'extremely likely' },
  },
  yesno: null,
  text: null,
};

/** The item bank: everything a patient can be asked, once. Item ids are for ever: stored answers name them. */
export const surveyItems: readonly SurveyItem[] = [
  {
    id: 'reach',
    scale: 'agree5',
    step: 'access',
    answeredOnly: false,
    scored: true,
    wording: {
      fr: 'Avez-vous pu nous joindre facilement ?',
      ca: 'Li ha estat fàcil posar-se en contacte amb nosaltres?',
      es: '¿Le ha resultado fácil contactar con nosotros?',
      en: 'Was it easy to reach us?',
    },
    short: {
      fr: 'Facile de nous joindre',
      ca: 'Fàcil de contactar',
      es: 'Fácil de contactar',
      en: 'Easy to reach us',
    },
  },
  {
    id: 'effort',
    scale: 'ease7',
    step: 'access',
    answeredOnly: false,
    scored: true,
    wording: {
      fr: 'À quel point a-t-il été facile d’obtenir ce que vous demandiez ?',
      ca: 'Fins a quin punt li ha estat fàcil obtenir el que demanava?',
      es: '¿Hasta qué punto le ha resultado fácil obtener lo que pedía?',
      en: 'How easy was it to get what you asked for?',
    },
    short: { fr: 'Facilité', ca: 'Facilitat', es: 'Facilidad', en: 'Ease' },
  },
  {
    id: 'courtesy',
    scale: 'agree5',
    step: 'reception',
    answeredOnly: true,
    scored: true,
    wording: {
      fr: 'La personne qui vous a répondu a-t-elle été courtoise ?',
      ca: 'La persona que ha respost ha estat amable?',
      es: '¿La persona que le ha atendido ha sido amable?',
      en: 'Was the person who answered courteous?',
    },
    short: { fr: 'Courtoisie', ca: 'Amabilitat', es: 'Amabilidad', en: 'Courtesy' },
  },
  {
    id: 'listening',
    scale: 'agree5',
    step: 'reception',
    answeredOnly: true,
    scored: true,
    wording: {
      fr: 'Avons-nous été à votre écoute ?',
      ca: 'Hem escoltat amb atenció el que ens deia?',
      es: '¿Hemos escuchado con atención lo que nos decía?',
      en: 'Did you feel listened to?',
    },
    short: { fr: 'Écoute', ca: 'Escolta', es: 'Escucha', en: 'Listening' },
  },
  {
    id: 'attentive',
    scale: 'frequency4',
    step: 'reception',
    answeredOnly: true,
    scored: true,
    wording: {
      fr: 'Quand vous nous appelez, vous écoute-t-on attentivement ?',
      ca: 'Quan ens truca, l’escolten amb atenció?',
      es: 'Cuando nos llama, ¿le escuchan con atención?',
      en: 'When you call us, are you listened to carefully?',
    },
    short: {
      fr: 'Écoute attentive',
      ca: 'Escolta atenta',
      es: 'Escucha atenta',
      en: 'Listened to carefully',
    },
  },
  {
    id: 'clear',
    scale: 'agree5',
    step: 'answer',
    answeredOnly: true,
    scored: true,
    wording: {
      fr: 'La réponse a-t-elle été claire ?',
      ca: 'La resposta ha estat clara?',
      es: '¿La respuesta ha sido clara?',
      en: 'Was the answer clear?',
    },
    short: { fr: 'Réponse claire', ca: 'Resposta clara', es: 'Respuesta clara', en: 'Clear answer' },
  },
  {
    id: 'resolved',
    scale: 'agree5',
    step: 'answer',
    answeredOnly: false,
    scored: true,
    wording: {
      fr: 'Avez-vous obtenu ce dont vous aviez besoin ?',
      ca: 'Ha obtingut el que necessitava?',
      es: '¿Ha obtenido lo que necesitaba?',
      en: 'Did you get what you needed?',
    },
    short: { fr: 'Demande résolue', ca: 'Petició resolta', es: 'Petición resuelta', en: 'Need resolved' },
  },
  {
    id: 'overall',
    scale: 'agree5',
    step: 'overall',
    answeredOnly: false,
    scored: true,
    wording: {
      fr: 'Dans l’ensemble, cet appel vous a-t-il donné satisfaction ?',
      ca: 'En conjunt, aquesta trucada li ha resultat satisfactòria?',
      es: 'En conjunto, ¿esta llamada le ha resultado satisfactoria?',
      en: 'Overall, were you satisfied with this call?',
    },
    short: {
      fr: 'Satisfaction globale',
      ca: 'Satisfacció global',
      es: 'Satisfacción global',
      en: 'Overall satisfaction',
    },
  },
  {
    id: 'recommend',
    scale: 'recommend11',
    step: 'overall',
    answeredOnly: false,
    scored: true,
    wording: {
      fr: 'Recommanderiez-vous notre accueil téléphonique à un proche ?',
      ca: 'Recomanaria la nostra atenció telefònica a una persona propera?',
      es: '¿Recomendaría nuestra atención telefónica a una persona cercana?',
      en: 'Would you recommend our telephone reception to someone close to you?',
    },
    short: { fr: 'Recommandation', ca: 'Recomanació', es: 'Recomendación', en: 'Recommendation' },
  },
  {
    id: 'return',
    scale: 'yesno',
    step: 'overall',
    answeredOnly: false,
    scored: false,
    wording: {
      fr: 'Si c’était à refaire, nous appelleriez-vous de nouveau ?',
      ca: 'Si calgués, ens tornaria a trucar?',
      es: 'Si hiciera falta, ¿volvería a llamarnos?',
      en: 'If you had to, would you call us again?',
    },
    short: { fr: 'Rappellerait', ca: 'Tornaria a trucar', es: 'Volvería a llamar', en: 'Would call again' },
  },
  {
    id: 'comment',
    scale: 'text',
    step: 'followUp',
    answeredOnly: false,
    scored: false,
    wording: {
      fr: 'Un mot à ajouter ? Sans nom, numéro ni détail médical, s’il vous plaît.',
      ca: 'Vol afegir-hi res? Sense noms, números ni detalls mèdics, si us plau.',
      es: '¿Desea añadir algo? Sin nombres, números ni detalles médicos, por favor.',
      en: 'Anything to add? No names, numbers or medical details, please.',
    },
    short: { fr: 'Commentaire', ca: 'Comentari', es: 'Comentario', en: 'Comment' },
  },
  {
    id: 'callback',
    scale: 'yesno',
    step: 'followUp',
    answeredOnly: false,
    scored: false,
    wording: {
      fr: 'Souhaitez-vous que nous vous rappelions ?',
      ca: 'Vol que li truquem?',
      es: '¿Desea que le llamemos?',
      en: 'Would you like us to call you back?',
    },
    short: {
      fr: 'Souhaite un rappel',
      ca: 'Vol que li truquin',
      es: 'Desea que le llamen',
      en: 'Wishes to be called',
    },
  },
];

const byId: ReadonlyMap<string, SurveyItem> = new Map(surveyItems.map((item) => [item.id, item]));

/** The item of an id; undefined when the bank does not have it. */
export const surveyItem = (id: string): SurveyItem | undefined => byId.get(id);

/** The answers of one survey that can be counted, and what could not be read. */
export type ReadSurveyItems = {
  /** Whole numbers that are values of their item's scale. */
  readonly items: { readonly [item in AskedItem]?: number };
  /** Free text of the item `comment`, trimmed; null when nothing was written. */
  readonly comment: string | null;
  /** Names of what the bank does not have, or whose value is not of its scale. A question left open is not among them. */
  readonly rejected: readonly string[];
};

/** As a form, a keypad or a file tells a number: in digits. */
const digits = /^\d{1,2}$/u;
const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && digits.test(value.trim()) ? Number(value.trim()) : value;
const isOpen = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** Reads what was answered, item by item: a bad answer to one question loses none of the others. */
export function readSurveyItems(raw: Readonly<Record<string, unknown>>): ReadSurveyItems {
  const items: { [item in AskedItem]?: number } = {};
  const rejected: string[] = [];
  let comment: string | null = null;
  for (const [id, value] of Object.entries(raw)) {
    if (isOpen(value)) continue;
    const item = surveyItem(id);
    const number = asNumber(value);
    if (item?.scale === 'text' && typeof value === 'string') comment = value.trim();
    else if (item !== undefined && typeof number === 'number' && scaleValues[item.scale].includes(number))
      // a negative zero is a zero
      items[item.id] = number + 0;
    else rejected.push(id);
  }
  return { items, comment, rejected };
}

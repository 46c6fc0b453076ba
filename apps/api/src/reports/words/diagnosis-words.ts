import type { LightName, LightState, ThresholdName } from '@vigie/metrics';

type Named<Key extends string> = { readonly [key in Key]: string };

/** What a report says of the six errors; `{field}` is filled with what was counted. */
export type DiagnosisWords = {
  readonly title: string;
  readonly columns: readonly [string, string, string, string];
  readonly note: string;
  readonly sheet: string;
  readonly noSheet: string;
  readonly revision: string;
  readonly unchanged: string;
  readonly notJudged: string;
  readonly thresholds: string;
  readonly items: string;
  readonly states: Named<LightState>;
  readonly lights: Named<LightName>;
  readonly evidence: Named<LightName>;
  readonly written: Named<'yes' | 'no'>;
  readonly sources: Named<'guide' | 'hypothesis'>;
  readonly thresholdNames: Named<ThresholdName>;
  readonly why: Named<'first' | 'events' | 'sheet' | 'thresholds'>;
};

/** Beside its word each state has a sign of its own: no colour says anything alone. */
export const lightSigns: Named<LightState> = {
  green: '●',
  amber: '◆',
  red: '▲',
  notApplicable: '–',
  notEnoughData: '○',
};

export const frDiagnosis: DiagnosisWords = {
  title: 'Six erreurs avec le télésecrétariat',
  columns: ['Erreur', 'Feu', 'Sur quoi, et seuils', 'Mois d’avant'],
  note: 'une couleur dit quoi reprendre, jamais un classement',
  sheet: 'fiche version {n}',
  noSheet: 'aucune fiche n’avait cours',
  revision: 'révision {n} : {why}',
  unchanged: 'inchangé',
  notJudged: 'pas évalué',
  thresholds: 'Seuils : {list}.',
  items: 'Surtout : {list}.',
  states: {
    green: 'vert',
    amber: 'à surveiller',
    red: 'à corriger',
    notApplicable: 'ne s’applique pas',
    notEnoughData: 'pas assez de données',
  },
  lights: {
    complicated: '1. Script trop compliqué ?',
    simple: '2. Script trop simple ?',
    long: '3. Réponses trop longues ?',
    short: '4. Réponses trop courtes ?',
    greeting: '5. Pas de message d’accueil ?',
    disclosure: '6. Télésecrétariat non annoncé ?',
  },
  evidence: {
    complicated: '{paths} chemins ; {rare} presque jamais pris, sur {chosen} choix.',
    simple:
      '{specific} chemins précis et {general} généraux ; le général prend {onGeneral} choix sur {chosen} ({generalShare}).',
    long: '{words} mots en {answers} réponses ; la moitié des {lookUps} recherches aboutit en {medianSearchMs} au plus.',
    short:
      '{missed} recherches sur {lookUps} sans réponse ({missedShare}) ; informations de base : {filled} remplies, {stale} à revoir, {empty} vides.',
    greeting:
      'Joué à {greeted} appels en file sur {queued} ({greetedShare}) ; {greetedLate} après autre chose ; la moitié l’entend en {medianToGreetingMs} au plus.',
    disclosure: '{disclosed} appels sur {listened} écoutés avec la phrase ({disclosedShare}).',
  },
  written: {
    yes: 'La phrase est dans la fiche.',
    no: 'La phrase n’est pas dans la fiche.',
  },
  sources: {
    guide: 'guide des six erreurs',
    hypothesis: 'hypothèse',
  },
  thresholdNames: {
    pathsWatch: 'chemins, à surveiller au-delà de',
    pathsRed: 'chemins, à corriger au-delà de',
    rareShare: 'presque jamais pris : moins de',
    generalShare: 'part du chemin général, au plus',
    wordsWatch: 'mots, à surveiller au-delà de',
    wordsRed: 'mots, à corriger au-delà de',
    searchWatchSeconds: 'recherche, à surveiller au-delà de (s)',
    searchRedSeconds: 'recherche, à corriger au-delà de (s)',
    missedShare: 'recherches sans réponse, au plus',
    emptyBasics: 'informations vides, à corriger dès',
    greetedShare: 'appels qui entendent l’accueil, au moins',
    greetingWithinSeconds: 'avant autre chose : dans les (s)',
    lateShare: 'accueils tardifs, au plus',
    disclosedShare: 'appels avec la phrase, au moins',
    leastPaths: 'choix de chemin, au moins',
    leastLookUps: 'recherches, au moins',
    leastQueued: 'appels en file, au moins',
    leastListened: 'appels écoutés, au moins',
  },
  why: {
    first: 'première évaluation',
    events: 'des événements sont arrivés après coup',
    sheet: 'une autre version de la fiche avait cours',
    thresholds: 'les seuils ont changé',
  },
};

export const caDiagnosis: DiagnosisWords = {
  title: 'Sis errors amb la telesecretaria',
  columns: ['Error', 'Llum', 'En què es basa, i llindars', 'Mes anterior'],
  note: 'un color diu què cal reprendre, mai un rànquing',
  sheet: 'fitxa versió {n}',
  noSheet: 'no hi havia cap fitxa vigent',
  revision: 'revisió {n}: {why}',
  unchanged: 'sense canvis',
  notJudged: 'no avaluat',
  thresholds: 'Llindars: {list}.',
  items: 'Sobretot: {list}.',
  states: {
    green: 'verd',
    amber: 'per vigilar',
    red: 'per corregir',
    notApplicable: 'no s’aplica',
    notEnoughData: 'dades insuficients',
  },
  lights: {
    complicated: '1. Guió massa complicat?',
    simple: '2. Guió massa simple?',
    long: '3. Respostes massa llargues?',
    short: '4. Respostes massa curtes?',
    greeting: '5. Sense missatge de benvinguda?',
    disclosure: '6. Telesecretaria no anunciada?',
  },
  evidence: {
    complicated: '{paths} camins; {rare} gairebé mai triats, de {chosen} tries.',
    simple:
      '{specific} camins específics i {general} generals; el general s’endú {onGeneral} tries de {chosen} ({generalShare}).',
    long: '{words} paraules en {answers} respostes; la meitat de les {lookUps} cerques acaba en {medianSearchMs} com a molt.',
    short:
      '{missed} cerques de {lookUps} sense resposta ({missedShare}); informacions bàsiques: {filled} plenes, {stale} per revisar, {empty} buides.',
    greeting:
      'Sona en {greeted} trucades en cua de {queued} ({greetedShare}); {greetedLate} després d’una altra cosa; la meitat el sent en {medianToGreetingMs} com a molt.',
    disclosure: '{disclosed} trucades de {listened} escoltades amb la frase ({disclosedShare}).',
  },
  written: {
    yes: 'La frase és a la fitxa.',
    no: 'La frase no és a la fitxa.',
  },
  sources: {
    guide: 'guia dels sis errors',
    hypothesis: 'hipòtesi',
  },
  thresholdNames: {
    pathsWatch: 'camins, per vigilar més enllà de',
    pathsRed: 'camins, per corregir més enllà de',
    rareShare: 'gairebé mai triat: menys de',
    generalShare: 'part del camí general, com a molt',
    wordsWatch: 'paraules, per vigilar més enllà de',
    wordsRed: 'paraules, per corregir més enllà de',
    searchWatchSeconds: 'cerca, per vigilar més enllà de (s)',
    searchRedSeconds: 'cerca, per corregir més enllà de (s)',
    missedShare: 'cerques sense resposta, com a molt',
    emptyBasics: 'informacions buides, per corregir des de',
    greetedShare: 'trucades que senten la benvinguda, almenys',
    greetingWithinSeconds: 'abans d’altra cosa: dins de (s)',
    lateShare: 'benvingudes tardanes, com a molt',
    disclosedShare: 'trucades amb la frase, almenys',
    leastPaths: 'tries de camí, almenys',
    leastLookUps: 'cerques, almenys',
    leastQueued: 'trucades en cua, almenys',
    leastListened: 'trucades escoltades, almenys',
  },
  why: {
    first: 'primera avaluació',
    events: 'han arribat fets més tard',
    sheet: 'hi havia vigent una altra versió de la fitxa',
    thresholds: 'els llindars han canviat',
  },
};

export const enDiagnosis: DiagnosisWords = {
  title: 'Six errors with the telephone secretariat',
  columns: ['Error', 'Light', 'What it goes by, and thresholds', 'Month before'],
  note: 'a colour says what to mend, never a rank',
  sheet: 'sheet version {n}',
  noSheet: 'no sheet was in force',
  revision: 'revision {n}: {why}',
  unchanged: 'unchanged',
  notJudged: 'not judged',
  thresholds: 'Thresholds: {list}.',
  items: 'Above all: {list}.',
  states: {
    green: 'green',
    amber: 'to watch',
    red: 'to mend',
    notApplicable: 'does not apply',
    notEnoughData: 'not enough data',
  },
  lights: {
    complicated: '1. Script too complicated?',
    simple: '2. Script too simple?',
    long: '3. Answers too long?',
    short: '4. Answers too short?',
    greeting: '5. No greeting?',
    disclosure: '6. Secretariat not named?',
  },
  evidence: {
    complicated: '{paths} paths; {rare} hardly ever taken, of {chosen} choices.',
    simple:
      '{specific} specific paths and {general} general; the general ones take {onGeneral} choices of {chosen} ({generalShare}).',
    long: '{words} words in {answers} answers; half of {lookUps} look-ups end within {medianSearchMs}.',
    short:
      '{missed} look-ups of {lookUps} without an answer ({missedShare}); basics: {filled} filled, {stale} to review, {empty} empty.',
    greeting:
      'Played to {greeted} queued calls of {queued} ({greetedShare}); {greetedLate} after something else; half hear it within {medianToGreetingMs}.',
    disclosure: '{disclosed} calls of {listened} listened to with the sentence ({disclosedShare}).',
  },
  written: {
    yes: 'The sentence is in the sheet.',
    no: 'The sentence is not in the sheet.',
  },
  sources: {
    guide: 'guide of the six errors',
    hypothesis: 'hypothesis',
  },
  thresholdNames: {
    pathsWatch: 'paths, to watch beyond',
    pathsRed: 'paths, to mend beyond',
    rareShare: 'hardly taken: less than',
    generalShare: 'share of general paths, at most',
    wordsWatch: 'words, to watch beyond',
    wordsRed: 'words, to mend beyond',
    searchWatchSeconds: 'look-up, to watch beyond (s)',
    searchRedSeconds: 'look-up, to mend beyond (s)',
    missedShare: 'look-ups without an answer, at most',
    emptyBasics: 'empty basics, to mend from',
    greetedShare: 'calls that hear the greeting, at least',
    greetingWithinSeconds: 'before anything else: within (s)',
    lateShare: 'late greetings, at most',
    disclosedShare: 'calls with the sentence, at least',
    leastPaths: 'choices of a path, at least',
    leastLookUps: 'look-ups, at least',
    leastQueued: 'queued calls, at least',
    leastListened: 'calls listened to, at least',
  },
  why: {
    first: 'first judgement',
    events: 'events came in later',
    sheet: 'another version of the sheet was in force',
    thresholds: 'the thresholds were changed',
  },
};

export const esDiagnosis: DiagnosisWords = {
  title: 'Seis errores con la telesecretaría',
  columns: ['Error', 'Luz', 'En qué se basa, y umbrales', 'Mes anterior'],
  note: 'un color dice qué retomar, nunca una clasificación',
  sheet: 'ficha versión {n}',
  noSheet: 'ninguna ficha estaba vigente',
  revision: 'revisión {n}: {why}',
  unchanged: 'sin cambios',
  notJudged: 'no evaluado',
  thresholds: 'Umbrales: {list}.',
  items: 'Sobre todo: {list}.',
  states: {
    green: 'verde',
    amber: 'a vigilar',
    red: 'a corregir',
    notApplicable: 'no se aplica',
    notEnoughData: 'datos insuficientes',
  },
  lights: {
    complicated: '1. ¿Guion demasiado complicado?',
    simple: '2. ¿Guion demasiado simple?',
    long: '3. ¿Respuestas demasiado largas?',
    short: '4. ¿Respuestas demasiado cortas?',
    greeting: '5. ¿Sin mensaje de bienvenida?',
    disclosure: '6. ¿Telesecretaría no anunciada?',
  },
  evidence: {
    complicated: '{paths} caminos; {rare} casi nunca elegidos, de {chosen} elecciones.',
    simple:
      '{specific} caminos específicos y {general} generales; el general se lleva {onGeneral} elecciones de {chosen} ({generalShare}).',
    long: '{words} palabras en {answers} respuestas; la mitad de las {lookUps} búsquedas termina en {medianSearchMs} como mucho.',
    short:
      '{missed} búsquedas de {lookUps} sin respuesta ({missedShare}); informaciones básicas: {filled} completas, {stale} por revisar, {empty} vacías.',
    greeting:
      'Suena en {greeted} llamadas en cola de {queued} ({greetedShare}); {greetedLate} después de otra cosa; la mitad lo oye en {medianToGreetingMs} como mucho.',
    disclosure: '{disclosed} llamadas de {listened} escuchadas con la frase ({disclosedShare}).',
  },
  written: {
    yes: 'La frase está en la ficha.',
    no: 'La frase no está en la ficha.',
  },
  sources: {
    guide: 'guía de los seis errores',
    hypothesis: 'hipótesis',
  },
  thresholdNames: {
    pathsWatch: 'caminos, a vigilar más allá de',
    pathsRed: 'caminos, a corregir más allá de',
    rareShare: 'casi nunca elegido: menos de',
    generalShare: 'parte del camino general, como mucho',
    wordsWatch: 'palabras, a vigilar más allá de',
    wordsRed: 'palabras, a corregir más allá de',
    searchWatchSeconds: 'búsqueda, a vigilar más allá de (s)',
    searchRedSeconds: 'búsqueda, a corregir más allá de (s)',
    missedShare: 'búsquedas sin respuesta, como mucho',
    emptyBasics: 'informaciones vacías, a corregir desde',
    greetedShare: 'llamadas que oyen la bienvenida, al menos',
    greetingWithinSeconds: 'antes de otra cosa: dentro de (s)',
    lateShare: 'bienvenidas tardías, como mucho',
    disclosedShare: 'llamadas con la frase, al menos',
    leastPaths: 'elecciones de camino, al menos',
    leastLookUps: 'búsquedas, al menos',
    leastQueued: 'llamadas en cola, al menos',
    leastListened: 'llamadas escuchadas, al menos',
  },
  why: {
    first: 'primera evaluación',
    events: 'llegaron hechos más tarde',
    sheet: 'estaba vigente otra versión de la ficha',
    thresholds: 'los umbrales cambiaron',
  },
};

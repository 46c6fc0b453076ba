import type {
  ReportAction,
  ReportBlock,
  ReportDocument,
  ReportSummaries,
  ReportSummary,
} from '@vigie/contracts';

const hours = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18].map((hour) => `${hour}\u00a0h`);
const strip = [14, 12, 8, 7, 6, 5, 7, 8, 9, 8, 11];
const weekdays = ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'];
const months = [
  'oct.',
  'nov.',
  'déc.',
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
];
const trend = [78, 80, 77, 79, 81, 80, 76, 79, 80, null, 88, 79, 82];

const percent = (share: number): string => `${share}\u00a0%`;

const scores = (id: string): ReportBlock => ({
  kind: 'scores',
  id,
  title: 'Ce que disent les répondants',
  note: '271 réponses · 21 % des invités · SMS, mobiles seulement',
  steps: ['pas du tout', 'plutôt non', 'moyen', 'plutôt oui', 'tout à fait'],
  rows: [
    row('Satisfaction globale', [0.04, 0.05, 0.09, 0.36, 0.46], '82', '77 à 86'),
    row('Facile de nous joindre', [0.06, 0.09, 0.13, 0.34, 0.38], '72', '67 à 76'),
    row('Réponse claire', [0.04, 0.06, 0.11, 0.36, 0.43], '79', '74 à 83'),
    { ...row('Demande résolue', [0.07, 0.06, 0.09, 0.3, 0.48], '78', '60 à 89'), badge: 'peu de réponses' },
    { label: 'Courtoisie', shares: null, value: 'moins de 10 réponses', interval: null, badge: null },
  ],
  legend: 'à droite : part favorable et marge d’incertitude',
  summary:
    'Satisfaction globale : 82 % favorables. Facile de nous joindre : 72 %. Réponse claire : 79 %. Demande résolue : 78 %, peu de réponses. Courtoisie : moins de 10 réponses.',
});

function row(label: string, shares: readonly number[], value: string, interval: string) {
  return { label, shares, value: `${value}\u00a0%`, interval: `${interval}\u00a0%`, badge: null };
}

const summary: readonly ReportBlock[] = [
  {
    kind: 'commitment',
    id: 'commitment',
    tone: 'good',
    label: 'Engagement tenu',
    text: '90 % d’appels décrochés dans les horaires couverts : 90,9 % ce mois-ci, 88,7 % en septembre.',
  },
  {
    kind: 'sentences',
    id: 'sentences',
    sentences: [
      [
        { text: 'Sur 2 246 appels arrivés chez nous pendant vos horaires couverts, ' },
        { text: '2 041 ont été décrochés', strong: true },
        { text: ', la moitié en moins de 12 secondes.' },
      ],
      [
        { text: '82 % des 271 répondants se disent satisfaits', strong: true },
        { text: ' (marge d’incertitude : 77 à 86 %).' },
      ],
      [{ text: 'C’était 79 % en septembre ; avec 271 réponses, l’écart peut être dû au hasard.' }],
    ],
  },
  {
    kind: 'figures',
    id: 'reach',
    title: 'Nous joindre',
    note: '2 246 appels couverts, et 48 hors horaires dont 31 à midi',
    figures: [
      {
        value: '9,1\u00a0%',
        label: 'sans réponse (205) : 171 abandons, 22 sortis de file, 12 occupés',
        calls: {
          count: 'unanswered',
          clinicId: 'durand',
          from: '2026-09-30T22:00:00.000Z',
          to: '2026-10-31T23:00:00.000Z',
          coveredOnly: false,
        },
      },
      { value: '51\u00a0s', label: '9 sur 10 attendent moins, qu’ils aient été décrochés ou non' },
      { value: '154', label: 'rattrapés le jour ouvré suivant : 112 ont rappelé, 42 joints par nous' },
      { value: '51', label: 'numéros jamais joints (et 9 numéros masqués)', tone: 'watch' },
    ],
  },
  {
    kind: 'heat',
    id: 'when',
    title: 'Quand',
    note: 'part sans réponse par heure, jours ouvrés',
    columns: hours,
    rows: [
      { label: 'jours ouvrés', cells: strip.map((share) => ({ share: share / 100, text: percent(share) })) },
    ],
    summary: 'De 5 % à 13 h jusqu’à 14 % à 8 h.',
  },
  scores('scores'),
  {
    kind: 'trend',
    id: 'trend',
    title: 'Tendance',
    note: 'répondants satisfaits, 13 mois, variations habituelles',
    points: months.map((label, index) => {
      const value = trend[index] ?? null;
      return {
        label,
        value: value === null ? null : value / 100,
        text: value === null ? '–' : percent(value),
        signal: index === 10,
      };
    }),
    centre: 0.795,
    low: 0.74,
    high: 0.85,
    axis: { from: 0.7, to: 0.92 },
    summary: 'Entre 74 et 85 % d’ordinaire ; août sort de l’habituel, avec 88 %. Octobre : 82 %.',
  },
  {
    kind: 'table',
    id: 'reasons',
    title: 'Motifs et suites',
    columns: [{ label: 'Motif' }, { label: 'Appels', align: 'end' }, { label: 'Suite' }, { label: 'Délai' }],
    rows: [
      ['Prise de rendez-vous', '828', '646 obtenus, 99 en liste d’attente', ''],
      ['Message au médecin', '104', '104 transmis, 101 lus', '9 sur 10 lus en 2 h 10'],
      ['Urgent', '23', '23 passés au médecin ou au 15', 'médiane 38 s'],
    ],
  },
  {
    kind: 'actions',
    id: 'actions',
    title: 'À décider ensemble',
    actions: [
      {
        id: 'a1',
        text: 'Lundi 8 h – 9 h : une secrétaire de plus',
        owner: 'nous',
        due: '30 novembre',
        expected: 'sans réponse de 21 % à 10 %',
        outcome: null,
      },
      {
        id: 'a2',
        text: 'Fiche ordonnances : réponse manquante, 38 recherches sans résultat',
        owner: 'le cabinet',
        due: '20 novembre',
        expected: '',
        outcome: 'fiche complétée le 12',
      },
    ],
  },
];

const detail: readonly ReportBlock[] = [
  {
    kind: 'heat',
    id: 'week',
    title: 'Jour et heure',
    note: 'part sans réponse',
    columns: hours,
    rows: weekdays.map((label, day) => ({
      label,
      cells: strip.map((share, index) => {
        if (day === 5 && index > 4) return { share: null, text: '–' };
        const here = Math.max(0, share + (day === 0 ? 7 : 0) - day);
        return { share: here / 100, text: percent(here) };
      }),
    })),
    summary: 'Le plus difficile : lundi à 8 h, 21 % sans réponse.',
  },
  {
    kind: 'table',
    id: 'drivers',
    title: 'Ce qui va avec la satisfaction',
    note: 'une association n’est pas une cause',
    columns: [
      { label: 'Attente' },
      { label: 'Satisfaits', align: 'end' },
      { label: 'Marge', align: 'end' },
      { label: 'Réponses', align: 'end' },
    ],
    rows: [
      ['0 à 20 s', '88 %', '82 à 92 %', '148'],
      ['20 s à 1 min', '79 %', '70 à 86 %', '90'],
      ['plus d’une minute', '64 %', '46 à 78 %', '33'],
    ],
  },
  {
    kind: 'quotes',
    id: 'quotes',
    title: 'Ce que les patients ont écrit',
    note: '46 commentaires, 4 sur 5 positifs',
    quotes: [
      { id: 'q1', text: 'Très bonne écoute, réponse claire.', tone: 'positive', toneLabel: 'satisfait' },
      {
        id: 'q2',
        text: 'J’ai attendu longtemps le lundi matin.',
        tone: 'negative',
        toneLabel: 'insatisfait',
      },
    ],
    themes: [
      { label: 'écoute', text: '21 positifs, 2 négatifs' },
      { label: 'attente', text: '3 positifs, 9 négatifs' },
    ],
  },
  {
    kind: 'table',
    id: 'none',
    title: 'Appels urgents',
    columns: [{ label: 'Heure' }],
    rows: [],
    empty: 'Aucun ce mois-ci.',
  },
];

/** A report as the server words it in French: every kind of block once or more. */
export const sampleReport = (changes: Partial<ReportDocument> = {}): ReportDocument => ({
  language: 'fr',
  clinic: { id: 'durand', name: 'Cabinet Durand' },
  month: '2026-10',
  status: 'final',
  version: 2,
  computedAt: '2026-11-10T02:00:00.000Z',
  title: 'Cabinet Durand',
  subtitle: 'Accueil téléphonique · octobre 2026 · chiffres définitifs, établis le 10 novembre',
  documentTitle: 'Cabinet Durand – rapport d’octobre 2026',
  methodNote: 'méthode en dernière page',
  pages: [
    { id: 'summary', title: 'L’essentiel', blocks: summary },
    { id: 'detail', title: 'Le détail', blocks: detail },
    {
      id: 'method',
      title: 'Méthode',
      blocks: [
        {
          kind: 'notes',
          id: 'method',
          title: 'Comment ces chiffres sont faits',
          paragraphs: [
            'Rien n’est dit en dessous de dix réponses, pas même leur nombre.',
            'Ces chiffres concernent la réception téléphonique, pas la qualité des soins.',
          ],
        },
      ],
    },
  ],
  footer: 'Cabinet Durand · octobre 2026 · page {page} sur {pages}',
  ...changes,
});

const line = (clinicId: string, name: string, changes: Partial<ReportSummary> = {}): ReportSummary => ({
  clinicId,
  name,
  month: '2026-10',
  status: 'final',
  version: 1,
  presented: 2294,
  covered: 2246,
  coveredAnswered: 2041,
  unanswered: 205,
  outside: 48,
  otherCalls: 0,
  coveredUnansweredRate: 0.0913,
  coveredUnansweredRateBefore: 0.113,
  answerRateTarget: 0.9,
  commitment: 'kept',
  isRunning: false,
  csat: { value: 0.8192, low: 0.7692, high: 0.8606, n: 271 },
  suppressed: null,
  fragile: false,
  mail: null,
  ...changes,
});

/** The provider's list of a month, in no order of its own. */
export const sampleSummaries = (changes: Partial<ReportSummaries> = {}): ReportSummaries => ({
  month: '2026-10',
  months: ['2026-10', '2026-09', '2026-08'],
  pastIsLoading: false,
  clinics: [
    line('sud', 'Radiologie Sud', {
      coveredUnansweredRate: 0.142,
      coveredUnansweredRateBefore: 0.08,
      commitment: 'missed',
      covered: 3637,
      coveredAnswered: 3120,
      unanswered: 517,
      outside: 65,
      presented: 3702,
      status: 'revised',
      version: 3,
      mail: { version: 2, sent: 1, waiting: 0, refused: 1, givenUp: 0, opened: 0, answered: 0 },
    }),
    line('durand', 'Cabinet Durand', {
      mail: { version: 1, sent: 2, waiting: 0, refused: 0, givenUp: 0, opened: 2, answered: 1 },
    }),
    line('eglantiers', 'Cabinet des Églantiers', {
      csat: null,
      suppressed: 'few_answers',
      presented: 96,
      covered: 96,
      coveredAnswered: 90,
      unanswered: 6,
      outside: 0,
    }),
    line('parc', 'Clinique du Parc', {
      csat: null,
      suppressed: 'protects_another',
      answerRateTarget: null,
      commitment: null,
      status: 'provisional',
    }),
    line('tilleuls', 'Centre de santé des Tilleuls', {
      csat: { value: 0.7368, low: 0.5121, high: 0.8819, n: 19 },
      fragile: true,
    }),
    line('zola', 'Cabinet Zola', {
      status: null,
      version: null,
      csat: null,
      suppressed: 'not_published',
      coveredUnansweredRate: null,
      coveredUnansweredRateBefore: null,
      commitment: null,
      presented: 0,
      covered: 0,
      coveredAnswered: 0,
      unanswered: 0,
      outside: 0,
    }),
  ],
  total: {
    presented: 12_345,
    covered: 11_820,
    coveredAnswered: 10_780,
    unanswered: 1040,
    outside: 513,
    otherCalls: 12,
    coveredUnansweredRate: 0.088,
    coveredUnansweredRateBefore: 0.049,
    csat: { value: 0.8245, low: 0.8012, high: 0.8456, n: 1094 },
    meanRating: 4.3071,
    ofNoReport: 0,
    suppressed: null,
    fragile: false,
  },
  ...changes,
});

/** The actions of the sample report as they are edited. */
export const sampleActions: readonly ReportAction[] = [
  {
    id: 'a1',
    clinicId: 'durand',
    month: '2026-10',
    text: 'Lundi 8 h – 9 h : une secrétaire de plus',
    owner: 'nous',
    due: '2026-11-30',
    expected: 'sans réponse de 21 % à 10 %',
    status: 'open',
    outcome: null,
  },
];

import type { ReportBlock, ReportDocument, ReportPage } from '@vigie/contracts';

/** The month of the sketch, in French. */
export function sampleReport(changes: Partial<ReportDocument> = {}): ReportDocument {
  return {
    language: 'fr',
    clinic: { id: 'cabinet-durand', name: 'Cabinet Durand' },
    month: '2026-10',
    status: 'final',
    version: 3,
    computedAt: '2026-11-10T04:00:00.000Z',
    title: 'Cabinet Durand',
    subtitle: 'Accueil téléphonique · octobre 2026 · chiffres définitifs, établis le 10 novembre',
    documentTitle: 'Cabinet Durand, accueil téléphonique, octobre 2026',
    methodNote: 'méthode en dernière page',
    pages: [summaryPage(), detailPage(), methodPage()],
    footer: 'Cabinet Durand · octobre 2026 · version 3 · page {page} sur {pages}',
    ...changes,
  };
}

export function summaryPage(blocks: readonly ReportBlock[] = summaryBlocks()): ReportPage {
  return { id: 'summary', title: 'Octobre 2026', blocks };
}

const steps = ['pas du tout', 'plutôt non', 'moyen', 'plutôt oui', 'tout à fait'];
const items: readonly (readonly [string, readonly number[], string, string])[] = [
  ['Satisfaction globale', [0.04, 0.05, 0.09, 0.36, 0.46], '82 %', '77 à 86 %'],
  ['Facile de nous joindre', [0.06, 0.09, 0.13, 0.34, 0.38], '72 %', '67 à 76 %'],
  ['Réponse claire', [0.04, 0.06, 0.11, 0.36, 0.43], '79 %', '74 à 83 %'],
  ['Demande résolue', [0.07, 0.06, 0.09, 0.3, 0.48], '78 %', '73 à 82 %'],
  ['Courtoisie', [0.01, 0.02, 0.06, 0.3, 0.61], '91 %', '86 à 95 %'],
];
const months = ['oct', 'nov', 'déc', 'jan', 'fév', 'mar', 'avr', 'mai', 'jun', 'jul', 'aoû', 'sep', 'oct'];
const values = [78, 80, 77, 79, 81, 80, 76, 79, 80, 78, 81, 79, 82];
const hours = [14, 12, 8, 7, 6, 5, 7, 8, 9, 8, 11];

export function summaryBlocks(): readonly ReportBlock[] {
  return [
    {
      kind: 'commitment',
      id: 'commitment',
      tone: 'good',
      label: 'Engagement tenu',
      text: "90 % d'appels décrochés dans les horaires couverts : 90,9 % ce mois-ci, 88,7 % en septembre.",
    },
    {
      kind: 'sentences',
      id: 'opening',
      sentences: [
        [
          { text: 'Sur 2 246 appels arrivés chez nous pendant vos horaires couverts, ' },
          { text: '2 041 ont été décrochés', strong: true },
          { text: ', la moitié en moins de 12 secondes.' },
        ],
        [
          { text: '82 % des 271 répondants se disent satisfaits', strong: true },
          { text: " (marge d'incertitude : 77 à 86 %)." },
        ],
        [{ text: "C'était 79 % en septembre ; avec 271 réponses, l'écart peut être dû au hasard." }],
      ],
    },
    {
      kind: 'figures',
      id: 'reach',
      title: 'Nous joindre',
      note: '2 246 appels couverts, et 48 hors horaires dont 31 à midi',
      figures: [
        { value: '9,1 %', label: 'sans réponse (205) : 171 abandons, 22 sortis de file, 12 occupés' },
        { value: '51 s', label: "9 sur 10 attendent moins, qu'ils aient été décrochés ou non" },
        { value: '154', label: 'rattrapés le jour ouvré suivant : 112 ont rappelé, 42 joints par nous' },
        { value: '51', label: 'numéros jamais joints (et 9 numéros masqués)' },
      ],
    },
    {
      kind: 'heat',
      id: 'hours',
      title: 'Quand',
      note: 'part sans réponse par heure, jours ouvrés',
      columns: hours.map((_, index) => `${8 + index} h`),
      rows: [{ label: '', cells: hours.map((value) => ({ share: value / 100, text: `${value} %` })) }],
      summary: 'Le plus souvent sans réponse à 8 h (14 %), le moins à 13 h (5 %).',
    },
    {
      kind: 'scores',
      id: 'scores',
      title: 'Ce que disent les répondants',
      note: '271 réponses · 21 % des invités · SMS, mobiles seulement',
      steps,
      rows: items.map(([label, shares, value, interval]) => ({
        label,
        shares,
        value,
        interval,
        badge: null,
      })),
      legend: "À droite : part favorable et marge d'incertitude.",
      summary: 'Courtoisie 91 % favorable, satisfaction globale 82 %, facile de nous joindre 72 %.',
    },
    {
      kind: 'trend',
      id: 'trend',
      title: 'Tendance',
      note: 'répondants satisfaits, 13 mois, variations habituelles',
      points: values.map((value, index) => ({
        label: months[index] ?? '',
        value: value / 100,
        text: `${value} %`,
        signal: false,
      })),
      centre: 0.79,
      low: 0.738,
      high: 0.842,
      axis: { from: 0.7, to: 0.9 },
      summary: 'De 78 % en octobre 2025 à 82 % en octobre 2026, dans les variations habituelles.',
    },
    {
      kind: 'table',
      id: 'reasons',
      title: 'Motifs et suites',
      columns: [
        { label: 'Motif' },
        { label: 'Appels', align: 'end' },
        { label: 'Suite' },
        { label: 'Délai' },
      ],
      rows: [
        ['Prise de rendez-vous', '828', "646 obtenus, 99 en liste d'attente", ''],
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
          expected: 'sans réponse de 21 % à 10 % attendu',
          outcome: null,
        },
        {
          id: 'a2',
          text: 'Fiche ordonnances : réponse manquante, 38 recherches sans résultat',
          owner: 'le cabinet',
          due: '20 novembre',
          expected: '',
          outcome: null,
        },
      ],
    },
  ];
}

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

export function detailPage(rows = 40): ReportPage {
  return {
    id: 'detail',
    title: 'Le détail',
    blocks: [
      {
        kind: 'heat',
        id: 'grid',
        title: 'Quand, par jour',
        note: 'part sans réponse',
        columns: hours.map((_, index) => `${8 + index} h`),
        rows: weekdays.map((label, day) => ({
          label,
          cells: hours.map((value, hour) =>
            day === 5 && hour > 3
              ? { share: null, text: '–' }
              : { share: (value + day) / 100, text: `${value + day} %` },
          ),
        })),
        summary: 'Le lundi de 8 h à 9 h est le plus chargé.',
      },
      {
        kind: 'table',
        id: 'days',
        title: 'Jour par jour',
        columns: [
          { label: 'Jour' },
          { label: 'Appels', align: 'end' },
          { label: 'Décrochés', align: 'end' },
          { label: 'Sans réponse', align: 'end' },
        ],
        rows: Array.from({ length: rows }, (_, index) => [
          `Jour ${index + 1}`,
          `${100 + index}`,
          `${90 + index}`,
          `${index}`,
        ]),
      },
      {
        kind: 'quotes',
        id: 'quotes',
        title: 'Ce que les patients écrivent',
        note: '42 commentaires',
        themes: [
          { label: 'Attente', text: '12 fois, dont 9 négatives' },
          { label: 'Accueil', text: '18 fois, dont 2 négatives' },
        ],
        quotes: Array.from({ length: 8 }, (_, index) => ({
          id: `q${index}`,
          text: `« Citation ${index + 1} : on m'a répondu tout de suite et la secrétaire a été d'une grande patience avec ma mère, merci à elle. Le rendez-vous était noté dès le lendemain. »`,
          tone: index % 3 === 0 ? 'negative' : 'positive',
          toneLabel: index % 3 === 0 ? 'mécontent' : 'content',
        })),
      },
    ],
  };
}

export function methodPage(): ReportPage {
  return {
    id: 'method',
    title: 'Méthode',
    blocks: [
      {
        kind: 'notes',
        id: 'method',
        title: 'Comment ces chiffres sont faits',
        paragraphs: [
          'Décroché : par une secrétaire, sans limite de temps. Les appels hors horaires couverts ne comptent pas dans le taux.',
          "La marge d'incertitude est un intervalle de Wilson à 95 %. Sous dix réponses, rien n'est dit.",
          'Réception téléphonique, pas qualité des soins.',
        ],
      },
    ],
  };
}

/** How secretaries use the sheet of a clinic: by which paths, what they find in it, and what they look for in vain. */
export type ScriptHabits = {
  /** The path of a call, by why it is made; several are taken in turn by chance. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** What look-ups end with. */
  readonly entries: readonly string[];
  /** Look-ups without an answer, a share; and what was asked, the most frequent first. */
  readonly missedShare: number;
  readonly missed: readonly (readonly [question: string, weight: number])[];
  /** How many times longer than usual a look-up takes. */
  readonly slowness: number;
  /** Calls in which the procedure is found unclear, a share. */
  readonly unclearShare: number;
};

const usual: ScriptHabits = {
  paths: {
    'rendez-vous': ['appointment'],
    confirmation: ['appointment'],
    modification: ['change'],
    resultats: ['information'],
    renseignement: ['information'],
  },
  entries: ['first-visit', 'late', 'results', 'prescription', 'closed', 'vaccination', 'hours', 'parking'],
  missedShare: 0.15,
  missed: [
    ['certificat de sport', 5],
    ['délai compte rendu', 3],
    ['visite à domicile', 3],
    ['carte de mutuelle', 2],
    ['ordonnance perdue', 2],
  ],
  slowness: 1,
  unclearShare: 0.006,
};

/** Clinics whose sheet makes one of the six errors are called, and looked up, accordingly. */
const particular: Readonly<Record<string, Partial<ScriptHabits>>> = {
  'cabinet-tilleuls': {
    paths: {
      'rendez-vous': ['first', 'follow-up', 'follow-up', 'child'],
      confirmation: ['follow-up'],
      modification: ['change', 'cancel'],
      ordonnance: ['prescription'],
      resultats: ['results'],
      renseignement: ['message'],
      facturation: ['certificate'],
      professionnel: ['company'],
    },
    unclearShare: 0.05,
  },
  'centre-jaures': { paths: {} },
  'dentaire-voltaire': {
    entries: Array.from({ length: 8 }, (_, nth) => `answer-${String(nth * 5 + 1)}`),
    slowness: 3,
  },
  'dermatologie-port': {
    missedShare: 0.4,
    missed: [
      ['parking', 17],
      ['téléconsultation', 11],
      ['tarif consultation', 9],
      ['adresse exacte', 6],
      ['carte vitale', 4],
    ],
  },
};

export const scriptHabitsOf = (clinicId: string): ScriptHabits => ({ ...usual, ...particular[clinicId] });
/** What fits no other path is taken as a message. */
export const generalPath = 'message';

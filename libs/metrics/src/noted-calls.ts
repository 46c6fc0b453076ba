import type { Call } from '@vigie/calls';

import type { Kpi, Sums } from './kpi';
import type { MutableTally, TallyName } from './tally';

const whyDifficult: ReadonlyMap<string | null, TallyName> = new Map<string, TallyName>([
  ['angry', 'difficultAngry'],
  ['distressed', 'difficultDistressed'],
  ['complaint', 'difficultComplaint'],
  ['aggressive', 'difficultAggressive'],
]);
/** The five outcomes of the secretary's page, and the codes of other software that say the same. */
const whatCame: ReadonlyMap<string | null, TallyName> = new Map<string, TallyName>([
  ['resolved', 'notedResolved'],
  ['appointment_made', 'notedResolved'],
  ['appointment_moved', 'notedResolved'],
  ['appointment_cancelled', 'notedResolved'],
  ['answered_at_once', 'notedResolved'],
  ['message_to_clinic', 'notedMessage'],
  ['message', 'notedMessage'],
  ['transferred', 'notedTransferred'],
  ['callback_planned', 'notedCallback'],
  ['unresolved', 'notedUnresolved'],
  ['not_resolved', 'notedUnresolved'],
]);

/** What was noted of an answered call: whether it was difficult and why, and what came of it. */
export function addNoted(
  tally: MutableTally,
  { outcome, difficult, difficultReason, disposition }: Call,
): void {
  if (outcome !== 'answered') return;
  const [why, what] = [whyDifficult.get(difficultReason), whatCame.get(disposition)];
  if (disposition !== null) tally.noted = 1;
  if (what !== undefined) tally[what] = 1;
  if (!difficult) return;
  tally.difficult = 1;
  tally.difficultNoted = tally.noted;
  tally.difficultResolved = tally.notedResolved;
  if (why !== undefined) tally[why] = 1;
}

/** The counts of what was noted. */
export const notedCounts = {
  difficult: {
    about: 'Answered, and difficult as who took it says (`call.dispositioned`). Nothing is inferred.',
    of: ({ tally }) => tally.difficult,
  },
  difficultAngry: { about: 'Difficult: the caller was angry.', of: ({ tally }) => tally.difficultAngry },
  difficultDistressed: {
    about: 'Difficult: the caller was distressed.',
    of: ({ tally }) => tally.difficultDistressed,
  },
  difficultComplaint: { about: 'Difficult: a complaint.', of: ({ tally }) => tally.difficultComplaint },
  difficultAggressive: {
    about: 'Difficult: the caller was aggressive. Of what is left of *difficult* no reason was said.',
    of: ({ tally }) => tally.difficultAggressive,
  },
  difficultNoted: {
    about: 'Difficult, and noted what came of it.',
    of: ({ tally }) => tally.difficultNoted,
  },
  difficultResolved: {
    about: 'Difficult, and noted *resolved*.',
    of: ({ tally }) => tally.difficultResolved,
  },
  noted: {
    about: 'Answered, and noted what came of it, by one of five codes or a code of one’s own.',
    of: ({ tally }) => tally.noted,
  },
  notedResolved: {
    about:
      'Noted *resolved*, or `appointment_made`, `appointment_moved`, `appointment_cancelled`, `answered_at_once`.',
    of: ({ tally }) => tally.notedResolved,
  },
  notedMessage: { about: 'Noted *message_to_clinic*, or `message`.', of: ({ tally }) => tally.notedMessage },
  notedTransferred: { about: 'Noted *transferred*.', of: ({ tally }) => tally.notedTransferred },
  notedCallback: { about: 'Noted *callback_planned*.', of: ({ tally }) => tally.notedCallback },
  notedUnresolved: {
    about: 'Noted *unresolved*, or `not_resolved`. What is left of *noted* are codes of one’s own.',
    of: ({ tally }) => tally.notedUnresolved,
  },
} as const satisfies {
  readonly [name: string]: { readonly about: string; readonly of: (sums: Sums) => number };
};

/** Of passages through queues nothing is noted: there the whole is nothing, and its rate not known rather than 0. */
const answeredCalls = ({ tally, options: { unit = 'calls' } }: Sums): number =>
  unit === 'calls' ? tally.answered : 0;

/** The metrics made of them. */
export const notedKpis = {
  difficultRate: {
    unit: 'ratio',
    formula: 'difficult ÷ answered',
    edges:
      'As who took the call says; nothing is inferred. By the language and the quarter in which it arrived; calls only, null by queue.',
    part: ({ tally }) => tally.difficult,
    whole: answeredCalls,
  },
  difficultResolvedRate: {
    unit: 'ratio',
    formula: 'difficultResolved ÷ difficultNoted',
    edges: 'Difficult calls of which was noted what came of them.',
    part: ({ tally }) => tally.difficultResolved,
    whole: ({ tally }) => tally.difficultNoted,
  },
  otherResolvedRate: {
    unit: 'ratio',
    formula: '(notedResolved − difficultResolved) ÷ (noted − difficultNoted)',
    edges: 'The calls that were not difficult, to hold the difficult ones against.',
    part: ({ tally }) => tally.notedResolved - tally.difficultResolved,
    whole: ({ tally }) => tally.noted - tally.difficultNoted,
  },
  notedRate: {
    unit: 'ratio',
    formula: 'noted ÷ answered',
    edges: 'Of the rest it is not known what came of it. Calls only, null by queue.',
    part: ({ tally }) => tally.noted,
    whole: answeredCalls,
  },
} as const satisfies { readonly [name: string]: Kpi };

import type { Sheet, SheetQuestion, SheetQuestions } from '@vigie/contracts';

import type { CountedNote, Decision } from './question-store';

/** What was asked once may be about somebody. */
const leastAsked = 2;
const mostQuestions = 100;
const mostUnclear = 10;

type Told = Pick<SheetQuestions, 'questions' | 'askedOnce' | 'unclear'>;

/**
 * The questions a sheet does not answer, the open ones first and by how often they are asked: by the words in which they
 * were typed, or, where another software names the entry, by what the sheet calls it.
 */
export function openQuestions(
  notes: readonly CountedNote[],
  decisions: readonly Decision[],
  sheet: Pick<Sheet, 'paths' | 'answers'> | null,
): Told {
  const asked = Map.groupBy(
    notes.filter(({ kind, item }) => item !== null && (kind === 'missed' || kind === 'proposed')),
    ({ item }) => item ?? '',
  );
  const decided = new Map(decisions.map((one) => [one.question, one]));
  const all = [...new Set([...asked.keys(), ...decided.keys()])].map((question) =>
    questionView(question, asked.get(question) ?? [], decided.get(question)),
  );
  const isTold = ({ asked: times, proposed, decided: before }: SheetQuestion): boolean =>
    times >= leastAsked || proposed > 0 || before !== null;
  return {
    questions: all.filter(isTold).toSorted(inOrder).slice(0, mostQuestions),
    askedOnce: all.filter((one) => !isTold(one)).length,
    unclear: unclearIn(notes, namesIn(sheet)),
  };
}

function questionView(
  question: string,
  notes: readonly CountedNote[],
  decision: Decision | undefined,
): SheetQuestion {
  const of = (kind: CountedNote['kind']): number => notes.find((note) => note.kind === kind)?.count ?? 0;
  const [asked, proposed] = [of('missed'), of('proposed')];
  const last = Math.max(0, ...notes.map(({ lastAt }) => lastAt));
  // What was refused stays so; what was written down and is still looked up in vain is not where it is looked for.
  const isAgain = decision?.decision === 'accepted' && (asked >= leastAsked || proposed > 0);
  return {
    question,
    state: decision === undefined || isAgain ? 'open' : decision.decision,
    asked,
    proposed,
    lastAt: last === 0 ? null : iso(last),
    decided: decision === undefined ? null : { at: iso(decision.at), by: decision.by, why: decision.why },
  };
}

const order = { open: 0, accepted: 1, refused: 2 } as const;
const inOrder = (a: SheetQuestion, b: SheetQuestion): number =>
  order[a.state] - order[b.state] ||
  b.asked + b.proposed - (a.asked + a.proposed) ||
  (a.question < b.question ? -1 : 1);

function namesIn(sheet: Pick<Sheet, 'paths' | 'answers'> | null): ReadonlyMap<string, string> {
  return new Map([
    ...(sheet?.paths ?? []).map(({ id, name }) => [id, name] as const),
    ...(sheet?.answers ?? []).map(({ id, question }) => [id, question] as const),
  ]);
}

function unclearIn(notes: readonly CountedNote[], names: ReadonlyMap<string, string>): Told['unclear'] {
  return notes
    .flatMap(({ kind, item, count }) =>
      kind === 'unclear' && item !== null ? [{ name: names.get(item) ?? item, count }] : [],
    )
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, mostUnclear);
}

const iso = (at: number): string => new Date(at).toISOString();

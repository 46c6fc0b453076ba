import type { KpiText } from './kpi';

/** Of fewer conversations, or of those of fewer people, no load is told. */
const fewestLoads = 10;
const fewestLoaded = 5;

/** A conversation that somebody took, and the load they took it under. */
export type LoadedCall = {
  readonly clinicId: string;
  readonly agentId: string;
  readonly isDifficult: boolean;
  readonly sinceBreakMs: number;
  readonly inARow: number;
};

type Side = {
  conversations: number;
  sinceBreakMs: number;
  inARow: number;
  readonly agents: Set<string>;
};
type Cell = { readonly difficult: Side; readonly other: Side };

const newSide = (): Side => ({ conversations: 0, sinceBreakMs: 0, inARow: 0, agents: new Set() });
const newCell = (): Cell => ({ difficult: newSide(), other: newSide() });

/** The loads of one month, by clinic. */
export class MonthOfLoads {
  private readonly cells = new Map<string, Cell>();

  add({ clinicId, agentId, isDifficult, sinceBreakMs, inARow }: LoadedCall): void {
    const cell = this.cells.get(clinicId) ?? newCell();
    this.cells.set(clinicId, cell);
    const side = isDifficult ? cell.difficult : cell.other;
    side.conversations += 1;
    side.sinceBreakMs += sinceBreakMs;
    side.inARow += inARow;
    side.agents.add(agentId);
  }

  /**
   * What may be told of these clinics (null: of all): each clinic of which enough is known to be told by itself, and all
   * others together, where all of them are asked for. Whatever is told is a sum of these parts, so the difference of two
   * answers is one too, and never of fewer.
   */
  toldOf(clinicIds: readonly string[] | null): readonly Cell[] {
    const isAsked = (clinicId: string): boolean => clinicIds?.includes(clinicId) ?? true;
    const [alone, rest] = [[], []] as [Cell[], Cell[]];
    let restIsAsked = true;
    for (const [clinicId, cell] of this.cells) {
      if (!isEnough(cell)) {
        rest.push(cell);
        restIsAsked &&= isAsked(clinicId);
      } else if (isAsked(clinicId)) alone.push(cell);
    }
    const together = sumOf(rest);
    return restIsAsked && isEnough(together) ? [...alone, together] : alone;
  }
}

const isEnough = ({ difficult, other }: Cell): boolean =>
  [difficult, other].every(
    ({ conversations, agents }) => conversations >= fewestLoads && agents.size >= fewestLoaded,
  );

function addInto(sum: Side, side: Side): void {
  sum.conversations += side.conversations;
  sum.sinceBreakMs += side.sinceBreakMs;
  sum.inARow += side.inARow;
  for (const agent of side.agents) sum.agents.add(agent);
}

function sumOf(cells: readonly Cell[]): Cell {
  const sum = newCell();
  for (const { difficult, other } of cells) {
    addInto(sum.difficult, difficult);
    addInto(sum.other, other);
  }
  return sum;
}

/** The load before difficult calls, and before the others; null where too little is known to tell any. */
export function loadNumbers(months: readonly MonthOfLoads[], clinicIds: readonly string[] | null) {
  const told = months.flatMap((month) => month.toldOf(clinicIds));
  if (told.length === 0) return null;
  const { difficult, other } = sumOf(told);
  return {
    difficultLoads: difficult.conversations,
    difficultSinceBreakMs: difficult.sinceBreakMs / difficult.conversations,
    difficultInARow: difficult.inARow / difficult.conversations,
    otherLoads: other.conversations,
    otherSinceBreakMs: other.sinceBreakMs / other.conversations,
    otherInARow: other.inARow / other.conversations,
  };
}

type LoadText = Pick<KpiText, 'formula' | 'edges'> & { readonly unit: 'conversations' | 'ms' };

/** The load before calls: never of one person, nor of one call. */
export const loadRegistry = {
  difficultLoads: {
    unit: 'conversations',
    formula: 'conversations of difficult calls, each of who noted it, that are told of',
    edges:
      'Else of who took the call last. Answered in a whole month of the range; told of a clinic with ten or more by five or more people, and as many others, that month; of all other clinics together, where all of them are asked for. One before which no log-in was told is not counted.',
  },
  difficultSinceBreakMs: {
    unit: 'ms',
    formula: 'time from the end of the last break, or the log-in, to the answer, summed ÷ difficultLoads',
    edges: 'Training and work off the telephone are no break.',
  },
  difficultInARow: {
    unit: 'conversations',
    formula: 'conversations one right after another before it, summed ÷ difficultLoads',
    edges:
      'Each answered at most 60 s after the end of the one before, wrap-up included, with no break between; calls made count too.',
  },
  otherLoads: {
    unit: 'conversations',
    formula: 'conversations of all other calls of the same clinics and months',
    edges: 'Incoming. Not those of difficult calls with other people.',
  },
  otherSinceBreakMs: {
    unit: 'ms',
    formula: 'the same time of otherLoads, summed ÷ otherLoads',
    edges: 'A difference is not a cause.',
  },
  otherInARow: {
    unit: 'conversations',
    formula: 'the same number of otherLoads, summed ÷ otherLoads',
    edges: 'A difference is not a cause.',
  },
} as const satisfies Readonly<Record<string, LoadText>>;

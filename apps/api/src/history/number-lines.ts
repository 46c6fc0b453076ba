import type { History } from '@vigie/contracts';

/** A figure of the file of a history, of the range or of what it is compared with. */
type NumberLine = {
  readonly section: string;
  readonly item: string;
  readonly measure: string;
  readonly value: number | null;
};
type Numbers = Readonly<Record<string, number | boolean | null>>;

function numberLines(section: string, item: string, numbers: Numbers | null): NumberLine[] {
  return Object.entries(numbers ?? {}).map(([measure, value]) => ({
    section,
    item,
    measure,
    value: typeof value === 'boolean' ? Number(value) : value,
  }));
}

/** What is told of callers: who was owed a call, to whom one was planned, what campaigns offered, what became of messages and urgent calls, and who came back. */
export function callerLines(history: History): NumberLine[] {
  return (['callbacks', 'followups', 'campaigns', 'handovers', 'incidents', 'returns'] as const).flatMap(
    (section) => {
      const told = history[section];
      return told === null
        ? []
        : [...numberLines(section, 'now', told.now), ...numberLines(section, 'before', told.before)];
    },
  );
}

/** What was noted of calls, and the load before them where it is told. */
export function notedLines({ noted }: History): NumberLine[] {
  if (noted === null) return [];
  return (['now', 'before'] as const).flatMap((item) => {
    const { load = null, ...numbers } = noted[item] ?? {};
    return [...numberLines('noted', item, numbers), ...numberLines('load', item, load)];
  });
}

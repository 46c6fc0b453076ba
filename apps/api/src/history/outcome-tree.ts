import { openNames, outcomeKinds, outcomeNames, type Outcome } from '@vigie/calls';
import type { History, OutcomeGroup } from '@vigie/contracts';
import { countOf, type FigureOptions, type TallyName } from '@vigie/metrics';

import type { Sums } from './sums';

type Part = OutcomeGroup['parts'][number];

/** The outcomes that are told further, and by which sums. */
const told: { readonly [outcome in Outcome]?: readonly TallyName[] } = {
  blocked: ['blockedFull', 'blockedNoAgents', 'blockedBusy', 'blockedRefused'],
  timeoutOverflow: ['exitTimeout', 'exitNoAgents', 'exitKey', 'exitWithdrawn', 'exitOverflow'],
};

/** Where calls end: every outcome once, in groups that add up to what was presented. */
export function outcomesOf(sums: Sums, options: FigureOptions): History['outcomes'] {
  const groups: OutcomeGroup[] = (['answered', 'lost', 'spared'] as const).map((kind) => {
    const names = outcomeNames.filter((name) => outcomeKinds[name] === kind);
    return group(
      kind,
      names.map((name) => partOf(name, sums)),
    );
  });
  groups.push(
    group(
      'open',
      openNames.map((name) => ({ name, count: sums.tally[name], parts: [] })),
    ),
  );
  const of = { ...sums, options };
  return {
    presented: countOf('presented', of),
    concerned: countOf('answered', of) + countOf('unanswered', of),
    groups,
  };
}

function partOf(name: Outcome, { tally }: Sums): Part {
  const count = tally[name];
  if (name === 'abandoned') {
    const { shortAbandoned } = tally;
    const parts = [
      { name: 'abandonedLonger', count: count - shortAbandoned },
      { name: 'shortAbandoned', count: shortAbandoned },
    ];
    return { name, count, parts };
  }
  return { name, count, parts: (told[name] ?? []).map((part) => ({ name: part, count: tally[part] })) };
}

const group = (kind: OutcomeGroup['kind'], parts: readonly Part[]): OutcomeGroup => ({
  kind,
  count: parts.reduce((sum, { count }) => sum + count, 0),
  parts,
});

import type { HookTrial } from '@vigie/contracts';

import { readCallerNumber } from '../../privacy/caller-number';
import { ConnectorFault } from '../connector-fault';
import { mappedFactNames, mappedFacts } from './webhook/mapped-facts';
import type { HookFact, HookProblem, HookReading } from './hook';

const mostShown = 100;

/** Why a message that is the sender's could not be taken, for whoever runs the system. It quotes no value: that may be a person's. */
export function incomplete({ code, field }: HookProblem): ConnectorFault {
  return new ConnectorFault('mapping_incomplete', `${code} (${field})`);
}

/** What an example says, to be shown to whoever pasted it: numbers as they are shown everywhere, masked. */
export function trialView({ facts, unknown, problems }: HookReading): HookTrial {
  return {
    facts: facts.slice(0, mostShown).map(factView),
    problems: [
      ...problems,
      ...unknown.map((name) => ({ code: 'kind_unknown', field: 'kind', value: name.slice(0, 64) })),
    ].slice(0, mostShown),
  };
}

function factView({ type, subject, at, data = {} }: HookFact): HookTrial['facts'][number] {
  const fields = Object.entries(data).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, text: name === 'ani' ? masked(String(value)) : String(value) }],
  );
  return { type, meaning: meaningOf(type, data), subject, at: new Date(at).toISOString(), fields };
}

/** The name by which the settings of a webhook call such a fact. */
function meaningOf(type: string, data: NonNullable<HookFact['data']>): string | null {
  const told = mappedFactNames.find((name) => {
    const fact: { readonly type: string; readonly data?: object } = mappedFacts[name];
    return fact.type === type && Object.entries(fact.data ?? {}).every(([key, value]) => data[key] === value);
  });
  return told ?? null;
}

const masked = (number: string): string => readCallerNumber(number, 'FR')?.mask ?? '••••';

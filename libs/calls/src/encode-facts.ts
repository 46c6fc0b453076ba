import type { AgentFact } from './agent';
import { agentFactKinds } from './declared-state';
import type { CallFact } from './fact';
import { factKinds } from './fact-types';
import type { PackingTable } from './pack-facts';
import { packFacts, unpackFacts } from './pack-facts';

const codesOf = (kinds: {
  readonly [type: string]: { readonly code: number };
}): ReadonlyMap<string, number> => new Map(Object.entries(kinds).map(([type, { code }]) => [type, code]));

const callTable: PackingTable = {
  codes: codesOf(factKinds),
  fields: [
    { key: 'tie', tag: 'A', kind: 'text' },
    { key: 'sequence', tag: 'B', kind: 'text' },
    { key: 'segmentId', tag: 'C', kind: 'text' },
    { key: 'legId', tag: 'D', kind: 'text' },
    { key: 'queueId', tag: 'E', kind: 'text' },
    { key: 'agentId', tag: 'F', kind: 'text' },
    { key: 'clinicId', tag: 'G', kind: 'text' },
    { key: 'dnis', tag: 'H', kind: 'text' },
    { key: 'direction', tag: 'I', kind: 'text' },
    { key: 'aniHash', tag: 'J', kind: 'text' },
    { key: 'aniKind', tag: 'K', kind: 'text' },
    { key: 'aniMask', tag: 'L', kind: 'text' },
    { key: 'languageRequested', tag: 'M', kind: 'text' },
    { key: 'languageServed', tag: 'N', kind: 'text' },
    { key: 'reason', tag: 'O', kind: 'text' },
    { key: 'side', tag: 'P', kind: 'text' },
    { key: 'key', tag: 'Q', kind: 'text' },
    { key: 'ringMs', tag: 'R', kind: 'number' },
    { key: 'waitMs', tag: 'S', kind: 'number' },
    { key: 'talkMs', tag: 'T', kind: 'number' },
    { key: 'reasonCode', tag: 'U', kind: 'text' },
    { key: 'dispositionOutcome', tag: 'V', kind: 'text' },
    { key: 'difficult', tag: 'W', kind: 'flag' },
    { key: 'urgent', tag: 'X', kind: 'flag' },
    { key: 'appointmentObtained', tag: 'Y', kind: 'flag' },
    { key: 'estimated', tag: 'Z', kind: 'flag' },
    { key: 'test', tag: '_', kind: 'flag' },
    { key: 'rating', tag: '$', kind: 'number' },
    { key: 'channel', tag: '@', kind: 'text' },
    { key: 'surveyLanguage', tag: '#', kind: 'text' },
    { key: 'items', tag: '!', kind: 'integers' },
    { key: 'retracts', tag: '%', kind: 'text' },
    { key: 'resolved', tag: '&', kind: 'flag' },
    { key: 'count', tag: '*', kind: 'number' },
    { key: 'silentMs', tag: '+', kind: 'number' },
    { key: 'bot', tag: '=', kind: 'flag' },
    { key: 'via', tag: '~', kind: 'text' },
    { key: 'gone', tag: '?', kind: 'flag' },
    { key: 'inferred', tag: '^', kind: 'flag' },
    { key: 'difficultReason', tag: '<', kind: 'text' },
  ],
};

const agentTable: PackingTable = {
  codes: codesOf(agentFactKinds),
  fields: [
    { key: 'tie', tag: 'A', kind: 'text' },
    { key: 'sequence', tag: 'B', kind: 'text' },
    { key: 'queueId', tag: 'E', kind: 'text' },
    { key: 'reason', tag: 'O', kind: 'text' },
    { key: 'state', tag: 'S', kind: 'text' },
    { key: 'paused', tag: 'P', kind: 'flag' },
    { key: 'source', tag: 'F', kind: 'text' },
    { key: 'toldAs', tag: 'T', kind: 'text' },
  ],
};

/** Facts of one call as a compact text (about 60 characters a fact) to be kept beside it for the next fold. */
export const encodeFacts = (facts: readonly CallFact[]): string => packFacts(facts, callTable);

/** The facts `encodeFacts` wrote, in the same order. */
export const decodeFacts = (text: string): CallFact[] =>
  unpackFacts(text, callTable) as unknown as CallFact[];

/** An agent's facts as a compact text. */
export const encodeAgentFacts = (facts: readonly AgentFact[]): string => packFacts(facts, agentTable);

/** The facts `encodeAgentFacts` wrote, in the same order. */
export const decodeAgentFacts = (text: string): AgentFact[] =>
  unpackFacts(text, agentTable) as unknown as AgentFact[];

import { isCallFactType, type CallFact, type CallFactType } from '@vigie/calls';

import type { LoggedEvent } from '../event-log/logged-event';
import { eventTie } from './event-tie';

type Draft = { -readonly [Field in keyof CallFact]?: CallFact[Field] | undefined };
type Data = LoggedEvent['data'];

const copiedTexts = ['segmentId', 'legId', 'queueId', 'agentId', 'clinicId', 'dnis', 'side', 'key'] as const;
const callerTexts = ['aniHash', 'aniMask', 'languageRequested', 'languageServed', 'reasonCode'] as const;
const copiedNumbers = ['ringMs', 'waitMs', 'talkMs'] as const;
const copiedFlags = ['difficult', 'urgent', 'appointmentObtained', 'estimated', 'test'] as const;

const directions = ['inbound', 'outbound'] as const;
const aniKinds = ['fixed', 'mobile', 'foreign', 'withheld'] as const;

/** Where each type keeps the word that says why or how: its `reason` as a fact. */
const reasonField: Readonly<Partial<Record<CallFactType, string>>> = {
  'call.blocked': 'reason',
  'call.dequeued': 'reason',
  'call.offer_ended': 'result',
  'call.transferred': 'kind',
  'call.disconnected': 'cause',
};

/**
 * What an event of the log says about its call; undefined where it says nothing the fold reads (answers looked up,
 * callbacks, surveys without an overall rating). Total: a field of another kind than it should be is left out.
 */
export function toCallFact(event: LoggedEvent): CallFact | undefined {
  const { type, data } = event;
  if (!isCallFactType(type) || type === 'call.lost_by_source') return undefined;
  const fact: Draft = { type, at: event.at, tie: eventTie(event.source, event.id) };
  if (event.sequence !== null) fact.sequence = event.sequence;
  for (const name of copiedTexts) copyText(fact, name, data[name]);
  const reason = reasonField[type];
  if (reason !== undefined) copyText(fact, 'reason', data[reason]);
  copyRest(fact, data);
  if (type === 'survey.answered') return withRating(fact as CallFact, data);
  return fact as CallFact;
}

function copyRest(fact: Draft, data: Data): void {
  for (const name of callerTexts) copyText(fact, name, data[name]);
  for (const name of copiedNumbers) if (typeof data[name] === 'number') fact[name] = data[name];
  for (const name of copiedFlags) if (typeof data[name] === 'boolean') fact[name] = data[name];
  if (fact.type === 'call.initiated') copyText(fact, 'languageRequested', data['language']);
  if (fact.type === 'call.dispositioned') copyText(fact, 'dispositionOutcome', data['outcome']);
  const direction = oneOf(directions, data['direction']);
  if (direction !== undefined) fact.direction = direction;
  const kind = oneOf(aniKinds, data['aniKind']);
  if (kind !== undefined) fact.aniKind = kind;
}

/** The value if it is one of the words; undefined otherwise. */
function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

type TextField = (typeof copiedTexts)[number] | (typeof callerTexts)[number] | 'reason' | 'dispositionOutcome';

function copyText(fact: Draft, name: TextField, value: unknown): void {
  if (typeof value === 'string' && value !== '') fact[name] = value;
}

/** A survey is a fact of its call when it rates the call as a whole from 1 to 5. */
function withRating(fact: CallFact, data: Data): CallFact | undefined {
  const items = data['items'];
  const rating = typeof items === 'object' && items !== null ? (items as Data)['overall'] : undefined;
  if (typeof rating !== 'number' || !Number.isInteger(rating) || rating < 1 || rating > 5) return undefined;
  return { ...fact, rating };
}

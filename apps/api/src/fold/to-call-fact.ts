import { isCallFactType, ways, type CallFact, type CallFactType } from '@vigie/calls';
import { readSurveyItems } from '@vigie/contracts';

import { eventTie } from './event-tie';
import type { LoggedEvent } from '../event-log/logged-event';
import { isToldByFile, withRecorded } from './recorded-facts';

type Draft = { -readonly [Field in keyof CallFact]: CallFact[Field] };
type Data = LoggedEvent['data'];
type Copy = (draft: Draft, value: unknown) => void;
type TextField =
  | 'segmentId'
  | 'legId'
  | 'queueId'
  | 'agentId'
  | 'clinicId'
  | 'dnis'
  | 'side'
  | 'key'
  | 'reason'
  | 'aniHash'
  | 'aniMask'
  | 'languageRequested'
  | 'languageServed'
  | 'reasonCode'
  | 'channel'
  | 'surveyLanguage'
  | 'dispositionOutcome'
  | 'difficultReason';

const text =
  (field: TextField): Copy =>
  (draft, value) => {
    if (typeof value === 'string' && value !== '') draft[field] = value;
  };
const number =
  (field: 'ringMs' | 'waitMs' | 'talkMs'): Copy =>
  (draft, value) => {
    if (typeof value === 'number') draft[field] = value;
  };
const flag =
  (
    field:
      'difficult' | 'urgent' | 'appointmentObtained' | 'estimated' | 'test' | 'bot' | 'gone' | 'inferred',
  ): Copy =>
  (draft, value) => {
    if (typeof value === 'boolean') draft[field] = value;
  };
const reasonOf =
  (...types: CallFactType[]): Copy =>
  (draft, value) => {
    if (types.includes(draft.type)) text('reason')(draft, value);
  };

/** What becomes of each field of an event's data; any other says nothing the fold reads. */
const copies: ReadonlyMap<string, Copy> = new Map<string, Copy>([
  ['segmentId', text('segmentId')],
  ['legId', text('legId')],
  ['queueId', text('queueId')],
  ['agentId', text('agentId')],
  ['clinicId', text('clinicId')],
  ['dnis', text('dnis')],
  ['side', text('side')],
  ['key', text('key')],
  ['aniHash', text('aniHash')],
  ['aniMask', text('aniMask')],
  ['languageRequested', text('languageRequested')],
  ['languageServed', text('languageServed')],
  ['reasonCode', text('reasonCode')],
  ['ringMs', number('ringMs')],
  ['waitMs', number('waitMs')],
  ['talkMs', number('talkMs')],
  ['difficult', flag('difficult')],
  ['difficultReason', text('difficultReason')],
  ['urgent', flag('urgent')],
  ['appointmentObtained', flag('appointmentObtained')],
  ['estimated', flag('estimated')],
  ['test', flag('test')],
  ['bot', flag('bot')],
  ['gone', flag('gone')],
  ['inferred', flag('inferred')],
  [
    'via',
    (draft, value) => {
      const way = ways.find((one) => one === value);
      if (way !== undefined) draft.via = way;
    },
  ],
  ['reason', reasonOf('call.blocked', 'call.dequeued')],
  ['result', reasonOf('call.offer_ended')],
  ['kind', reasonOf('call.transferred')],
  ['cause', reasonOf('call.disconnected')],
  [
    'direction',
    (draft, value) => {
      if (value === 'inbound' || value === 'outbound') draft.direction = value;
    },
  ],
  [
    'aniKind',
    (draft, value) => {
      if (value === 'fixed' || value === 'mobile' || value === 'foreign' || value === 'withheld')
        draft.aniKind = value;
    },
  ],
  [
    'language',
    (draft, value) => {
      if (draft.type === 'call.initiated') text('languageRequested')(draft, value);
      else if (draft.type.startsWith('survey.')) text('surveyLanguage')(draft, value);
    },
  ],
  [
    'channel',
    (draft, value) => {
      if (draft.type.startsWith('survey.')) text('channel')(draft, value);
    },
  ],
  [
    'items',
    (draft, value) => {
      if (
        (draft.type === 'survey.answered' || draft.type === 'survey.recorded') &&
        typeof value === 'object' &&
        value !== null
      )
        draft.items = readSurveyItems(value as Data).items;
    },
  ],
  [
    'outcome',
    (draft, value) => {
      if (draft.type === 'call.dispositioned') text('dispositionOutcome')(draft, value);
    },
  ],
]);

/** Facts that the fold makes itself: no event tells them. */
const derived: ReadonlySet<CallFactType> = new Set(['call.lost_by_source', 'call.rings_counted']);

/**
 * What an event of the log says about its call; undefined where it says nothing the fold reads (answers looked up). Total: a field of another kind than it should be is left out.
 */
export function toCallFact({ type, at, id, sequence, data }: LoggedEvent): CallFact | undefined {
  if (!isCallFactType(type) || derived.has(type)) return undefined;
  const fact: Draft =
    sequence === null ? { type, at, tie: eventTie(id) } : { type, at, tie: eventTie(id), sequence };
  for (const field in data) copies.get(field)?.(fact, data[field]);
  return isToldByFile(type) ? withRecorded(fact, data) : fact;
}

import { agentFactKinds, factKinds } from '@vigie/calls';
import { eventTypes, type EventType, type SubjectKind } from '@vigie/contracts';

type Field = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Field[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};
type ObjectSchema = {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
};

const commonFields: ReadonlySet<string> = new Set([
  'clinicId',
  'segmentId',
  'legId',
  'queueId',
  'agentId',
  'inferred',
]);
const largest = 2 ** 53 - 1;

const about: Readonly<Record<SubjectKind, string>> = {
  call: 'The `subject` is the call id: a call is (tenant, source, subject).',
  agent: 'The `subject` is the agent id.',
  source: 'The `subject` is the source itself.',
};

const titles: Readonly<Record<SubjectKind, string>> = {
  call: 'Calls',
  agent: 'Agents',
  source: 'Telephone systems',
};

const opening = `# Events

<!-- Written by \`npm run docs\` from the event table in libs/contracts. Do not edit. -->

What \`POST /api/v1/events\` accepts: [CloudEvents 1.0](https://cloudevents.io) in structured or batch mode.

| Attribute | |
|---|---|
| \`id\` | required; unique within its source; at most 128 characters. The same source and id never count twice |
| \`source\` | required; the telephone system |
| \`type\` | required; one of the types below, without a prefix |
| \`subject\` | required; the call, the agent or the source, by type |
| \`time\` | required; RFC 3339 with a zone. What is beyond the millisecond is cut; more than a day ahead of the server's clock: \`time_ahead\` |
| \`sequence\` | optional; the order within the source among equal times |
| \`specversion\` | \`1.0\` |
| \`data\` | the fields of the type; any other field is dropped and counted |

Every type may carry \`clinicId\`, \`queueId\`, \`segmentId\`, \`legId\` and \`agentId\`: opaque ids of at most 128
characters; and \`inferred\`, of what a connector concluded because the telephone system has no word for it: an inferred wait does not
stand where the call is told to have met a closed line, or to have ended in the menu (\`cause\` \`in_menu\` of \`call.disconnected\`). The rank settles the order of facts of one call that bear the same time: the smaller comes first, unless
every fact that the telephone system tells of the call bears a \`sequence\`: then that goes first. A type without a rank stays in the log: no call and no agent's day is folded from it.

Of one call at most 500 facts that decide something are folded, the first 300, the last 200 and the first answers: those between stay in the log alone and are
counted (\`vigie_ignored_facts_total\`). Rings that nobody took are kept one by one up to the fiftieth of a call, and as a count per agent beyond.

A caller's number in \`ani\` is replaced at the door by \`aniHash\` (keyed, per tenant), \`aniKind\` and \`aniMask\`; the
number itself is never stored. A number without a country code is one of the clinic's country: the clinic is that of
\`clinicId\`, else of \`dnis\`, else of the queue. Words, short numbers and one digit throughout are a withheld number. A sender
may send the three instead: \`aniHash\` of 16 to 64 letters, digits, \`-\` and \`_\` with a letter among them (it is hashed again, with our
key), \`aniMask\` as digits of which the last four are \`•\`; anything else in their place is left out.

In \`agentId\`, \`toId\` and the subject of \`agent.*\`, eight digits or more in a row become a word of their own (\`tel-…\`), the same for the same
number; in other texts but ids and \`dnis\` they become dots. \`reasonCode\`, \`rootReason\`, \`outcome\` and \`result\` are codes: at most 64
characters, five words and four digits, else they are left out and counted; so is a \`question\` of more than 80 characters, ten words
or four digits. Characters that cannot be seen are dropped.

A tenant may name 2,000 clinics, queues and agents (together) that neither its settings nor earlier events name, and as many an hour
in the long run; an event that names more is refused alone, \`too_many_new_ids\`.

The clock of a source is measured by its heartbeats, else by events that come as they happen: the middle of the last 15. When
it differs from ours by more than a minute, the event is kept with its time as sent and \`skewMs\` beside it; what is folded is the
time less that.
`;

/** The page `docs/events.md`: every event type with its fields, as the door checks them. */
export function eventsDoc(): string {
  const kinds: readonly SubjectKind[] = ['call', 'agent', 'source'];
  return [opening, ...kinds.map(chapterOf)].join('\n').trimEnd() + '\n';
}

function chapterOf(kind: SubjectKind): string {
  const types = (Object.keys(eventTypes) as EventType[]).filter((type) => eventTypes[type].subject === kind);
  const rows = types.map(
    (type) => `| \`${type}\` | ${rankOf(type)} | ${eventTypes[type].about} | ${fieldsOf(type)} |`,
  );
  return [
    `## ${titles[kind]}`,
    '',
    about[kind],
    '',
    '| Type | Rank | Meaning | Fields |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const ranks: ReadonlyMap<string, number> = new Map(
  Object.entries({ ...factKinds, ...agentFactKinds }).map(([type, { rank }]) => [type, rank]),
);

/** The rank the fold sorts by; none for what no call and no agent's day is folded from. */
const rankOf = (type: EventType): string => String(ranks.get(type) ?? '–');

function fieldsOf(type: EventType): string {
  const { properties = {}, required = [] } = eventTypes[type].data.toJSONSchema({
    unrepresentable: 'any',
  }) as ObjectSchema;
  const fields = Object.entries(properties).filter(([name]) => !commonFields.has(name));
  if (fields.length === 0) return '–';
  return fields
    .map(([name, field]) => `\`${name}\` ${describe(field)}${required.includes(name) ? ', required' : ''}`)
    .join('<br>');
}

function describe(field: Field): string {
  if (field.enum !== undefined) return field.enum.map((value) => `\`${String(value)}\``).join(' · ');
  if (field.anyOf !== undefined) return field.anyOf.map(describe).join(' or ');
  if (field.format === 'date-time') return 'instant';
  if (field.type === 'string') return field.maxLength === undefined ? 'text' : `text ≤ ${field.maxLength}`;
  if (field.type === 'integer') return `whole number${boundsOf(field)}`;
  return field.type ?? 'value';
}

function boundsOf({ minimum, maximum }: Field): string {
  const bounded = (bound: number | undefined): bound is number =>
    bound !== undefined && Math.abs(bound) < largest;
  if (bounded(minimum) && bounded(maximum)) return ` ${minimum}–${maximum}`;
  return bounded(minimum) ? ` ≥ ${minimum}` : '';
}
